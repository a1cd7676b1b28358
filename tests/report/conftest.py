"""The helper process that draws PDFs, ended after the last test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sessions.report import pdf


@pytest.fixture(scope="session", autouse=True)
def _no_process_left() -> Iterator[None]:
    """The helper process is shared by the tests and ends with them."""
    yield
    pdf.stop()

"""A report drawn once for all tests, and the end of the helper process that drew it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sessions.report import pdf
from tests.report.paper import USUAL, drawn


@pytest.fixture(scope="session", autouse=True)
def _no_process_left() -> Iterator[None]:
    """The helper process is shared by the tests and ends with them."""
    yield
    pdf.stop()


@pytest.fixture(scope="session")
def made() -> bytes:
    """The PDF of a report about twenty questions."""
    return drawn(USUAL)

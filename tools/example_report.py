"""The final report of the filled example session, made in a database that is thrown away.

For looking at its pages (`tools.report_pages`) and for measuring (`bench.report`).
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessions.report.values import Contents

PEOPLE = 28  # beside two who lead and the vendor: a room of thirty


@dataclass(frozen=True)
class ExampleReport:
    """A final report: its values, the bytes attached to it, and its page before it is drawn."""

    contents: Contents
    data: bytes
    page: str


@contextmanager
def example_report(people: int = PEOPLE, *, edition: str = "internal") -> Iterator[ExampleReport]:
    """Give the report of a session with this many participants; ends the helper process after."""
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        from django.core.management import call_command  # noqa: PLC0415 - Django is set up by now

        from sessions.report import canonical, html, pdf  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("load_questions", verbosity=0, stdout=io.StringIO())
        call_command("demo_session", filled=True, participants=people, stdout=io.StringIO())
        data = _latest(edition)
        contents = canonical.from_json(data)
        page = html.render(contents, fingerprint=canonical.fingerprint(data))
        try:
            yield ExampleReport(contents=contents, data=data, page=page)
        finally:
            pdf.stop()


def _set_up(folder: Path) -> None:
    os.environ.update(VAR_DIR=str(folder), DJANGO_SETTINGS_MODULE="airtool.settings")
    os.environ.pop("DATABASE_URL", None)
    import django  # noqa: PLC0415

    django.setup()


def _latest(edition: str) -> bytes:
    from sessions.models import Report  # noqa: PLC0415

    return bytes(Report.objects.filter(edition=edition).latest("pk").contents or b"")

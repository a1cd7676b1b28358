"""`manage.py verify_report FILE`: is this PDF or JSON an unchanged final version?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sessions.models import Report
from sessions.report import wording
from sessions.report.canonical import LARGEST
from sessions.report.verifying import Finding, Verdict, verify

UNCHANGED, NOT_UNCHANGED, UNREADABLE = 0, 1, 2


class Command(BaseCommand):
    """Says what a file is; exit code 0: unchanged, 1: not, 2: it cannot be read."""

    help = "Tell whether a PDF or JSON file is an unchanged final report of this installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("file", help="a report as PDF, or its data as JSON")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Read, compare, say; ends with the exit code."""
        file = _read(Path(options["file"]))
        verdict = Verdict(Finding.UNREADABLE) if isinstance(file, str) else verify(file)
        for line in [file] if isinstance(file, str) else words(verdict):
            self.stdout.write(line)
        if verdict.finding == Finding.UNREADABLE:
            sys.exit(UNREADABLE)
        sys.exit(UNCHANGED if verdict.unchanged else NOT_UNCHANGED)


def words(verdict: Verdict) -> list[str]:
    """Return what a verdict means, one sentence a line."""
    if verdict.report is None:
        return _of_unknown(verdict)
    sentences = {
        Finding.FINAL_PDF: _("Unchanged: this PDF is %(which)s."),
        Finding.FINAL_DATA: _("Unchanged: these are the data of %(which)s."),
        Finding.SAME_DATA: _("Unchanged, but written in another way: the data of %(which)s."),
        Finding.SAVED_AGAIN: _(
            "Saved again: the data in this PDF are unchanged, those of %(which)s, but the file is "
            "not the one that was made. What its pages show was not checked. Ask for the PDF anew."
        ),
    }
    said = [sentences[verdict.finding] % {"which": _which(verdict.report)}]
    if verdict.report.deleted_at:
        day = wording.date(verdict.report.deleted_at.date())
        said.append(_("That version was deleted here on %(date)s.") % {"date": day})
    return [*said, _("Fingerprint: %(hash)s") % {"hash": verdict.report.contents_hash}]


def _which(report: Report) -> str:
    facts = {
        "number": report.version,
        "edition": report.get_edition_display(),
        "organisation": report.organisation.name,
        "moment": wording.moment(report.final_at),
    }
    return _("final version %(number)d (%(edition)s) of %(organisation)s, of %(moment)s") % facts


def _of_unknown(verdict: Verdict) -> list[str]:
    if verdict.finding == Finding.UNREADABLE:
        return [_("This file cannot be read: it is no PDF and no data of a report, or damaged.")]
    if verdict.contents is None:
        return [_("Unknown: this PDF is no final report of this installation.")]
    if verdict.contents.concept:
        return [_("Not final: this is a draft, and a draft can change.")]
    return [
        _("Changed or unknown: it says to be version %(number)d, but no version here is the same.")
        % {"number": verdict.contents.version}
    ]


def _read(path: Path) -> bytes | str:
    """Return what the file holds, or why it cannot be read."""
    try:
        if not path.is_file():
            return _("There is no such file.")
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError):
        return _("This file cannot be opened.")
    return _("This file is too large for a report.") if len(data) > LARGEST else data

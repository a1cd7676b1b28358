"""Is this file an unchanged final version? Asked of a PDF or of its data, by their hashes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from sessions.models import Report
from sessions.report import attached, canonical
from sessions.report.values import Contents


class Finding(StrEnum):
    """What a file turned out to be."""

    FINAL_PDF = "final_pdf"  # byte for byte the PDF of a final version
    FINAL_DATA = "final_data"  # byte for byte its data
    SAME_DATA = "same_data"  # its data, written in another way
    SAVED_AGAIN = "saved_again"  # a PDF with its data, but not its own bytes
    UNKNOWN = "unknown"  # a report, but no final version known here
    UNREADABLE = "unreadable"  # neither a PDF nor the data of a report


@dataclass(frozen=True)
class Verdict:
    """The finding; the version it is about; and what an unknown file says of itself."""

    finding: Finding
    report: Report | None = None
    contents: Contents | None = None

    @property
    def unchanged(self) -> bool:
        """Tell whether all of the file is what was made final."""
        return self.finding in (Finding.FINAL_PDF, Finding.FINAL_DATA, Finding.SAME_DATA)


def verify(file: bytes) -> Verdict:
    """Return what these bytes are."""
    digest = hashlib.sha256(file).hexdigest()
    known = _known(Q(pdf_hash=digest) | Q(contents_hash=digest))
    if known is not None:
        kind = Finding.FINAL_PDF if known.pdf_hash == digest else Finding.FINAL_DATA
        return Verdict(kind, known)
    return _of_pdf(file) if b"%PDF-" in file[:1024] else _of_data(file)


def _of_pdf(file: bytes) -> Verdict:
    try:
        data = attached.data_in(file)
    except attached.NoPdf:
        return Verdict(Finding.UNREADABLE)
    if data is None:
        return Verdict(Finding.UNKNOWN)
    known = _known(Q(contents_hash=canonical.fingerprint(data)))
    if known is not None:
        return Verdict(Finding.SAVED_AGAIN, known)
    return Verdict(Finding.UNKNOWN, contents=_contents(data))


def _of_data(file: bytes) -> Verdict:
    contents = _contents(file)
    if contents is None:
        return Verdict(Finding.UNREADABLE)
    known = _known(Q(contents_hash=canonical.fingerprint(canonical.written_anew(file))))
    if known is not None:
        return Verdict(Finding.SAME_DATA, known)
    return Verdict(Finding.UNKNOWN, contents=contents)


def _known(which: Q) -> Report | None:
    rows = Report.objects.select_related("organisation").defer("contents", "pdf")
    return rows.filter(which).order_by("pk").first()


def _contents(data: bytes) -> Contents | None:
    try:
        return canonical.from_json(data)
    except canonical.Unreadable:
        return None

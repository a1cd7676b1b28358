"""Files somebody downloads: an attachment with a name, and no copy kept by anybody between."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from sessions.commands.pdf_worker import final_when_made
from sessions.errors import NotFound
from sessions.models import Report
from sessions.report.naming import file_name
from sessions.views.shelf import contents_of


def pdf_of(report: Report) -> HttpResponse:
    """Answer with the PDF of a final version; waits for it when it is still being made.

    Raises NotFound for a stub, ReportBusy and ReportFailed as the queue does.
    """
    made = bytes(report.pdf) if report.pdf else final_when_made(report)
    return attachment(made, name=_name(report, kind="pdf"), kind="application/pdf")


def json_of(report: Report) -> HttpResponse:
    """Answer with the canonical JSON: the bytes whose hash is the fingerprint."""
    if not report.contents:
        raise NotFound("")
    name = _name(report, kind="json")
    return attachment(bytes(report.contents), name=name, kind="application/json")


def _name(report: Report, *, kind: str) -> str:
    contents = contents_of(report)
    return file_name(contents, kind=kind) if contents else f"{report.version}.{kind}"


def attachment(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """Answer with a file to keep, of this name and media type."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": disposition or "attachment"},
    )

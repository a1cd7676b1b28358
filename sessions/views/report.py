"""The report, as a concept, for who leads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import pdf_jobs, pdf_worker
from sessions.report import naming
from sessions.report.contents import collect
from sessions.views.guards import Visit, session_door


@session_door("GET")
def report_pdf(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Download the report as it stands now: kept from before, or made while the browser waits."""
    rules.require(Action.DOWNLOAD_REPORT, participant=visit.participant, session=visit.session)
    now = timezone.now()
    job = pdf_jobs.ask_for_concept(session_id=visit.session.pk, by=visit.participant, at=now)
    pdf = pdf_worker.concept_when_made(job)
    name = naming.file_name(collect(session=visit.session, at=now))
    return download(pdf, name=name, kind="application/pdf")


def download(body: bytes, *, name: str, kind: str) -> HttpResponse:
    """Answer with a file to keep."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    headers = {"Content-Disposition": disposition or "attachment"}
    return HttpResponse(body, content_type=kind, headers=headers)

"""The report, as a concept, for who leads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from sessions.access import rules
from sessions.access.rules import Action
from sessions.report.concept import concept_pdf
from sessions.views.guards import Visit, session_door


@session_door("GET")
def report_pdf(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Download the report as it stands now."""
    rules.require(Action.DOWNLOAD_REPORT, participant=visit.participant, session=visit.session)
    pdf, filename = concept_pdf(session_id=visit.session.pk, at=timezone.now())
    disposition = content_disposition_header(as_attachment=True, filename=filename)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": disposition or "attachment"},
    )

"""The report of an example session, by a link that anybody may follow: nothing in it is real."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sessions.access import examples
from sessions.commands import pdf_jobs, pdf_worker
from sessions.enums import Role
from sessions.errors import NotFound
from sessions.models import Participant
from sessions.report import naming
from sessions.report.internal_contents import collect_edition
from sessions.views.downloads import attachment
from sessions.views.guards import door
from sessions.views.versions import asked_edition


@door("GET")
def example_report(request: HttpRequest, *, token: str) -> HttpResponse:
    """Download the report of an example as it stands now; `?edition=shareable` for that one."""
    session = examples.example_session(token)
    leads = Participant.objects.filter(
        session=session, role=Role.FACILITATOR, removed_at=None
    ).first()
    if session is None or leads is None:
        raise NotFound("")
    now = timezone.now()
    edition = asked_edition(request.GET)
    job = pdf_jobs.ask_for_concept(session_id=session.pk, by=leads, at=now, edition=edition)
    pdf = pdf_worker.concept_when_made(job)
    name = naming.file_name(collect_edition(edition, session=session, at=now))
    return attachment(pdf, name=name, kind="application/pdf")

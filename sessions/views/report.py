"""The report, for who leads: the draft at any minute, and the step to a final version."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import pdf_jobs, pdf_worker, reports
from sessions.commands.reports import NothingChanged
from sessions.enums import PdfState, Phase
from sessions.errors import Refused
from sessions.forms.finalising import FinalForm
from sessions.models import PdfJob, Report, Session
from sessions.report import canonical, naming
from sessions.report.contents import collect
from sessions.report.values import Contents
from sessions.views import pdf_progress
from sessions.views.downloads import attachment
from sessions.views.guards import Visit, session_door
from sessions.views.posting import who_where_when


@session_door("GET")
def session_report(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the draft, the way to a final version, and the versions there are."""
    contents = _as_now(visit)
    versions = queries.versions_of(visit.session)
    last = queries.last_version_of(visit.session)
    concept = _concept_now(visit.session, contents)
    final = pdf_progress.of_final(last)
    context = {
        "session": visit.session,
        "concept": pdf_progress.of_job(concept),
        "final": final,
        "versions": versions,
        "last": last,
        "closed": visit.session.phase == Phase.CLOSED,
        "news": reports.is_news(contents, last=last),
        "pending": final.pending or (concept is not None and concept.state in pdf_jobs.PENDING),
    }
    return render(request, "pages/session_report.html", context)


@session_door("POST")
def concept(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask for the PDF of the draft; the page tells how far it is."""
    pdf_jobs.ask_for_concept(**who_where_when(visit))
    return redirect("session_report", session_id=visit.session.public_id)


@session_door("GET")
def progress(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Tell the page's script how far the PDFs are."""
    rules.require(Action.DOWNLOAD_REPORT, participant=visit.participant, session=visit.session)
    versions = queries.versions_of(visit.session)
    told = {
        "concept": pdf_progress.of_job(pdf_jobs.concept_in(visit.session)),
        "final": pdf_progress.of_final(versions[0] if versions else None),
    }
    return JsonResponse({name: asdict(one) for name, one in told.items()})


@session_door("GET")
def report_pdf(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Download the draft as it stands now: kept from before, or made while the browser waits."""
    contents = _as_now(visit)
    pdf = pdf_worker.concept_when_made(pdf_jobs.ask_for_concept(**who_where_when(visit)))
    return attachment(pdf, name=naming.file_name(contents), kind="application/pdf")


@session_door("GET")
def report_json(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Download what the draft says now, as canonical JSON."""
    contents = _as_now(visit)
    name = naming.file_name(contents, kind="json")
    return attachment(canonical.to_json(contents), name=name, kind="application/json")


@session_door("GET", "POST")
def finalisation(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say what becomes final, then make it so."""
    rules.require(Action.FINALISE_REPORT, participant=visit.participant, session=visit.session)
    last = queries.last_version_of(visit.session)
    contents = collect(session=visit.session, at=timezone.now())
    if not reports.is_news(contents, last=last):
        return redirect("session_report", session_id=visit.session.public_id)
    if request.method != "POST":
        return _final_page(request, visit, contents, form=FinalForm(first=last is None), last=last)
    form = FinalForm(request.POST, first=last is None)
    if form.is_valid():
        try:
            return _finalised(request, visit, changed=form.cleaned_data["changed"])
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
    return _final_page(request, visit, contents, form=form, last=last)


def _finalised(request: HttpRequest, visit: Visit, *, changed: str) -> HttpResponse:
    try:
        made = reports.finalise(changed=changed, **who_where_when(visit))
    except NothingChanged as refused:
        # Somebody else was a moment earlier with the same.
        messages.info(request, str(refused.message))
    else:
        words = _("Version %(number)d is final.") % {"number": made.version}
        messages.success(request, words)
    return redirect("session_report", session_id=visit.session.public_id)


def _as_now(visit: Visit) -> Contents:
    """Return what the draft says now, to who may have it."""
    rules.require(Action.DOWNLOAD_REPORT, participant=visit.participant, session=visit.session)
    return collect(session=visit.session, at=timezone.now())


def _concept_now(session: Session, contents: Contents) -> PdfJob | None:
    """Return the job of the draft; one made of an earlier state is none."""
    job = pdf_jobs.concept_in(session)
    if job is None or job.state != PdfState.MADE:
        return job
    same = job.key == pdf_jobs.key_of(session, canonical.to_json(contents))
    return job if same else None


def _final_page(
    request: HttpRequest,
    visit: Visit,
    contents: Contents,
    *,
    form: FinalForm,
    last: Report | None,
) -> HttpResponse:
    left_open = sum(one.outcome == "not_discussed" for one in contents.questions if one.chosen)
    context: dict[str, Any] = {
        "session": visit.session,
        "form": form,
        "number": last.version + 1 if last else 1,
        "last": last,
        "questions": sum(one.chosen for one in contents.questions),
        "left_open": left_open,
        "actions": len(contents.actions),
        "people": sum(group.count for group in contents.people),
        "names": contents.names,
    }
    status = 400 if form.errors else 200
    return render(request, "pages/finalisation.html", context, status=status)

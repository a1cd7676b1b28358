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
from sessions.enums import Edition, PdfState, Phase
from sessions.errors import Refused
from sessions.forms.finalising import FinalForm
from sessions.models import PdfJob, Report, Session
from sessions.report import canonical, naming
from sessions.report.internal import InternalContents
from sessions.report.internal_contents import collect_edition, collect_internal
from sessions.report.values import Contents
from sessions.views import pdf_progress
from sessions.views.downloads import attachment
from sessions.views.guards import Visit, session_door
from sessions.views.pdf_progress import Progress
from sessions.views.posting import who_where_when
from sessions.views.versions import asked_edition, versions_with_editions


@session_door("GET")
def session_report(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the draft, the way to a final version, and the versions there are."""
    contents = {one: _as_now(visit, edition=one) for one in Edition}
    versions = versions_with_editions(visit.session)
    last = versions[0] if versions else None
    drafts = [
        _paper(one, pdf_progress.of_job(_concept_now(visit.session, contents[one], edition=one)))
        for one in Edition
    ]
    finals = [
        _paper(one.edition, pdf_progress.of_final(one)) for one in (last.editions if last else ())
    ]
    context = {
        "session": visit.session,
        "drafts": drafts,
        "finals": [one for one in finals if one["progress"].state != PdfState.MADE],
        "versions": versions,
        "last": last,
        "closed": visit.session.phase == Phase.CLOSED,
        "news": reports.is_news(
            contents[Edition.INTERNAL], last=queries.last_version_of(visit.session)
        ),
        "pending": any(one["progress"].pending for one in (*drafts, *finals)),
    }
    return render(request, "pages/session_report.html", context)


@session_door("POST")
def concept(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask for the PDF of the draft; the page tells how far it is."""
    edition = asked_edition(request.POST)
    pdf_jobs.ask_for_concept(edition=edition, **who_where_when(visit))
    return redirect("session_report", session_id=visit.session.public_id)


@session_door("GET")
def progress(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Tell the page's script how far the PDFs are."""
    rules.require(Action.DOWNLOAD_REPORT, participant=visit.participant, session=visit.session)
    versions = versions_with_editions(visit.session)
    finals = {one.edition: one for one in (versions[0].editions if versions else ())}
    told = {}
    for one in Edition:
        concept = pdf_jobs.concept_in(visit.session, edition=one)
        told[f"concept-{one}"] = pdf_progress.of_job(concept)
        told[f"final-{one}"] = pdf_progress.of_final(finals.get(one))
    return JsonResponse({name: asdict(one) for name, one in told.items()})


@session_door("GET")
def report_pdf(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Download the draft as it stands now: kept from before, or made while the browser waits.

    `?edition=shareable` answers with that edition; without it, the internal one.
    """
    edition = asked_edition(request.GET)
    contents = _as_now(visit, edition=edition)
    job = pdf_jobs.ask_for_concept(edition=edition, **who_where_when(visit))
    pdf = pdf_worker.concept_when_made(job)
    return attachment(pdf, name=naming.file_name(contents), kind="application/pdf")


@session_door("GET")
def report_json(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Download what this edition of the draft says now, as canonical JSON."""
    contents = _as_now(visit, edition=asked_edition(request.GET))
    name = naming.file_name(contents, kind="json")
    return attachment(canonical.to_json(contents), name=name, kind="application/json")


@session_door("GET", "POST")
def finalisation(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say what becomes final, then make it so."""
    rules.require(Action.FINALISE_REPORT, participant=visit.participant, session=visit.session)
    last = queries.last_version_of(visit.session)
    contents = collect_internal(session=visit.session, at=timezone.now())
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


def _as_now(visit: Visit, *, edition: Edition) -> Contents:
    """Return what this edition of the draft says now, to who may have it."""
    rules.require(Action.DOWNLOAD_REPORT, participant=visit.participant, session=visit.session)
    return collect_edition(edition, session=visit.session, at=timezone.now())


def _paper(edition: str, progress: Progress) -> dict[str, Any]:
    """Return one edition and how far its PDF is."""
    one = Edition(edition)
    return {"edition": one.value, "word": one.label, "progress": progress}


def _concept_now(session: Session, contents: Contents, *, edition: Edition) -> PdfJob | None:
    """Return the job of the draft; one made of an earlier state is none."""
    job = pdf_jobs.concept_in(session, edition=edition)
    if job is None or job.state != PdfState.MADE:
        return job
    same = job.key == pdf_jobs.key_of(session, canonical.to_json(contents))
    return job if same else None


def _final_page(
    request: HttpRequest,
    visit: Visit,
    contents: InternalContents,
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
        "inside": contents,
    }
    status = 400 if form.errors else 200
    return render(request, "pages/finalisation.html", context, status=status)

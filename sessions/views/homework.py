"""The facilitator's page of the homework: who was asked, what was brought, what to do with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.links import LinkState, homework_link_state
from sessions.access.rules import Action
from sessions.commands import homework as commands
from sessions.commands import homework_links
from sessions.commands.homework_links import MadeHomeworkLink, due_day
from sessions.enums import Judged, Proof
from sessions.forms import HomeworkLinkForm, JudgementForm
from sessions.models import HomeworkLink, Session
from sessions.views.addresses import address_of
from sessions.views.guards import Visit, session_door
from sessions.views.homework_list import homework_rows
from sessions.views.posting import done, right, who_where_when
from sessions.views.refusals import wants_json


@session_door("GET")
def homework(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show who was asked and what was brought, item by item."""
    rules.require(Action.READ_HOMEWORK, participant=visit.participant, session=visit.session)
    return _page(request, visit, form=HomeworkLinkForm())


@session_door("POST")
def link(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make a personal link and show it, this once, in an invitation to send."""
    rules.require(Action.ASK_HOMEWORK, participant=visit.participant, session=visit.session)
    form = HomeworkLinkForm(request.POST)
    if not form.is_valid():
        return _page(request, visit, form=form)
    made = homework_links.ask_homework(name=form.cleaned_data["name"], **who_where_when(visit))
    return _page(request, visit, form=HomeworkLinkForm(), made=_shown(made, visit))


@session_door("POST")
def link_revocation(request: HttpRequest, visit: Visit, *, homework_link_id: str) -> HttpResponse:
    """Take a link back."""
    homework_links.revoke_homework_link(link_id=homework_link_id, **who_where_when(visit))
    if wants_json(request):
        return done()
    messages.success(request, _("The link is taken back. What was brought stays."))
    return redirect("homework", session_id=visit.session.public_id)


@session_door("POST")
def judgement(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Adopt an item, reject it, or let it wait again."""
    form = right(JudgementForm(request.POST))
    commands.judge_homework(
        number=number,
        judged=form.judgement(),
        proof=form.firmness(),
        **who_where_when(visit),
    )
    if wants_json(request):
        return done()
    messages.success(request, _said_of(form.judgement()))
    return redirect("homework", session_id=visit.session.public_id)


def _page(
    request: HttpRequest,
    visit: Visit,
    *,
    form: HomeworkLinkForm,
    made: dict[str, Any] | None = None,
) -> HttpResponse:
    session, now = visit.session, timezone.now()
    rows = homework_rows(session)
    context = {
        "session": session,
        "form": form,
        "made": made,
        "links": _links(session),
        "rows": rows,
        "brought": sum(row.is_brought for row in rows),
        "due": due_day(session.date, asked=timezone.localdate(now)),
        "proofs": Proof,
        "may_ask": _may(Action.ASK_HOMEWORK, visit),
        "may_judge": _may(Action.JUDGE_HOMEWORK, visit),
    }
    return render(request, "pages/homework.html", context, status=400 if form.errors else 200)


def _may(action: Action, visit: Visit) -> bool:
    return rules.may(action, participant=visit.participant, session=visit.session)


def _shown(made: MadeHomeworkLink, visit: Visit) -> dict[str, Any]:
    """Return what stands in the invitation."""
    asked = timezone.localdate(made.link.created_at)
    return {
        "note": made.link.name,
        "address": address_of("homework_answer", made.token),
        "due": due_day(visit.session.date, asked=asked),
        "until": timezone.localdate(made.link.expires_at),
        "sender": visit.participant.name,
    }


def _links(session: Session) -> dict[str, list[HomeworkLink]]:
    now = timezone.now()
    links = list(HomeworkLink.objects.filter(session=session))
    usable = [one for one in links if homework_link_state(one, at=now) == LinkState.OPEN]
    return {"open": usable, "past": [one for one in links if one not in usable]}


def _said_of(judged: Judged | None) -> str:
    if judged == Judged.ADOPTED:
        return _("Adopted. It stands at its questions as a statement of the vendor.")
    if judged == Judged.REJECTED:
        return _("Rejected. Only you and the scribe still see it.")
    return _("It waits again.")

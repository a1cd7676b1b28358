"""What pages in a session post: read the form, make one call, answer 204."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.access import identity
from sessions.access.codes import shown
from sessions.commands import action_points, agenda, answers, door, participants, sessions
from sessions.enums import Phase
from sessions.errors import Refused
from sessions.forms import (
    ActionPointForm,
    ConclusionForm,
    DoorForm,
    NameForm,
    PartForm,
    PhaseForm,
    QuestionNumberForm,
)
from sessions.models import Session
from sessions.views.guards import Visit, session_door
from sessions.views.refusals import refuse_form

_PHASE_COMMANDS: dict[tuple[str, str], Callable[..., None]] = {
    (Phase.DRAFT, Phase.LOBBY): sessions.open_lobby,
    (Phase.DRAFT, Phase.RUNNING): sessions.start_session,
    (Phase.LOBBY, Phase.RUNNING): sessions.start_session,
    (Phase.RUNNING, Phase.CLOSED): sessions.close_session,
    (Phase.ADJOURNED, Phase.CLOSED): sessions.close_session,
    (Phase.CLOSED, Phase.RUNNING): sessions.reopen_session,
}


def _done() -> HttpResponse:
    return HttpResponse(status=204)


def _posted(form: Form) -> HttpResponse | None:
    """Return the refusal of a form with errors, None when it is right."""
    return None if form.is_valid() else refuse_form(form)


@session_door("POST")
def current_question(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put a question on the table."""
    form = QuestionNumberForm(request.POST)
    if refusal := _posted(form):
        return refusal
    agenda.show_question(
        session_id=visit.session.pk,
        number=form.cleaned_data["number"],
        by=visit.participant,
        at=timezone.now(),
    )
    return _done()


@session_door("POST")
def phase(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make ready, start, close or reopen."""
    form = PhaseForm(request.POST)
    if refusal := _posted(form):
        return refusal
    wanted = form.cleaned_data["phase"]
    if wanted == visit.session.phase:
        return _done()
    command = _PHASE_COMMANDS.get((visit.session.phase, wanted))
    if command is None:
        raise Refused(_("The session cannot go there from here."))
    command(session_id=visit.session.pk, by=visit.participant, at=timezone.now())
    return _done()


@session_door("POST")
def set_door(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Open or shut the door."""
    form = DoorForm(request.POST)
    if refusal := _posted(form):
        return refusal
    door.set_door(
        session_id=visit.session.pk,
        is_open=form.cleaned_data["open"],
        by=visit.participant,
        at=timezone.now(),
    )
    return _done()


@session_door("POST")
def code(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make a new join code."""
    door.renew_code(session_id=visit.session.pk, by=visit.participant, at=timezone.now())
    return _done()


@session_door("POST")
def outcome(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Round a question off."""
    form = ConclusionForm(request.POST)
    if refusal := _posted(form):
        return refusal
    answers.round_off(
        session_id=visit.session.pk,
        number=number,
        conclusion=form.conclusion(),
        by=visit.participant,
        at=timezone.now(),
    )
    return _done()


@session_door("POST")
def reopening(_request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Open a question again."""
    answers.reopen_question(
        session_id=visit.session.pk, number=number, by=visit.participant, at=timezone.now()
    )
    return _done()


@session_door("POST")
def parts(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Tick a sub-question."""
    form = PartForm(request.POST)
    if refusal := _posted(form):
        return refusal
    answers.tick_part(
        session_id=visit.session.pk,
        number=number,
        part=form.cleaned_data["part"],
        done=form.cleaned_data["done"],
        by=visit.participant,
        at=timezone.now(),
    )
    return _done()


@session_door("POST")
def actions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add an action point."""
    form = ActionPointForm(request.POST)
    if refusal := _posted(form):
        return refusal
    added = action_points.add_action_point(
        session_id=visit.session.pk, facts=form.facts(), by=visit.participant, at=timezone.now()
    )
    return JsonResponse({"id": added.public_id})


@session_door("POST")
def action(request: HttpRequest, visit: Visit, *, action_point_id: str) -> HttpResponse:
    """Write an action point anew."""
    form = ActionPointForm(request.POST)
    if refusal := _posted(form):
        return refusal
    action_points.change_action_point(
        session_id=visit.session.pk,
        action_point_id=action_point_id,
        facts=form.facts(),
        by=visit.participant,
        at=timezone.now(),
    )
    return _done()


@session_door("POST")
def action_removal(_request: HttpRequest, visit: Visit, *, action_point_id: str) -> HttpResponse:
    """Take an action point away."""
    action_points.drop_action_point(
        session_id=visit.session.pk,
        action_point_id=action_point_id,
        by=visit.participant,
        at=timezone.now(),
    )
    return _done()


@session_door("POST")
def person_name(request: HttpRequest, visit: Visit, *, participant_id: str) -> HttpResponse:
    """Give somebody another name."""
    form = NameForm(request.POST)
    if refusal := _posted(form):
        return refusal
    participants.rename(
        session_id=visit.session.pk,
        participant_id=participant_id,
        name=form.cleaned_data["name"],
        by=visit.participant,
        at=timezone.now(),
    )
    return _done()


@session_door("POST")
def person_removal(_request: HttpRequest, visit: Visit, *, participant_id: str) -> HttpResponse:
    """Put somebody out."""
    participants.remove(
        session_id=visit.session.pk,
        participant_id=participant_id,
        by=visit.participant,
        at=timezone.now(),
    )
    return _done()


@session_door("POST")
def return_code(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make a personal return code; it is shown once."""
    made = participants.renew_return_code(
        session_id=visit.session.pk, by=visit.participant, at=timezone.now()
    )
    return JsonResponse({"code": shown(made)})


@session_door("POST")
def leaving(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Leave the session for good, and have this browser forget it."""
    participants.leave(session_id=visit.session.pk, by=visit.participant, at=timezone.now())
    return _forgotten(visit.session)


def _forgotten(session: Session) -> HttpResponse:
    response = _done()
    response.delete_cookie(identity.cookie_name(session), samesite="Lax")
    return response

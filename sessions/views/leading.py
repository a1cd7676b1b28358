"""What who leads posts: the question on the table, the phase, the door and the people."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sessions.commands import agenda, participants, sessions
from sessions.commands import door as door_commands
from sessions.enums import Phase
from sessions.errors import Refused
from sessions.forms import DoorForm, NameForm, PhaseForm, QuestionNumberForm
from sessions.views.guards import Visit, session_door
from sessions.views.posting import done, right, who_where_when

_PHASE_COMMANDS: dict[tuple[str, str], Callable[..., None]] = {
    (Phase.DRAFT, Phase.LOBBY): sessions.open_lobby,
    (Phase.DRAFT, Phase.RUNNING): sessions.start_session,
    (Phase.LOBBY, Phase.RUNNING): sessions.start_session,
    (Phase.RUNNING, Phase.CLOSED): sessions.close_session,
    (Phase.ADJOURNED, Phase.CLOSED): sessions.close_session,
    (Phase.CLOSED, Phase.RUNNING): sessions.reopen_session,
}


@session_door("POST")
def current_question(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put a question on the table."""
    wanted = right(QuestionNumberForm(request.POST)).cleaned_data
    agenda.show_question(**wanted, **who_where_when(visit))
    return done()


@session_door("POST")
def phase(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make ready, start, close or reopen."""
    wanted = right(PhaseForm(request.POST)).cleaned_data["phase"]
    if wanted == visit.session.phase:
        return done()
    command = _PHASE_COMMANDS.get((visit.session.phase, wanted))
    if command is None:
        raise Refused(_("The session cannot go there from here."))
    command(**who_where_when(visit))
    return done()


@session_door("POST")
def door(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Open or shut the door."""
    form = right(DoorForm(request.POST))
    door_commands.set_door(is_open=form.cleaned_data["open"], **who_where_when(visit))
    return done()


@session_door("POST")
def code(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make a new join code."""
    door_commands.renew_code(**who_where_when(visit))
    return done()


@session_door("POST")
def person_name(request: HttpRequest, visit: Visit, *, participant_id: str) -> HttpResponse:
    """Give somebody another name."""
    form = right(NameForm(request.POST))
    participants.rename(
        participant_id=participant_id, name=form.cleaned_data["name"], **who_where_when(visit)
    )
    return done()


@session_door("POST")
def person_removal(_request: HttpRequest, visit: Visit, *, participant_id: str) -> HttpResponse:
    """Put somebody out."""
    participants.remove(participant_id=participant_id, **who_where_when(visit))
    return done()

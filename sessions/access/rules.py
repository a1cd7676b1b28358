"""The permission table: which role may do what, in which phase. Deny is the default.

Read a row as: this action, by these roles, while the session is in these phases. What depends on
one row only (a question rounded off, an action point of one's own) stands in the functions below.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from sessions.enums import Phase, Role
from sessions.errors import NotAllowed
from sessions.models import ActionPoint, Answer, Participant, Session


class Action(StrEnum):
    """Everything somebody in a session can do."""

    READ_SESSION = "read_session"
    READ_TEXT = "read_text"
    WRITE_TEXT = "write_text"
    STATE_VENDOR_FACT = "state_vendor_fact"
    KEEP_DISSENT = "keep_dissent"
    ADD_ACTION_POINT = "add_action_point"
    CHANGE_ANY_ACTION_POINT = "change_any_action_point"
    TICK_PART = "tick_part"
    SHOW_QUESTION = "show_question"
    ROUND_OFF = "round_off"
    REOPEN_QUESTION = "reopen_question"
    OPEN_LOBBY = "open_lobby"
    START_SESSION = "start_session"
    CLOSE_SESSION = "close_session"
    REOPEN_SESSION = "reopen_session"
    CHANGE_SESSION = "change_session"
    FILL_SYSTEM_CARD = "fill_system_card"
    CHOOSE_QUESTIONS = "choose_questions"
    CHANGE_DOOR = "change_door"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_SCREENS = "manage_screens"
    SHOW_ON_SCREEN = "show_on_screen"
    RENEW_RETURN_CODE = "renew_return_code"
    LEAVE = "leave"
    DOWNLOAD_REPORT = "download_report"
    FINALISE_REPORT = "finalise_report"
    DELETE_SESSION = "delete_session"


@dataclass(frozen=True)
class Row:
    """One row of the table."""

    roles: frozenset[Role]
    phases: frozenset[Phase]


LEADS = frozenset({Role.FACILITATOR})
WRITES = frozenset({Role.FACILITATOR, Role.SCRIBE, Role.PARTICIPANT, Role.VENDOR})
GUESTS = frozenset({Role.SCRIBE, Role.PARTICIPANT, Role.VENDOR, Role.OBSERVER})
EVERYBODY = frozenset(Role)

BEFORE = frozenset({Phase.DRAFT, Phase.LOBBY})
OPEN = frozenset({Phase.LOBBY, Phase.RUNNING, Phase.ADJOURNED})
UNDER_WAY = frozenset({Phase.RUNNING, Phase.ADJOURNED})
RUNNING = frozenset({Phase.RUNNING})
CLOSED = frozenset({Phase.CLOSED})
ALWAYS = frozenset(Phase)

TABLE: dict[Action, Row] = {
    Action.READ_SESSION: Row(EVERYBODY, ALWAYS),
    Action.READ_TEXT: Row(EVERYBODY, UNDER_WAY | CLOSED),
    Action.WRITE_TEXT: Row(WRITES, RUNNING),
    Action.STATE_VENDOR_FACT: Row(frozenset({Role.VENDOR}), UNDER_WAY),
    Action.KEEP_DISSENT: Row(WRITES, UNDER_WAY),
    Action.ADD_ACTION_POINT: Row(WRITES, UNDER_WAY),
    Action.CHANGE_ANY_ACTION_POINT: Row(LEADS, UNDER_WAY),
    Action.TICK_PART: Row(LEADS | {Role.SCRIBE}, RUNNING),
    Action.SHOW_QUESTION: Row(LEADS, RUNNING),
    Action.ROUND_OFF: Row(LEADS, RUNNING),
    Action.REOPEN_QUESTION: Row(LEADS, RUNNING),
    Action.OPEN_LOBBY: Row(LEADS, frozenset({Phase.DRAFT})),
    Action.START_SESSION: Row(LEADS, BEFORE),
    Action.CLOSE_SESSION: Row(LEADS, UNDER_WAY),
    Action.REOPEN_SESSION: Row(LEADS, CLOSED),
    Action.CHANGE_SESSION: Row(LEADS, ALWAYS),
    Action.FILL_SYSTEM_CARD: Row(LEADS, ALWAYS),
    Action.CHOOSE_QUESTIONS: Row(LEADS, BEFORE | UNDER_WAY),
    Action.CHANGE_DOOR: Row(LEADS, BEFORE | UNDER_WAY),
    Action.MANAGE_PEOPLE: Row(LEADS, ALWAYS),
    Action.MANAGE_SCREENS: Row(LEADS, ALWAYS),
    Action.SHOW_ON_SCREEN: Row(LEADS, ALWAYS),
    Action.RENEW_RETURN_CODE: Row(GUESTS, OPEN),
    Action.LEAVE: Row(GUESTS, ALWAYS),
    Action.DOWNLOAD_REPORT: Row(LEADS, ALWAYS),
    Action.FINALISE_REPORT: Row(LEADS, CLOSED),
    Action.DELETE_SESSION: Row(LEADS, ALWAYS),
}


def may(action: Action, *, participant: Participant, session: Session) -> bool:
    """Tell whether this participant may do this now, in this session and no other."""
    row = TABLE[action]
    return (
        participant.session_id == session.pk
        and participant.removed_at is None
        and participant.role in row.roles
        and session.phase in row.phases
    )


def require(action: Action, *, participant: Participant, session: Session) -> None:
    """Raise NotAllowed, in the words of what is in the way, unless `may`."""
    if may(action, participant=participant, session=session):
        return
    if participant.role in TABLE[action].roles and session.phase == Phase.CLOSED:
        raise NotAllowed(_("The session is closed. Reopen it first."))
    if participant.role in TABLE[action].roles and TABLE[action].phases == CLOSED:
        raise NotAllowed(_("Close the session first."))
    if participant.role in TABLE[action].roles and session.phase in BEFORE:
        raise NotAllowed(_("The session has not started yet."))
    raise NotAllowed(_("You cannot do this here. Ask the facilitator."))


def may_read(*, answer: Answer, participant: Participant, session: Session) -> bool:
    """Tell whether this participant may read this answer's shared text."""
    return answer.session_id == session.pk and may(
        Action.READ_TEXT, participant=participant, session=session
    )


def may_write(*, answer: Answer, participant: Participant, session: Session) -> bool:
    """Tell whether this participant may write in this answer's shared text now."""
    return (
        answer.session_id == session.pk
        and answer.chosen
        and answer.frozen_at is None
        and may(Action.WRITE_TEXT, participant=participant, session=session)
    )


def require_action_point(
    *, action_point: ActionPoint, participant: Participant, session: Session
) -> None:
    """Raise NotAllowed unless this participant may change or drop this action point."""
    own = action_point.added_by_id == participant.pk
    wanted = Action.ADD_ACTION_POINT if own else Action.CHANGE_ANY_ACTION_POINT
    require(wanted, participant=participant, session=session)

"""The permission table: which role may do what, in which phase. Deny is the default.

Read a row as: this action, by these roles, while the session is in these phases. What depends on
one row only (a question rounded off, an action point of one's own) stands in the functions below.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from sessions.access import closed_rounds
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
    READ_CLOSED_TEXT = "read_closed_text"
    WRITE_CLOSED_TEXT = "write_closed_text"
    SET_STEP = "set_step"
    WRITE_INPUT = "write_input"
    REACT = "react"
    TAKE_OVER = "take_over"
    HIDE_CONTRIBUTION = "hide_contribution"
    MARK_READY = "mark_ready"
    ASK_HELP = "ask_help"
    ANSWER_HELP = "answer_help"
    VOTE = "vote"
    PROPOSE_SENTENCE = "propose_sentence"
    SETTLE_PROPOSAL = "settle_proposal"
    TAKE_PEN = "take_pen"
    PARK = "park"
    SETTLE_PARKED = "settle_parked"
    HOLD_CLOSED_ROUND = "hold_closed_round"
    LET_IN = "let_in"
    CHANGE_ROLES = "change_roles"
    ADD_FACILITATOR = "add_facilitator"
    STEP_DOWN = "step_down"
    ASK_HOMEWORK = "ask_homework"
    READ_HOMEWORK = "read_homework"
    JUDGE_HOMEWORK = "judge_homework"
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
WITH_SCRIBE = frozenset({Role.FACILITATOR, Role.SCRIBE})
# Who speaks for the organisation itself.
INSIDE = frozenset({Role.FACILITATOR, Role.SCRIBE, Role.PARTICIPANT})
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
    Action.TICK_PART: Row(WITH_SCRIBE, RUNNING),
    Action.READ_CLOSED_TEXT: Row(INSIDE, UNDER_WAY | CLOSED),
    Action.WRITE_CLOSED_TEXT: Row(INSIDE, RUNNING),
    Action.SET_STEP: Row(LEADS, RUNNING),
    Action.WRITE_INPUT: Row(INSIDE, RUNNING),
    Action.REACT: Row(WRITES, UNDER_WAY),
    Action.TAKE_OVER: Row(INSIDE, RUNNING),
    Action.HIDE_CONTRIBUTION: Row(LEADS, UNDER_WAY),
    Action.MARK_READY: Row(WRITES - LEADS, RUNNING),
    Action.ASK_HELP: Row(WRITES - LEADS, RUNNING),
    Action.ANSWER_HELP: Row(LEADS, RUNNING),
    Action.VOTE: Row(WRITES - LEADS, RUNNING),
    Action.PROPOSE_SENTENCE: Row(WRITES, RUNNING),
    Action.SETTLE_PROPOSAL: Row(INSIDE, RUNNING),
    Action.TAKE_PEN: Row(WITH_SCRIBE, RUNNING),
    Action.PARK: Row(WRITES, UNDER_WAY),
    Action.SETTLE_PARKED: Row(WITH_SCRIBE, UNDER_WAY),
    Action.HOLD_CLOSED_ROUND: Row(LEADS, RUNNING),
    Action.LET_IN: Row(LEADS, UNDER_WAY | CLOSED),
    Action.CHANGE_ROLES: Row(LEADS, BEFORE | UNDER_WAY),
    Action.ADD_FACILITATOR: Row(LEADS, ALWAYS),
    Action.STEP_DOWN: Row(LEADS, ALWAYS),
    Action.ASK_HOMEWORK: Row(LEADS, BEFORE | UNDER_WAY),
    Action.READ_HOMEWORK: Row(LEADS, ALWAYS),
    Action.JUDGE_HOMEWORK: Row(WITH_SCRIBE, UNDER_WAY),
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

# While a closed round runs, these go on for who is inside it; everything else waits for its end.
IN_CLOSED_ROUND = frozenset(
    {
        Action.READ_SESSION,
        Action.READ_TEXT,
        Action.READ_CLOSED_TEXT,
        Action.WRITE_CLOSED_TEXT,
        Action.KEEP_DISSENT,
        Action.ADD_ACTION_POINT,
        Action.CHANGE_ANY_ACTION_POINT,
        Action.PARK,
        Action.SHOW_QUESTION,
        Action.HOLD_CLOSED_ROUND,
        Action.LET_IN,
        Action.CHANGE_DOOR,
        Action.MANAGE_PEOPLE,
        Action.MANAGE_SCREENS,
        Action.READ_HOMEWORK,
        Action.ADD_FACILITATOR,
        Action.STEP_DOWN,
        Action.RENEW_RETURN_CODE,
        Action.LEAVE,
        Action.DOWNLOAD_REPORT,
        Action.DELETE_SESSION,
    }
)
# And these for everybody else.
OUTSIDE_CLOSED_ROUND = frozenset(
    {Action.READ_SESSION, Action.READ_TEXT, Action.RENEW_RETURN_CODE, Action.LEAVE}
)


def may(action: Action, *, participant: Participant, session: Session) -> bool:
    """Tell whether this participant may do this now, in this session and no other."""
    row = TABLE[action]
    return (
        participant.session_id == session.pk
        and participant.removed_at is None
        and participant.role in row.roles
        and session.phase in row.phases
        and _not_kept_waiting(action, participant=participant, session=session)
    )


def _not_kept_waiting(action: Action, *, participant: Participant, session: Session) -> bool:
    """Tell whether a closed round, if one runs, leaves room for this."""
    if action in {Action.READ_CLOSED_TEXT, Action.WRITE_CLOSED_TEXT}:
        writes = action == Action.WRITE_CLOSED_TEXT
        return closed_rounds.is_insider(participant) and (
            closed_rounds.is_running(session) or not writes
        )
    if not closed_rounds.is_running(session):
        return True
    inside = closed_rounds.is_insider(participant)
    return action in (IN_CLOSED_ROUND if inside else OUTSIDE_CLOSED_ROUND)


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
    if participant.role in TABLE[action].roles and closed_rounds.is_running(session):
        raise NotAllowed(_in_the_way_of(participant))
    raise NotAllowed(_("You cannot do this here. Ask the facilitator."))


def _in_the_way_of(participant: Participant) -> str:
    if closed_rounds.is_insider(participant):
        return _("A closed round is running. End it first.")
    return _("The group talks without you for a moment. You will be back soon.")


def may_read(
    *, answer: Answer, participant: Participant, session: Session, closed: bool = False
) -> bool:
    """Tell whether this participant may read this answer's shared text, or its closed one."""
    action = Action.READ_CLOSED_TEXT if closed else Action.READ_TEXT
    return answer.session_id == session.pk and may(action, participant=participant, session=session)


def may_write(
    *, answer: Answer, participant: Participant, session: Session, closed: bool = False
) -> bool:
    """Tell whether this participant may write in this answer's shared text now, or its closed one.

    Where one pen writes the joint answers, who holds it does; in a closed round everybody does.
    """
    action = Action.WRITE_CLOSED_TEXT if closed else Action.WRITE_TEXT
    return (
        answer.session_id == session.pk
        and answer.chosen
        and (closed or answer.frozen_at is None)
        and (closed or not session.one_pen or session.pen_id == participant.pk)
        and may(action, participant=participant, session=session)
    )


def require_action_point(
    *, action_point: ActionPoint, participant: Participant, session: Session
) -> None:
    """Raise NotAllowed unless this participant may change or drop this action point."""
    own = action_point.added_by_id == participant.pk
    wanted = Action.ADD_ACTION_POINT if own else Action.CHANGE_ANY_ACTION_POINT
    require(wanted, participant=participant, session=session)

"""The whole permission table, every cell: action × role × phase."""

import pytest

from sessions.access import rules
from sessions.access.rules import Action
from sessions.enums import Phase, Role
from sessions.errors import NotAllowed
from sessions.models import Answer, Participant, Session

PHASES = {
    "d": Phase.DRAFT,
    "l": Phase.LOBBY,
    "r": Phase.RUNNING,
    "a": Phase.ADJOURNED,
    "c": Phase.CLOSED,
}
ROLES = [Role.FACILITATOR, Role.SCRIBE, Role.PARTICIPANT, Role.VENDOR, Role.OBSERVER]
# One row per action; per role the phases in which it may: draft lobby running adjourned closed.
TABLE = """
read_session            dlrac dlrac dlrac dlrac dlrac
read_text               rac   rac   rac   rac   rac
write_text              r     r     r     r     -
state_vendor_fact       -     -     -     ra    -
keep_dissent            ra    ra    ra    ra    -
add_action_point        ra    ra    ra    ra    -
change_any_action_point ra    -     -     -     -
tick_part               r     r     -     -     -
read_closed_text        rac   rac   rac   -     -
write_closed_text       r     r     r     -     -
set_step                r     -     -     -     -
write_input             r     r     r     -     -
react                   ra    ra    ra    ra    -
take_over               r     r     r     -     -
hide_contribution       ra    -     -     -     -
mark_ready              -     r     r     r     -
ask_help                -     r     r     r     -
answer_help             r     -     -     -     -
vote                    -     r     r     r     -
propose_sentence        r     r     r     r     -
settle_proposal         r     r     r     -     -
take_pen                r     r     -     -     -
park                    ra    ra    ra    ra    -
settle_parked           ra    ra    -     -     -
hold_closed_round       r     -     -     -     -
let_in                  rac   -     -     -     -
change_roles            dlra  -     -     -     -
add_facilitator         dlrac -     -     -     -
step_down               dlrac -     -     -     -
ask_homework            dlra  -     -     -     -
read_homework           dlrac -     -     -     -
judge_homework          ra    ra    -     -     -
show_question           r     -     -     -     -
round_off               r     -     -     -     -
reopen_question         r     -     -     -     -
open_lobby              d     -     -     -     -
start_session           dl    -     -     -     -
close_session           ra    -     -     -     -
reopen_session          c     -     -     -     -
change_session          dlrac -     -     -     -
fill_system_card        dlrac -     -     -     -
choose_questions        dlra  -     -     -     -
change_door             dlra  -     -     -     -
manage_people           dlrac -     -     -     -
manage_screens          dlrac -     -     -     -
show_on_screen          dlrac -     -     -     -
renew_return_code       -     lra   lra   lra   lra
leave                   -     dlrac dlrac dlrac dlrac
download_report         dlrac -     -     -     -
finalise_report         c     -     -     -     -
delete_session          dlrac -     -     -     -
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (Action(name), role, phase, letter in cell)
    for name, *cells in ROWS
    for role, cell in zip(ROLES, cells, strict=True)
    for letter, phase in PHASES.items()
]


def _pair(role: Role, phase: Phase) -> tuple[Participant, Session]:
    session = Session(pk=1, phase=phase)
    return Participant(session=session, role=role, insider=True), session


@pytest.mark.parametrize(("action", "role", "phase", "expected"), CELLS)
def test_a_cell_of_the_table(action, role, phase, expected):
    participant, session = _pair(role, phase)
    if action == Action.WRITE_CLOSED_TEXT:  # only while a closed round runs
        session.closed_round = 1

    assert rules.may(action, participant=participant, session=session) is expected


def test_every_action_has_a_row():
    assert [Action(name) for name, *_cells in ROWS] == list(Action)


def test_a_removed_person_may_nothing():
    participant, session = _pair(Role.FACILITATOR, Phase.RUNNING)
    participant.removed_at = session.created_at = "2026-11-23"

    allowed = [a for a in Action if rules.may(a, participant=participant, session=session)]

    assert allowed == []


def test_a_facilitator_of_another_session_may_nothing():
    participant, _own = _pair(Role.FACILITATOR, Phase.RUNNING)
    other = Session(pk=2, phase=Phase.RUNNING)

    allowed = [a for a in Action if rules.may(a, participant=participant, session=other)]

    assert allowed == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [({}, True), ({"chosen": False}, False), ({"frozen_at": "2026-11-23"}, False)],
)
def test_an_answer_is_written_while_chosen_and_not_frozen(change, expected):
    participant, session = _pair(Role.PARTICIPANT, Phase.RUNNING)
    answer = Answer(session=session, number=1, **change)

    assert rules.may_write(answer=answer, participant=participant, session=session) is expected


@pytest.mark.parametrize(
    ("role", "phase", "message"),
    [
        (Role.FACILITATOR, Phase.CLOSED, "De sessie is gesloten. Open de sessie eerst opnieuw."),
        (Role.FACILITATOR, Phase.LOBBY, "De sessie is nog niet gestart."),
        (Role.PARTICIPANT, Phase.RUNNING, "Dit kan hier niet. Vraag het de gespreksleider."),
    ],
)
def test_a_refusal_says_what_is_in_the_way(role, phase, message):
    participant, session = _pair(role, phase)

    with pytest.raises(NotAllowed) as refused:
        rules.require(Action.ROUND_OFF, participant=participant, session=session)

    assert str(refused.value.message) == message

"""Two facilitators click in the same instant, 200 times: one transition each, the other is told.

Each has a thread and a database connection of their own.
"""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from sessions.commands import agenda, steps
from sessions.enums import STEPS, Role, Step
from sessions.errors import Moved
from sessions.models import AuditEntry, Participant, Session
from tests.conftest import NOW, make_account

pytestmark = pytest.mark.django_db(transaction=True)

INSTANTS = 200
NAMES = ("Anna", "Noor")


@pytest.fixture
def leaders(session, anna):
    """Anna and Noor, who lead a session in steps."""
    session.steps = [step.value for step in STEPS]
    session.save(update_fields=["steps"])
    noor = Participant.objects.create(
        session=session,
        account=make_account("noor@vlietdam.example", "Noor", session.organisation),
        name="Noor",
        name_key="noor",
        role=Role.FACILITATOR,
        perspective="other",
        joined_at=NOW,
    )
    return [anna, noor]


def in_the_same_instant(act: Callable[[int, int], str]) -> list[list[str]]:
    """Have two threads act at the same moment, again and again; return what each met by instant."""
    barrier = threading.Barrier(2, timeout=120)
    met = [[""] * 2 for _ in range(INSTANTS)]

    def click(who: int) -> None:
        try:
            for instant in range(INSTANTS):
                barrier.wait()
                met[instant][who] = act(who, instant)
        except BaseException:
            barrier.abort()
            raise
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(who,)) for who in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return met


def told_by(act: Callable[[], None]) -> str:
    try:
        act()
    except Moved as moved:
        return str(moved)
    return ""


def test_of_two_steps_one_is_taken_and_the_other_hears_of_it(session, leaders):
    pairs = [(Step.WRITING, Step.DISCUSSING), (Step.COMPOSING, Step.CLOSING)]
    went: list[Step] = []
    session.answers.filter(number=8).update(step=Step.COMPOSING)
    both_read = threading.Barrier(2, timeout=120)

    def act(who: int, instant: int) -> str:
        seen = Step(session.answers.get(number=8).step)
        both_read.wait()
        to = pairs[instant % 2][who]
        told = told_by(
            lambda: steps.set_step(
                session_id=session.pk, number=8, seen=seen, to=to, by=leaders[who], at=NOW
            )
        )
        if not told:
            went.append(to)
        return told

    met = in_the_same_instant(act)

    words = [
        sorted(["", f"{NAMES[pairs[n % 2].index(to)]} ging net naar {to.label}."])
        for n, to in enumerate(went)
    ]
    assert [sorted(one) for one in met] == words


def test_of_two_questions_one_comes_on_the_table_and_the_other_hears_of_it(session, leaders):
    pairs = [(2, 3), (4, 5)]
    went: list[int] = []
    both_read = threading.Barrier(2, timeout=120)

    def act(who: int, instant: int) -> str:
        seen = Session.objects.get(pk=session.pk).current_question
        both_read.wait()
        number = pairs[instant % 2][who]
        told = told_by(
            lambda: agenda.show_question(
                session_id=session.pk, number=number, seen=seen, by=leaders[who], at=NOW
            )
        )
        if not told:
            went.append(number)
        return told

    met = in_the_same_instant(act)

    words = [
        sorted(["", f"{NAMES[pairs[n % 2].index(number)]} ging net naar vraag {number}."])
        for n, number in enumerate(went)
    ]
    assert [sorted(one) for one in met] == words


def test_the_same_click_of_both_is_one_transition(session, leaders):
    session.answers.filter(number=8).update(step=Step.COMPOSING)
    before = Session.objects.get(pk=session.pk).revision
    both_read = threading.Barrier(2, timeout=120)

    def act(who: int, instant: int) -> str:
        seen = Step(session.answers.get(number=8).step)
        both_read.wait()
        to = Step.CLOSING if instant % 2 else Step.DISCUSSING
        return told_by(
            lambda: steps.set_step(
                session_id=session.pk, number=8, seen=seen, to=to, by=leaders[who], at=NOW
            )
        )

    in_the_same_instant(act)

    raised = Session.objects.get(pk=session.pk).revision - before
    taken = AuditEntry.objects.filter(action="step_set").count()
    assert (raised, taken) == (INSTANTS, INSTANTS)

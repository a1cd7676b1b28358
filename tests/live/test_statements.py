"""A vendor statement is its author's alone until inputs are shown, and everybody's from then on."""

import pytest

from sessions.commands import homework, vendor_statements
from sessions.commands.vendor_statements import VendorStatement
from sessions.enums import Judged, Proof, Step
from sessions.live import slices
from sessions.live.audience import Audience
from sessions.live.mine import mine_of
from sessions.live.reading import Reading
from sessions.models import Answer, HomeworkItem
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

EVERYBODY_BUT_A_SCREEN = set(Audience) - {Audience.PROJECTOR}


@pytest.fixture
def stated(session, victor):
    """Victor states something while everybody writes alone."""
    Answer.objects.filter(session=session, number=8).update(step=Step.WRITING)
    return vendor_statements.state_vendor_fact(
        session_id=session.pk,
        number=8,
        statement=VendorStatement("Opslag in Dublin.", Proof.SHOWN),
        by=victor,
        at=NOW,
    )


def hearing(session) -> set[Audience]:
    """Return who gets a card at question 8."""
    reading = Reading(session, numbers=[8])
    return {
        each
        for each in Audience
        if slices.render(slices.voices(8), reading=reading, audience=each)["cards"]
    }


def show(session) -> None:
    Answer.objects.filter(session=session, number=8).update(step=Step.DISCUSSING, revealed_at=NOW)


def test_nobody_else_hears_it_while_people_write_alone(session, stated):
    assert hearing(session) == set()


def test_who_made_it_has_it_at_once(session, victor, stated):
    own = mine_of(victor, session=session)["statements"]

    assert [card["text"] for card in own["8"]] == ["Opslag in Dublin."]


def test_another_vendor_has_it_not(session, stated, arrive):
    vera = arrive("Vera", "vendor")

    assert mine_of(vera, session=session)["statements"] == {}


def test_everybody_hears_it_once_inputs_are_shown(session, stated):
    show(session)

    assert hearing(session) == EVERYBODY_BUT_A_SCREEN


def test_it_stays_when_the_group_goes_back_to_writing(session, stated):
    show(session)
    Answer.objects.filter(session=session, number=8).update(step=Step.WRITING)

    assert hearing(session) == EVERYBODY_BUT_A_SCREEN


def test_what_was_prepared_and_adopted_does_not_wait(session, anna):
    Answer.objects.filter(session=session, number=8).update(step=Step.READING)
    HomeworkItem.objects.create(session=session, number=4, brought="whole", changed_at=NOW)

    homework.judge_homework(session_id=session.pk, number=4, judged=Judged.ADOPTED, by=anna, at=NOW)

    assert hearing(session) == EVERYBODY_BUT_A_SCREEN

"""How a session goes: never less private than who joined was told."""

from dataclasses import replace

import pytest

from sessions.access.showing import is_shown
from sessions.commands import answers, inputs, participants, preparing
from sessions.commands.inputs import Input
from sessions.commands.manners import BrokenPromise, Manner
from sessions.commands.participants import Newcomer, NotToldOfInput
from sessions.commands.preparing import SessionFacts
from sessions.enums import STEPS, Perspective, ShownWith, Step
from sessions.models import Session
from tests.conftest import ALL_QUESTIONS, NOW

pytestmark = pytest.mark.django_db

STEPPED = Manner(steps=[step.value for step in STEPS])


@pytest.fixture
def change(session, anna):
    def change_to(manner):
        facts = SessionFacts(
            title=session.title,
            client_name=session.client_name,
            date=session.date,
            manner=manner,
            questions=ALL_QUESTIONS,
        )
        preparing.change_session(session_id=session.pk, facts=facts, by=anna, at=NOW)
        session.refresh_from_db()

    return change_to


def test_untouched_questions_start_at_the_first_step(session, change):
    change(STEPPED)

    assert set(session.answers.values_list("step", flat=True)) == {Step.READING}


def test_the_manner_can_change_as_often_as_one_likes(session, change):
    for manner in [STEPPED, Manner(), STEPPED, Manner()]:
        change(manner)

    assert set(session.answers.values_list("step", "revealed_at")) == {(Step.COMPOSING, None)}


def test_writing_together_is_always_among_the_steps(session, change):
    change(Manner(steps=["writing"]))

    assert session.steps == ["writing", "composing"]


def test_what_people_write_alone_is_not_shown_by_a_setting(session, change, bram):
    change(STEPPED)
    session.answers.filter(number=8).update(step=Step.WRITING)
    own = Input("Alleen van mij.", unnamed=False, dont_know=False, look_into=False)
    inputs.save_input(session_id=session.pk, number=8, own=own, edition=1, by=bram, at=NOW)

    with pytest.raises(BrokenPromise) as refused:
        change(Manner())

    assert (refused.value.field, Session.objects.get(pk=session.pk).steps) == (
        "steps",
        STEPPED.steps,
    )


def rounded_off_unseen(session, bram):
    """Round question 8 off before anybody was shown what Bram wrote alone."""
    session.answers.filter(number=8).update(step=Step.WRITING)
    own = Input("Alleen van mij.")
    inputs.save_input(session_id=session.pk, number=8, own=own, edition=1, by=bram, at=NOW)
    session.answers.filter(number=8).update(step=Step.DONE, frozen_at=NOW)


def test_a_setting_leaves_no_question_that_can_only_be_opened_by_showing(session, change, bram):
    change(STEPPED)
    rounded_off_unseen(session, bram)

    with pytest.raises(BrokenPromise) as refused:
        change(Manner())

    assert refused.value.field == "steps"


def test_a_step_to_write_alone_is_enough_to_open_a_question_again(session, change, anna, bram):
    change(STEPPED)
    rounded_off_unseen(session, bram)

    change(Manner(steps=["writing"]))
    answers.reopen_question(session_id=session.pk, number=8, by=anna, at=NOW)

    assert is_shown(session.answers.get(number=8)) is False


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("shown_with", ShownWith.NAME),
        ("inputs_in_report", True),
    ],
)
def test_a_promise_is_kept_once_somebody_joined(change, bram, field, value):
    with pytest.raises(BrokenPromise) as refused:
        change(replace(Manner(), **{field: value}))

    assert refused.value.field == field


def test_a_vendor_reads_no_input_once_people_were_told_so(session, change, arrive):
    change(Manner(vendor_sees_inputs=False))
    arrive("Bram")

    with pytest.raises(BrokenPromise):
        change(Manner())


@pytest.mark.parametrize(
    ("field", "value"),
    [("shown_with", ShownWith.NOTHING), ("vendor_sees_inputs", False), ("vendor_sees_risk", False)],
)
def test_a_session_becomes_more_private_at_any_time(session, change, bram, field, value):
    change(replace(Manner(), **{field: value}))

    assert getattr(session, field) == value


def test_before_anybody_joined_everything_is_free(session, change):
    change(Manner(shown_with=ShownWith.NAME, inputs_in_report=True))

    assert (session.shown_with, session.inputs_in_report) == (ShownWith.NAME, True)


def test_the_pen_goes_to_the_only_scribe(session, change, bram):
    bram.role = "scribe"
    bram.save(update_fields=["role"])
    change(Manner(one_pen=True))

    assert session.pen == bram


def test_without_a_scribe_the_pen_goes_to_who_asked_for_it(session, change, anna):
    change(Manner(one_pen=True))

    assert session.pen == anna


def test_where_everybody_writes_nobody_holds_the_pen(session, change):
    change(Manner(one_pen=True))
    change(Manner())

    assert session.pen is None


@pytest.mark.parametrize("told", ["", "role.v", "nothing.", "no such thing"])
def test_who_was_told_otherwise_at_the_door_is_asked_again(session, change, told):
    change(Manner(shown_with=ShownWith.NAME))

    newcomer = Newcomer("Bram", Perspective.HR, told_of_input=told)
    with pytest.raises(NotToldOfInput):
        participants.admit(session_id=session.pk, newcomer=newcomer, at=NOW)


@pytest.mark.parametrize("told", ["", "role.v", "name.vr"])
def test_a_door_that_promised_less_lets_in(session, told):
    newcomer = Newcomer("Bram", Perspective.HR, told_of_input=told)

    assert participants.admit(session_id=session.pk, newcomer=newcomer, at=NOW).name == "Bram"

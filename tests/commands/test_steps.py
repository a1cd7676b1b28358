"""Steps of a question: any order, said to who was second, and shown only when the group goes on."""

from itertools import pairwise

import pytest

from sessions.access.showing import is_shown
from sessions.commands import agenda, answers, inputs, roles, steps
from sessions.commands.conclusions import Conclusion
from sessions.commands.inputs import Input
from sessions.enums import STEPS, Outcome, Role, Step
from sessions.errors import Moved, NotAllowed, Refused
from sessions.models import Contribution, Participant
from tests.conftest import NOW, make_account

pytestmark = pytest.mark.django_db

MINDED = Conclusion(Outcome.NO_GOOD_ANSWER, reason="Weet niemand.")


@pytest.fixture
def stepped(session):
    """The workshop in steps, every question at reading."""
    session.steps = [step.value for step in STEPS]
    session.save(update_fields=["steps"])
    session.answers.update(step=Step.READING)
    return session


@pytest.fixture
def noor(session):
    account = make_account("noor@vlietdam.example", "Noor", session.organisation)
    return Participant.objects.create(
        session=session,
        account=account,
        name="Noor",
        name_key="noor",
        role=Role.FACILITATOR,
        perspective="other",
        joined_at=NOW,
    )


def go(session, seen, to, *, by, number=8):
    steps.set_step(session_id=session.pk, number=number, seen=seen, to=to, by=by, at=NOW)
    return session.answers.get(number=number)


def write(session, bram):
    own = Input("Alleen van mij.", unnamed=False, dont_know=False, look_into=False)
    inputs.save_input(session_id=session.pk, number=8, own=own, edition=1, by=bram, at=NOW)


def test_an_emptied_input_does_not_hold_a_question_back(stepped, anna, bram):
    go(stepped, Step.READING, Step.WRITING, by=anna)
    write(stepped, bram)
    inputs.save_input(session_id=stepped.pk, number=8, own=Input(""), edition=2, by=bram, at=NOW)
    round_off(stepped, anna)

    assert reopened(stepped, anna).step == Step.COMPOSING


def round_off(session, by):
    answers.round_off(session_id=session.pk, number=8, conclusion=MINDED, by=by, at=NOW)


def reopened(session, by):
    answers.reopen_question(session_id=session.pk, number=8, by=by, at=NOW)
    return session.answers.get(number=8)


def test_steps_go_back_and_forth(stepped, anna):
    walk = [Step.READING, Step.CLOSING, Step.WRITING, Step.COMPOSING, Step.READING]
    seen = [go(stepped, one, other, by=anna).step for one, other in pairwise(walk)]

    assert seen == walk[1:]


def test_a_step_clicked_on_another_one_tells_who_was_first(stepped, anna, noor):
    go(stepped, Step.READING, Step.DISCUSSING, by=noor)

    with pytest.raises(Moved) as refused:
        go(stepped, Step.READING, Step.WRITING, by=anna)

    assert str(refused.value) == "Noor ging net naar Bespreken."


def test_a_step_the_session_does_not_use_is_refused(session, anna):
    with pytest.raises(Refused):
        go(session, Step.COMPOSING, Step.WRITING, by=anna)


def test_the_end_is_no_step_to_go_to(stepped, anna):
    with pytest.raises(Refused):
        go(stepped, Step.READING, Step.DONE, by=anna)


def test_a_participant_sets_no_step(stepped, bram):
    with pytest.raises(NotAllowed):
        go(stepped, Step.READING, Step.WRITING, by=bram)


@pytest.mark.parametrize("step", STEPS)
def test_the_first_step_after_writing_shows_what_people_wrote(stepped, anna, bram, step):
    go(stepped, Step.READING, Step.WRITING, by=anna)
    write(stepped, bram)

    shown = is_shown(go(stepped, Step.WRITING, step, by=anna))

    assert shown == (step not in {Step.READING, Step.WRITING})


def test_what_was_shown_stays_shown(stepped, anna, bram):
    go(stepped, Step.READING, Step.WRITING, by=anna)
    write(stepped, bram)
    go(stepped, Step.WRITING, Step.DISCUSSING, by=anna)

    assert is_shown(go(stepped, Step.DISCUSSING, Step.WRITING, by=anna))


def test_rounding_off_shows_nothing(stepped, anna, bram):
    write(stepped, bram)
    round_off(stepped, anna)

    assert not is_shown(stepped.answers.get(number=8))


def test_opening_again_shows_nothing_by_itself(stepped, anna, bram):
    write(stepped, bram)
    round_off(stepped, anna)

    answer = reopened(stepped, anna)

    assert (answer.step, is_shown(answer)) == (Step.WRITING, False)


def test_opening_again_goes_back_to_the_step_before_rounding_off(stepped, anna):
    go(stepped, Step.READING, Step.CLOSING, by=anna)
    round_off(stepped, anna)

    assert reopened(stepped, anna).step == Step.COMPOSING


def test_opening_again_deletes_nothing(stepped, anna, bram):
    write(stepped, bram)
    round_off(stepped, anna)
    reopened(stepped, anna)

    assert Contribution.objects.get().text == "Alleen van mij."


def test_in_the_plain_manner_a_question_is_opened_where_people_write_together(session, anna):
    round_off(session, anna)

    assert reopened(session, anna).step == Step.COMPOSING


def test_a_second_rounding_off_tells_who_was_first(session, anna, noor):
    round_off(session, noor)

    with pytest.raises(Moved) as refused:
        round_off(session, anna)

    assert str(refused.value) == "Noor rondde deze vraag net af."


def test_a_second_opening_tells_who_was_first(session, anna, noor):
    round_off(session, anna)
    reopened(session, noor)

    with pytest.raises(Moved) as refused:
        reopened(session, anna)

    assert str(refused.value) == "Noor opende deze vraag net opnieuw."


def test_no_step_is_set_at_a_question_that_is_rounded_off(stepped, anna):
    round_off(stepped, anna)

    with pytest.raises(Refused):
        go(stepped, Step.DONE, Step.WRITING, by=anna)


def test_a_question_shown_on_another_one_tells_who_was_first(session, anna, noor):
    agenda.show_question(session_id=session.pk, number=9, seen=1, by=noor, at=NOW)

    with pytest.raises(Moved) as refused:
        agenda.show_question(session_id=session.pk, number=9, seen=1, by=anna, at=NOW)

    assert str(refused.value) == "Noor ging net naar vraag 9."


def test_who_was_first_and_left_is_not_named(stepped, anna, noor):
    go(stepped, Step.READING, Step.DISCUSSING, by=noor)
    roles.step_down(session_id=stepped.pk, by=noor, at=NOW)
    Participant.objects.filter(pk=noor.pk).update(removed_at=NOW, name="")

    with pytest.raises(Moved) as refused:
        go(stepped, Step.READING, Step.WRITING, by=anna)

    assert str(refused.value) == "De vraag ging net naar Bespreken."

"""Somebody's words in the joint answer: once, as who took them over, or not at all."""

import pytest

from sessions.commands import contributions, inputs, taking_over
from sessions.commands.inputs import Input
from sessions.commands.wording import Words
from sessions.enums import Step
from sessions.errors import NotAllowed, NotFound, Refused
from sessions.models import Answer, Contribution, Session, TextUpdate
from sessions.texts import text_copy
from sessions.texts.readout import plain_of
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(session):
    return Answer.objects.get(session=session, number=8)


@pytest.fixture
def card(session, carla):
    """Two lines Carla added."""
    return addition(session, carla, "Eerste regel.\n\n  Tweede regel.")


def addition(session, by, text):
    return inputs.add_addition(session_id=session.pk, number=8, words=Words(text), by=by, at=NOW)


def take_over(card, by):
    taking_over.take_over(session_id=by.session_id, contribution_id=card.public_id, by=by, at=NOW)


def test_an_addition_becomes_paragraphs_of_the_joint_answer(card, answer, bram):
    take_over(card, bram)

    assert plain_of(answer) == "Eerste regel.\nTweede regel."


def test_it_is_written_by_who_took_it_over_and_the_card_keeps_its_author(card, bram, carla):
    take_over(card, bram)

    card.refresh_from_db()
    writers = set(TextUpdate.objects.values_list("author_id", flat=True))
    assert (writers, card.author, card.taken_over_at) == ({bram.pk}, carla, NOW)


def test_it_comes_below_what_is_there(session, card, answer, bram, carla):
    take_over(addition(session, carla, "Bovenaan."), bram)
    take_over(card, bram)

    assert plain_of(answer).splitlines() == ["Bovenaan.", "Eerste regel.", "Tweede regel."]


def test_taking_over_again_changes_nothing(card, answer, bram, anna):
    take_over(card, bram)
    revision = Session.objects.get().revision
    take_over(card, anna)

    assert (plain_of(answer).count("Eerste"), Session.objects.get().revision) == (1, revision)


def test_an_input_is_taken_over_once_it_is_shown(session, answer, bram, carla):
    session.answers.filter(number=8).update(step=Step.WRITING)
    inputs.save_input(
        session_id=session.pk, number=8, own=Input("Alleen ik."), edition=1, by=carla, at=NOW
    )
    hidden = Contribution.objects.get()
    with pytest.raises(NotFound):
        take_over(hidden, bram)

    session.answers.filter(number=8).update(step=Step.DISCUSSING)
    take_over(hidden, bram)

    assert plain_of(answer) == "Alleen ik."


def test_a_view_that_differs_is_never_merged(session, answer, bram):
    view = contributions.keep_dissent(
        session_id=session.pk, number=8, words=Words("Anders."), by=bram, at=NOW
    )

    with pytest.raises(Refused) as refused:
        take_over(view, bram)

    assert (refused.value.code, plain_of(answer)) == ("refused", "")


def test_a_tick_without_words_gives_nothing_to_take_over(session, bram, carla):
    session.answers.filter(number=8).update(step=Step.WRITING)
    inputs.save_input(
        session_id=session.pk, number=8, own=Input(dont_know=True), edition=1, by=carla, at=NOW
    )
    session.answers.filter(number=8).update(step=Step.DISCUSSING)

    with pytest.raises(Refused) as refused:
        take_over(Contribution.objects.get(), bram)

    assert refused.value.code == "refused"


def test_a_vendor_takes_nothing_over(card, victor):
    with pytest.raises(NotAllowed):
        take_over(card, victor)


def test_a_question_that_is_rounded_off_takes_nothing(card, answer, bram):
    Answer.objects.filter(pk=answer.pk).update(frozen_at=NOW, step=Step.DONE)

    with pytest.raises(NotAllowed) as refused:
        take_over(card, bram)

    card.refresh_from_db()
    assert (str(refused.value.message), card.taken_over_at) == (
        "Deze vraag is afgerond. Open de vraag eerst opnieuw.",
        None,
    )


def test_where_one_pen_writes_only_who_holds_it_takes_over(card, answer, anna, bram):
    Session.objects.update(one_pen=True, pen=anna)
    with pytest.raises(NotAllowed):
        take_over(card, bram)

    take_over(card, anna)

    assert plain_of(answer).splitlines()[0] == "Eerste regel."


def test_a_text_that_is_full_says_so_and_stays_as_it_is(card, answer, bram, monkeypatch):
    monkeypatch.setattr(text_copy, "MOST_SIGNS", 5)
    monkeypatch.setattr(text_copy, "SIGNS_OVER", 0)

    with pytest.raises(Refused) as refused:
        take_over(card, bram)

    card.refresh_from_db()
    assert (refused.value.code, plain_of(answer), card.taken_over_at) == ("refused", "", None)

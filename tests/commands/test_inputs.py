"""Own input: one per person, saved as often as a page likes, and an addition once it comes late."""

import pytest

from sessions.access.showing import is_shown
from sessions.commands import contributions, inputs, late_saves
from sessions.commands.inputs import Input, Older
from sessions.commands.wording import Unusable, Words
from sessions.enums import Phase, Step
from sessions.errors import NotAllowed, NotFound, Refused
from sessions.models import Answer, Contribution, Session
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db

MINE = Input("De lijst is te kort.")


@pytest.fixture
def writing(session):
    """Question 8, at which everybody writes alone."""
    return at_step(session, Step.WRITING)


def at_step(session, step: Step, *, revealed_at=None) -> Session:
    session.answers.filter(number=8).update(step=step, revealed_at=revealed_at)
    return session


def save(session, by, own=MINE, edition=1, number=8):
    return inputs.save_input(
        session_id=session.pk, number=number, own=own, edition=edition, by=by, at=NOW
    )


def add(session, by, text="Nog iets.", key=""):
    return inputs.add_addition(
        session_id=session.pk, number=8, words=Words(text, key=key), by=by, at=NOW
    )


def rows(*fields: str) -> list[tuple]:
    return list(Contribution.objects.order_by("pk").values_list(*fields))


def revision_of(session) -> int:
    return Session.objects.get(pk=session.pk).revision


def test_an_input_is_kept_whole(writing, bram):
    save(writing, bram, Input("Weet ik niet.", unnamed=True, dont_know=True, look_into=True))

    fields = ("author_id", "kind", "text", "unnamed", "dont_know", "look_into", "edition")
    assert rows(*fields) == [(bram.pk, "input", "Weet ik niet.", True, True, True, 1)]


def test_somebody_has_one_input_at_a_question(writing, bram, carla):
    for edition in (1, 2, 3):
        save(writing, bram, Input("x" * edition), edition)
    save(writing, carla, Input("y"))

    assert rows("author_id", "text", "edition") == [(bram.pk, "xxx", 3), (carla.pk, "y", 1)]


def test_the_same_save_twice_is_one(writing, bram):
    first, second = save(writing, bram), save(writing, bram)

    assert (first, second, rows("text", "edition")) == (first, first, [(MINE.text, 1)])


def test_a_save_that_was_overtaken_by_another_page_is_told_what_is_stored(writing, bram):
    save(writing, bram, Input("Van de telefoon."), 2)

    with pytest.raises(Older) as refused:
        save(writing, bram, Input("Van de laptop."), 2)

    stored = {
        "text": "Van de telefoon.",
        "unnamed": False,
        "dont_know": False,
        "look_into": False,
        "edition": 2,
    }
    assert (refused.value.more, rows("text")) == ({"stored": stored}, [("Van de telefoon.",)])


def test_an_empty_first_save_keeps_nothing(writing, bram):
    kept = save(writing, bram, Input(""))

    assert (kept.edition, rows("pk")) == (1, [])


def test_an_input_can_be_made_empty_again(writing, bram):
    save(writing, bram)

    save(writing, bram, Input(""), 2)

    assert rows("text", "edition") == [("", 2)]


def test_saving_is_told_only_when_somebody_begins_or_stops(writing, bram):
    before = revision_of(writing)
    told = []
    for edition, text in enumerate(["a", "ab", "abc", "", "a"], start=1):
        save(writing, bram, Input(text), edition)
        told.append(revision_of(writing) - before)

    assert told == [1, 1, 1, 2, 3]


@pytest.mark.parametrize("text", ["x" * 2001, "e" + "\u0301" * 5000])
def test_an_input_that_is_too_long_is_refused(writing, bram, text):
    with pytest.raises(Unusable) as refused:
        save(writing, bram, Input(text))

    assert refused.value.field == "text"


def test_a_vendor_has_a_statement_and_no_input(writing, victor):
    with pytest.raises(NotAllowed):
        save(writing, victor)


def test_nothing_is_written_after_the_close(writing, bram):
    in_phase(writing, Phase.CLOSED)

    with pytest.raises(NotAllowed):
        save(writing, bram)


def test_nothing_is_written_while_a_closed_round_runs(writing, bram):
    Session.objects.update(closed_round=8)

    with pytest.raises(NotAllowed):
        save(writing, bram)


def test_an_input_belongs_to_a_question_of_the_programme(writing, bram):
    Answer.objects.filter(session=writing, number=8).update(chosen=False)

    with pytest.raises(NotFound):
        save(writing, bram)


@pytest.mark.parametrize(
    ("step", "revealed", "expected"),
    [
        (Step.READING, False, False),
        (Step.WRITING, False, False),
        (Step.DISCUSSING, False, True),
        (Step.COMPOSING, False, True),
        (Step.CLOSING, False, True),
        (Step.DONE, False, False),
        (Step.READING, True, True),
        (Step.WRITING, True, True),
        (Step.DONE, True, True),
    ],
)
def test_inputs_are_shown_after_writing_and_stay_shown(step, revealed, expected):
    assert is_shown(Answer(step=step, revealed_at=NOW if revealed else None)) is expected


def test_a_late_save_becomes_an_addition_of_what_is_new(writing, bram):
    save(writing, bram)
    at_step(writing, Step.DISCUSSING)

    kept = save(writing, bram, Input("De lijst is te kort. En te oud.", unnamed=True), 2)

    assert kept.addition.text == "En te oud."
    assert rows("kind", "text", "unnamed", "added_at") == [
        ("input", "De lijst is te kort.", True, NOW),
        ("addition", "En te oud.", True, NOW),
    ]


def test_a_late_save_sent_twice_is_one_addition(writing, bram):
    save(writing, bram)
    at_step(writing, Step.DISCUSSING)
    late = Input("De lijst is te kort. En te oud.")

    first, second = save(writing, bram, late, 2), save(writing, bram, late, 2)

    assert (first.addition, Contribution.objects.count()) == (second.addition, 2)


def test_typing_on_after_the_others_saw_it_adds_only_the_rest(writing, bram):
    save(writing, bram)
    at_step(writing, Step.DISCUSSING)
    save(writing, bram, Input("De lijst is te kort. En te oud."), 2)

    save(writing, bram, Input("De lijst is te kort. En te oud. Echt."), 3)

    assert rows("text") == [("De lijst is te kort.",), ("En te oud.",), ("Echt.",)]


def test_a_word_that_was_begun_is_added_whole(writing, bram):
    save(writing, bram, Input("De lijst is te ko"))
    at_step(writing, Step.DISCUSSING)

    save(writing, bram, Input("De lijst is te kort"), 2)

    assert rows("text") == [("De lijst is te ko",), ("De lijst is te kort",)]


def test_an_amount_that_was_begun_is_added_whole(writing, bram):
    save(writing, bram, Input("Kosten 1"))
    at_step(writing, Step.DISCUSSING)

    save(writing, bram, Input("Kosten 1,5 miljoen"), 2)

    assert rows("text") == [("Kosten 1",), ("Kosten 1,5 miljoen",)]


def test_a_text_that_was_changed_is_added_whole(writing, bram):
    save(writing, bram)
    at_step(writing, Step.DISCUSSING)

    save(writing, bram, Input("Die lijst is te kort."), 2)

    assert rows("text") == [("De lijst is te kort.",), ("Die lijst is te kort.",)]


@pytest.mark.parametrize("late", [MINE, Input("De lijst is te kort.  \n"), Input("")])
def test_a_late_save_with_nothing_new_adds_nothing(writing, bram, late):
    save(writing, bram)
    at_step(writing, Step.DISCUSSING)

    kept = save(writing, bram, late, 2)

    assert (kept.addition, kept.edition, rows("kind")) == (None, 1, [("input",)])


@pytest.mark.parametrize("tick", ["unnamed", "dont_know", "look_into"])
def test_a_tick_in_a_late_save_is_set_and_told(writing, bram, tick):
    save(writing, bram)
    at_step(writing, Step.DISCUSSING)
    before = revision_of(writing)

    save(writing, bram, Input(MINE.text, **{tick: True}), 2)

    assert (rows("kind", tick), revision_of(writing)) == ([("input", True)], before + 1)


def test_a_late_save_takes_no_tick_away(writing, bram):
    save(writing, bram, Input(MINE.text, unnamed=True, dont_know=True, look_into=True))
    at_step(writing, Step.DISCUSSING)

    save(writing, bram, MINE, 2)

    assert rows("unnamed", "dont_know", "look_into") == [(True, True, True)]


@pytest.mark.parametrize("tick", ["dont_know", "look_into"])
def test_a_late_tick_alone_becomes_one_addition(writing, bram, tick):
    at_step(writing, Step.DISCUSSING)

    for edition in (1, 2):
        save(writing, bram, Input(**{tick: True}), edition)

    assert rows("kind", "text", tick) == [("addition", "", True)]


def test_an_addition_loses_its_name_when_a_late_save_asks_it(writing, bram):
    at_step(writing, Step.DISCUSSING)
    add(writing, bram)

    save(writing, bram, Input(unnamed=True))

    assert rows("kind", "unnamed") == [("addition", True)]


def take_away(session, anna) -> None:
    card = Contribution.objects.get(kind="input")
    contributions.remove_contribution(
        session_id=session.pk, contribution_id=card.public_id, by=anna, at=NOW
    )


@pytest.fixture
def taken_away(writing, anna, bram):
    """Question 8 in discussion, after Bram's input was taken away."""
    save(writing, bram, Input(MINE.text, dont_know=True))
    at_step(writing, Step.DISCUSSING)
    take_away(writing, anna)
    return writing


def test_what_was_taken_away_leaves_no_words(taken_away):
    assert [MINE.text in str(row) for row in Contribution.objects.values()] == [False]


def test_what_was_taken_away_does_not_come_back_with_a_late_save(taken_away, bram):
    save(taken_away, bram, Input(MINE.text, dont_know=True), 2)

    assert rows("kind", "text", "dont_know") == [("input", "", False)]


def test_what_was_taken_away_does_not_come_back_as_an_addition(taken_away, bram):
    with pytest.raises(Refused):
        add(taken_away, bram, MINE.text)

    assert rows("kind") == [("input",)]


def test_what_goes_on_from_words_that_were_taken_away_is_added_without_them(taken_away, bram):
    save(taken_away, bram, Input(f"{MINE.text} En te oud."), 2)

    assert rows("kind", "text") == [("input", ""), ("addition", "En te oud.")]


def test_an_input_nobody_was_shown_can_be_changed_after_rounding_off(writing, bram):
    save(writing, bram)
    at_step(writing, Step.DONE)

    save(writing, bram, Input("Anders."), 2)

    assert rows("kind", "text") == [("input", "Anders.")]


def test_an_addition_needs_inputs_to_be_shown(writing, bram):
    with pytest.raises(Refused) as refused:
        add(writing, bram)

    assert (refused.value.code, rows("pk")) == ("refused", [])


def test_an_addition_sent_twice_is_one(session, bram):
    first, second = add(session, bram, key="a1"), add(session, bram, "Anders", key="a1")

    assert (first, rows("text")) == (second, [("Nog iets.",)])


def test_two_people_may_call_something_the_same(session, bram, carla):
    add(session, bram, key="a1")
    add(session, carla, key="a1")

    assert Contribution.objects.count() == 2


def test_there_is_an_end_to_additions(session, bram, monkeypatch):
    monkeypatch.setattr(late_saves, "MOST_ADDITIONS", 1)
    add(session, bram)

    with pytest.raises(Refused) as refused:
        add(session, bram)

    assert (refused.value.code, Contribution.objects.count()) == ("refused", 1)


def test_one_person_leaves_room_for_the_additions_of_others(session, bram, carla, monkeypatch):
    monkeypatch.setattr(late_saves, "MOST_OWN_ADDITIONS", 1)
    add(session, bram)

    with pytest.raises(Refused):
        add(session, bram)

    assert add(session, carla).author == carla


def test_no_edition_runs_so_far_ahead_that_no_page_comes_after_it(writing, bram):
    save(writing, bram)

    with pytest.raises(Refused) as refused:
        save(writing, bram, Input("Anders."), 1 + inputs.MOST_AHEAD + 1)

    assert (refused.value.field, rows("text", "edition")) == ("edition", [(MINE.text, 1)])


def test_a_first_edition_is_no_farther_ahead_either(writing, bram):
    with pytest.raises(Refused):
        save(writing, bram, MINE, 1_000_000_000)

    assert rows("pk") == []

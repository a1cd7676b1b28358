"""Additions that were taken away stay away, also when their author's device sends them again."""

import pytest

from sessions.commands import contributions, inputs, late_saves
from sessions.commands.inputs import Input
from sessions.commands.taken_away import TakenAway
from sessions.commands.wording import Words
from sessions.enums import Step
from sessions.live.voices import is_heard
from sessions.models import Contribution
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

WORDS = "Jan de Vries is te oud."


@pytest.fixture
def discussing(session):
    """Question 8, at which inputs are shown."""
    session.answers.filter(number=8).update(step=Step.DISCUSSING)
    return session


def add(session, by, text=WORDS, key="a1"):
    words = Words(text, key=key)
    return inputs.add_addition(session_id=session.pk, number=8, words=words, by=by, at=NOW)


def save(session, by, own):
    return inputs.save_input(session_id=session.pk, number=8, own=own, edition=1, by=by, at=NOW)


def take_away(session, by) -> None:
    shown = [one for one in Contribution.objects.filter(kind="addition") if one.text]
    contributions.remove_contribution(
        session_id=session.pk, contribution_id=shown[-1].public_id, by=by, at=NOW
    )


def said() -> list[str]:
    return [one.text for one in Contribution.objects.order_by("pk") if one.text]


@pytest.mark.parametrize("key", ["a1", "a2"])
def test_an_addition_that_was_taken_away_does_not_come_back(discussing, anna, bram, key):
    add(discussing, bram)
    take_away(discussing, anna)

    with pytest.raises(TakenAway) as refused:
        add(discussing, bram, key=key)

    assert (refused.value.code, said()) == ("taken_away", [])


def test_a_late_save_that_was_taken_away_does_not_come_back(discussing, anna, bram):
    late = Input(WORDS, look_into=True)
    save(discussing, bram, late)
    take_away(discussing, anna)

    save(discussing, bram, late)
    save(discussing, bram, Input(f"{WORDS} En verder niets.", look_into=True))

    ticks = Contribution.objects.filter(look_into=True)
    assert (said(), ticks.exists()) == (["En verder niets."], False)


def test_what_comes_after_words_that_were_taken_away_is_not_said_twice(discussing, anna, bram):
    save(discussing, bram, Input(WORDS))
    take_away(discussing, anna)
    save(discussing, bram, Input(f"{WORDS} Twee."))

    save(discussing, bram, Input(f"{WORDS} Twee. Drie."))

    assert said() == ["Twee.", "Drie."]


def test_nothing_is_left_of_the_words_and_nobody_sees_the_place(discussing, anna, bram):
    add(discussing, bram)
    take_away(discussing, anna)

    kept = list(Contribution.objects.all())

    assert [WORDS in str(one.__dict__) for one in kept] == [False] * len(kept)
    answer = discussing.answers.get(number=8)
    heard = [
        is_heard(one, answer=answer, session=discussing, audience="facilitator") for one in kept
    ]
    assert heard == [False] * len(kept)


def test_who_took_it_back_may_say_it_again_but_no_device_does(discussing, bram):
    add(discussing, bram)
    take_away(discussing, bram)

    with pytest.raises(TakenAway):
        add(discussing, bram)
    add(discussing, bram, key="a2")

    assert said() == [WORDS]


def test_what_was_taken_away_takes_no_room(discussing, anna, bram, monkeypatch):
    monkeypatch.setattr(late_saves, "MOST_OWN_ADDITIONS", 1)
    add(discussing, bram)
    take_away(discussing, anna)

    add(discussing, bram, "Anders.", "a2")

    assert said() == ["Anders."]

"""What people say of somebody's card, and what may be taken away again."""

import pytest

from sessions.commands import contributions, inputs, reactions
from sessions.commands.inputs import Input
from sessions.commands.wording import Unusable, Words
from sessions.enums import Role, Step
from sessions.errors import NotAllowed, NotFound, Refused
from sessions.models import AuditEntry, Contribution, Reaction, Recognition, Session
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(session, carla):
    """Something Carla added."""
    return inputs.add_addition(
        session_id=session.pk, number=8, words=Words("Van Carla."), by=carla, at=NOW
    )


@pytest.fixture
def hidden(session, carla):
    """Something Carla wrote alone."""
    session.answers.filter(number=8).update(step=Step.WRITING)
    inputs.save_input(
        session_id=session.pk, number=8, own=Input("Alleen ik."), edition=1, by=carla, at=NOW
    )
    return Contribution.objects.get()


def recognise(card, by, on=True):
    reactions.recognise(
        session_id=by.session_id, contribution_id=card.public_id, on=on, by=by, at=NOW
    )


def react(card, by, text="Klopt.", **how):
    return reactions.react(
        session_id=by.session_id,
        contribution_id=card.public_id,
        words=Words(text, **how),
        by=by,
        at=NOW,
    )


def remove(card, by):
    contributions.remove_contribution(
        session_id=by.session_id, contribution_id=card.public_id, by=by, at=NOW
    )


def revision_of(session) -> int:
    return Session.objects.get(pk=session.pk).revision


def test_somebody_recognises_a_card_once(session, card, bram, victor):
    before = revision_of(session)
    for person in (bram, bram, victor):
        recognise(card, person)

    assert (Recognition.objects.count(), revision_of(session) - before) == (2, 2)


def test_recognising_can_be_taken_back(card, bram):
    recognise(card, bram)
    recognise(card, bram, on=False)

    assert Recognition.objects.count() == 0


def test_nobody_recognises_their_own(card, carla):
    with pytest.raises(Refused) as refused:
        recognise(card, carla)

    assert refused.value.code == "refused"


def test_a_reaction_is_kept_with_its_author(card, bram):
    react(card, bram, unnamed=True)

    kept = Reaction.objects.get()
    assert (kept.text, kept.author, kept.unnamed) == ("Klopt.", bram, True)


def test_a_reaction_sent_twice_is_one(card, bram):
    first, second = react(card, bram, key="a1"), react(card, bram, key="a1")

    assert (first, Reaction.objects.count()) == (second, 1)


@pytest.mark.parametrize("text", ["", "x" * 501])
def test_a_reaction_is_short_and_not_empty(card, bram, text):
    with pytest.raises(Unusable):
        react(card, bram, text)


def test_there_is_an_end_to_reactions(card, bram, monkeypatch):
    monkeypatch.setattr(reactions, "MOST_REACTIONS", 1)
    react(card, bram)

    with pytest.raises(Refused) as refused:
        react(card, bram)

    assert (refused.value.code, Reaction.objects.count()) == ("refused", 1)


def test_who_only_looks_on_says_nothing(card, bram):
    bram.role = Role.OBSERVER
    bram.save()

    with pytest.raises(NotAllowed):
        recognise(card, bram)


@pytest.mark.parametrize("say", [recognise, react, remove])
def test_what_is_not_shown_is_not_there(hidden, anna, say):
    with pytest.raises(NotFound):
        say(hidden, anna)


@pytest.mark.parametrize("say", [recognise, react, remove])
def test_a_card_of_another_session_is_not_there(card, otto, say):
    with pytest.raises(NotFound):
        say(card, otto)


def test_a_vendor_says_nothing_of_inputs_the_session_keeps_from_it(session, card, victor):
    Session.objects.update(vendor_sees_inputs=False)

    with pytest.raises(NotFound):
        recognise(card, victor)


@pytest.mark.parametrize("say", [recognise, react, remove])
def test_nothing_open_changes_while_a_closed_round_runs(session, card, anna, say):
    Session.objects.update(closed_round=8)

    with pytest.raises(NotAllowed):
        say(card, anna)


def test_an_author_takes_an_addition_back(card, carla):
    remove(card, carla)

    entry = AuditEntry.objects.get(action="contribution_taken_back")
    assert (Contribution.objects.count(), entry.actor) == (0, carla.public_id)


def test_taking_an_unnamed_one_back_leaves_no_name_in_the_records(card, carla):
    Contribution.objects.update(unnamed=True)

    remove(card, carla)

    assert AuditEntry.objects.get(action="contribution_taken_back").actor == ""


def test_an_author_takes_a_reaction_back(card, bram):
    reaction = react(card, bram)

    remove(reaction, bram)

    assert (Reaction.objects.count(), Contribution.objects.count()) == (0, 1)


def test_nobody_takes_away_what_another_put_in(card, bram):
    with pytest.raises(NotAllowed):
        remove(card, bram)


def test_who_leads_takes_away_a_name_that_should_not_be_there(card, bram, anna):
    reaction = react(card, bram, "Zie kandidaat Jansen.")

    remove(reaction, anna)
    remove(card, anna)

    hidden = AuditEntry.objects.filter(action="contribution_hidden")
    # What stays is empty: it keeps the same words from coming back.
    kept = [one.text for one in Contribution.objects.all()]
    assert (kept, {one.actor for one in hidden}) == ([""], {anna.public_id})


def test_an_input_that_was_shown_stays_its_authors_to_see(session, hidden, carla):
    session.answers.filter(number=8).update(step=Step.DISCUSSING)

    with pytest.raises(NotAllowed):
        remove(hidden, carla)


def test_a_view_of_a_closed_round_can_be_taken_back_in_it(session, carla):
    carla.insider = True
    carla.save()
    Session.objects.update(closed_round=8)
    view = contributions.keep_dissent(
        session_id=session.pk, number=8, words=Words("Besloten."), by=carla, at=NOW
    )

    remove(view, carla)

    assert (view.closed, Contribution.objects.count()) == (True, 0)


def test_one_person_leaves_room_for_the_others(card, bram, anna, monkeypatch):
    monkeypatch.setattr(reactions, "MOST_OWN_REACTIONS", 1)
    react(card, bram)

    with pytest.raises(Refused):
        react(card, bram)

    assert react(card, anna).author == anna


def test_there_is_an_end_to_the_reactions_at_one_question(card, bram, monkeypatch):
    monkeypatch.setattr(reactions, "MOST_AT_QUESTION", 1)
    react(card, bram)

    with pytest.raises(Refused):
        react(card, bram)

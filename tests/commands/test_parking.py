"""The parking list, small marks and proposed sentences: each once, each with a way out."""

import pytest

from sessions.commands import action_points, marks, parking, proposals
from sessions.commands.action_points import ActionFacts
from sessions.enums import MarkKind, Parked, Settled, Step
from sessions.errors import Moved, NotAllowed, Refused
from sessions.models import ActionPoint, Mark, ParkedItem, Proposal, Session
from sessions.texts import readout
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(session):
    return {"session_id": session.pk, "at": NOW}


def test_parking_twice_with_one_key_is_one_item(at, bram):
    for _again in range(2):
        parking.park(text="Wie betaalt dit?", key="a", by=bram, **at)

    assert ParkedItem.objects.count() == 1


def test_an_item_becomes_an_action_once(at, anna, bram):
    item = parking.park(text="Wie betaalt dit?", question=8, by=bram, **at)
    for settled in [Parked.ACTION, None, Parked.ACTION]:
        parking.settle_parked(item_id=item.public_id, settled=settled, by=anna, **at)

    action = ActionPoint.objects.get()
    assert (action.text, action.answer.number) == ("Wie betaalt dit?", 8)


def test_an_action_of_somebody_else_does_not_stop_an_item_from_becoming_one(at, anna, bram):
    item = parking.park(text="Wie betaalt dit?", by=bram, **at)
    taken = ActionFacts("Iets anders.", key=f"parked-{item.public_id}")
    action_points.add_action_point(facts=taken, by=bram, **at)
    parking.settle_parked(item_id=item.public_id, settled=Parked.ACTION, by=anna, **at)

    texts = [one.text for one in ActionPoint.objects.order_by("pk")]
    assert texts == ["Iets anders.", "Wie betaalt dit?"]


@pytest.mark.parametrize("who", ["anna", "bram"])
def test_who_parked_it_or_leads_takes_it_away(at, anna, bram, who):
    item = parking.park(text="Jan de Vries?", by=bram, **at)
    parking.remove_parked(item_id=item.public_id, by={"anna": anna, "bram": bram}[who], **at)

    assert not ParkedItem.objects.exists()


def test_nobody_takes_away_what_another_participant_parked(at, bram, carla):
    item = parking.park(text="Wie betaalt dit?", by=bram, **at)

    with pytest.raises(NotAllowed):
        parking.remove_parked(item_id=item.public_id, by=carla, **at)


def test_open_items_stay_while_a_closed_round_runs(session, at, anna):
    item = parking.park(text="Wie betaalt dit?", by=anna, **at)
    Session.objects.filter(pk=session.pk).update(closed_round=1)

    with pytest.raises(Refused):
        parking.remove_parked(item_id=item.public_id, by=anna, **at)


def test_a_participant_does_not_settle(at, bram):
    item = parking.park(text="Wie betaalt dit?", by=bram, **at)

    with pytest.raises(NotAllowed):
        parking.settle_parked(item_id=item.public_id, settled=Parked.DROPPED, by=bram, **at)


def test_what_is_parked_in_a_closed_round_stays_inside(session, at, anna):
    Session.objects.filter(pk=session.pk).update(closed_round=1)

    assert parking.park(text="Onder ons.", by=anna, **at).closed


def test_ready_twice_is_ready_once(at, bram):
    for _again in range(2):
        marks.mark_ready(number=8, step=Step.COMPOSING, on=True, by=bram, **at)

    assert Mark.objects.count() == 1


def test_ready_can_be_taken_back(at, bram):
    for on in [True, False]:
        marks.mark_ready(number=8, step=Step.COMPOSING, on=on, by=bram, **at)

    assert not Mark.objects.exists()


def test_an_explained_question_puzzles_nobody(at, anna, bram):
    marks.ask_help(number=8, on=True, by=bram, **at)
    marks.mark_ready(number=8, step=Step.COMPOSING, on=True, by=bram, **at)
    marks.answer_help(number=8, by=anna, **at)

    assert list(Mark.objects.values_list("kind", flat=True)) == [MarkKind.READY]


def test_proposing_twice_with_one_key_is_one_sentence(at, bram):
    for _again in range(2):
        proposals.propose_sentence(number=8, text="Eerst kijken.", key="a", by=bram, **at)

    assert Proposal.objects.count() == 1


def test_a_sentence_taken_over_twice_stands_in_the_answer_once(session, at, anna, bram):
    made = proposals.propose_sentence(number=8, text="Eerst kijken.", key="", by=bram, **at)
    for _again in range(2):
        proposals.settle_proposal(proposal_id=made.public_id, settled=Settled.TAKEN, by=anna, **at)

    assert readout.plain_of(session.answers.get(number=8)) == "Eerst kijken."


def test_a_declined_sentence_is_not_taken_over_by_who_comes_second(at, anna, bram):
    made = proposals.propose_sentence(number=8, text="Eerst kijken.", key="", by=bram, **at)
    proposals.settle_proposal(proposal_id=made.public_id, settled=Settled.DECLINED, by=anna, **at)

    with pytest.raises(Moved):
        proposals.settle_proposal(proposal_id=made.public_id, settled=Settled.TAKEN, by=bram, **at)


def test_only_who_holds_the_pen_settles_sentences(session, at, anna, bram):
    Session.objects.filter(pk=session.pk).update(one_pen=True, pen=anna)
    made = proposals.propose_sentence(number=8, text="Eerst kijken.", key="", by=bram, **at)

    with pytest.raises(NotAllowed):
        proposals.settle_proposal(proposal_id=made.public_id, settled=Settled.TAKEN, by=bram, **at)


def test_nothing_is_proposed_for_a_question_that_is_rounded_off(session, at, bram):
    session.answers.filter(number=8).update(step=Step.DONE, frozen_at=NOW)

    with pytest.raises(Refused):
        proposals.propose_sentence(number=8, text="Eerst kijken.", key="", by=bram, **at)


def test_what_is_settled_leaves_room_on_the_list(at, anna, bram, monkeypatch):
    monkeypatch.setattr(parking, "MOST_WAITING", 1)
    item = parking.park(text="Wie betaalt dit?", by=bram, **at)
    with pytest.raises(Refused):
        parking.park(text="En wie beslist?", by=bram, **at)
    parking.settle_parked(item_id=item.public_id, settled=Parked.DROPPED, by=anna, **at)

    assert parking.park(text="En wie beslist?", by=bram, **at).settled == ""


def test_there_is_an_end_to_what_is_parked_and_settled(at, anna, bram, monkeypatch):
    monkeypatch.setattr(parking, "MOST_PARKED", 1)
    item = parking.park(text="Wie betaalt dit?", by=bram, **at)
    parking.settle_parked(item_id=item.public_id, settled=Parked.DROPPED, by=anna, **at)

    with pytest.raises(Refused):
        parking.park(text="En wie beslist?", by=bram, **at)


def test_one_person_leaves_room_on_the_list_for_others(at, bram, carla, monkeypatch):
    monkeypatch.setattr(parking, "MOST_OWN_WAITING", 1)
    parking.park(text="Wie betaalt dit?", by=bram, **at)

    with pytest.raises(Refused):
        parking.park(text="En wie beslist?", by=bram, **at)

    assert parking.park(text="En wie beslist?", by=carla, **at).added_by == carla


def test_one_person_leaves_room_for_sentences_of_others(at, bram, carla, monkeypatch):
    monkeypatch.setattr(proposals, "MOST_OWN_WAITING", 1)
    proposals.propose_sentence(number=8, text="Eerst kijken.", key="", by=bram, **at)

    with pytest.raises(Refused):
        proposals.propose_sentence(number=8, text="Dan pas.", key="", by=bram, **at)

    made = proposals.propose_sentence(number=8, text="Dan pas.", key="", by=carla, **at)
    assert made.author == carla

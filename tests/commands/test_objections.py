"""What becomes of an objection when its voter, or who leads, thinks again: told once, or not."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.commands import answers, contributions, objections, votes
from sessions.commands.conclusions import Conclusion
from sessions.commands.votes import Vote
from sessions.enums import Consent, ContributionKind, Outcome, Step
from sessions.models import ConsentVote, Contribution, Session
from sessions.report.internal_contents import collect_internal
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + dt.timedelta(hours=1)
MINDED = Conclusion(Outcome.NO_GOOD_ANSWER, reason="Weet niemand.")
OBJECTS = Vote(Consent.OBJECTION, "Bezwaar A.")


class Room:
    """The session at question 8, which every person here says something of."""

    def __init__(self, session, anna):
        self.session, self.anna = session, anna
        self.row = session.answers.filter(number=8)

    def cast(self, by, vote=OBJECTS):
        votes.cast_vote(session_id=self.session.pk, number=8, vote=vote, by=by, at=NOW)

    def take_back(self, by):
        votes.take_vote_back(session_id=self.session.pk, number=8, by=by, at=NOW)

    def round_off(self):
        answers.round_off(
            session_id=self.session.pk, number=8, conclusion=MINDED, by=self.anna, at=NOW
        )

    def reopen(self):
        answers.reopen_question(session_id=self.session.pk, number=8, by=self.anna, at=NOW)
        self.row.update(step=Step.CLOSING)

    def remove(self, view, by):
        contributions.remove_contribution(
            session_id=self.session.pk, contribution_id=view.public_id, by=by, at=NOW
        )

    def told(self):
        """Return what the internal report prints: views that differ, and words of votes."""
        contents = collect_internal(session=self.session, at=LATER)
        views = [one.text for one in contents.questions[7].dissents]
        return sorted(views), [(one.text, one.objection) for one in contents.remarks]


@pytest.fixture
def room(session, anna):
    """Question 8 is at rounding off."""
    Session.objects.filter(pk=session.pk).update(steps=[Step.COMPOSING, Step.CLOSING])
    session.answers.filter(number=8).update(step=Step.CLOSING)
    return Room(session, anna)


@pytest.fixture
def objected(room, bram):
    """Bram objected, the question was rounded off and opened again."""
    room.cast(bram)
    room.round_off()
    room.reopen()
    return room


def test_who_objects_no_more_is_told_with_the_new_words_alone(objected, bram):
    objected.cast(bram, Vote(Consent.REMARK, "Opmerking B."))
    objected.round_off()

    assert objected.told() == ([], [("Opmerking B.", False)])


def test_an_objection_that_was_taken_back_is_not_told(objected, bram):
    objected.take_back(bram)
    objected.round_off()

    assert objected.told() == ([], [])


def test_who_takes_back_and_objects_again_is_told_once(objected, bram):
    objected.take_back(bram)
    objected.cast(bram)
    objected.round_off()

    assert objected.told() == (["Bezwaar A."], [])


def test_an_objection_in_other_words_is_told_in_those(objected, bram):
    objected.cast(bram, Vote(Consent.OBJECTION, "Bezwaar C.", unnamed=True))
    objected.round_off()

    assert objected.told() == (["Bezwaar C."], [])
    assert Contribution.objects.get().unnamed


def test_words_of_an_objection_are_in_the_report_before_it_is_rounded_off(objected, bram):
    objected.cast(bram, Vote(Consent.OBJECTION, "Bezwaar C."))

    assert objected.told() == (["Bezwaar A."], [("Bezwaar C.", True)])


def test_another_question_with_the_same_words_has_its_own_objection(objected, bram):
    objected.session.answers.filter(number=9).update(step=Step.CLOSING)
    votes.cast_vote(session_id=objected.session.pk, number=9, vote=OBJECTS, by=bram, at=NOW)

    assert objected.told() == (["Bezwaar A."], [("Bezwaar A.", True)])


@pytest.mark.parametrize("by", ["anna", "bram"])
def test_an_objection_taken_away_leaves_no_words_behind(room, bram, by, request):
    room.cast(bram)
    room.round_off()
    room.remove(Contribution.objects.get(), by=request.getfixturevalue(by))

    assert room.told() == ([], [])
    assert ConsentVote.objects.get().choice == Consent.OBJECTION


def test_an_objection_taken_away_does_not_come_back(objected, anna):
    objected.remove(Contribution.objects.get(), by=anna)
    objected.round_off()

    assert objected.told() == ([], [])


def test_words_put_in_place_of_an_objection_stay_when_it_is_taken_away(objected, anna, bram):
    objected.cast(bram, Vote(Consent.REMARK, "Opmerking B."))
    objected.remove(Contribution.objects.get(), by=anna)
    objected.round_off()

    assert objected.told() == ([], [("Opmerking B.", False)])


def test_an_objection_for_which_there_is_no_room_stays_with_its_vote(
    room, bram, carla, monkeypatch
):
    monkeypatch.setattr(objections, "MOST_DISSENTS", 1)
    room.cast(bram)
    room.cast(carla, Vote(Consent.OBJECTION, "Bezwaar C."))
    room.round_off()

    assert room.told() == (["Bezwaar A."], [("Bezwaar C.", True)])


WORDS = st.sampled_from(["Een.", "Twee."])
ACTS = st.one_of(
    st.tuples(st.just("cast"), st.integers(0, 1), st.sampled_from(list(Consent)), WORDS),
    st.tuples(st.just("take_back"), st.integers(0, 1)),
    st.tuples(st.just("round_off_and_reopen")),
    st.tuples(st.just("hide")),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, max_size=12))
def test_however_often_people_think_again_each_is_told_once_in_the_last_words(
    room, bram, carla, acts
):
    said = {}
    with transaction.atomic():
        for act, *how in acts:
            play(room, said, [bram, carla], act, *how)
        room.round_off()
        told = room.told()
        transaction.set_rollback(True)

    views = sorted(text for choice, text in said.values() if choice == Consent.OBJECTION and text)
    remarks = sorted(
        (text, False) for choice, text in said.values() if choice == Consent.REMARK and text
    )
    assert told == (views, remarks)


def play(room, said, people, act, *how):
    """Do one thing, and keep in `said`, by person, what the votes are then."""
    if act == "cast":
        who, choice, words = how
        text = "" if choice == Consent.YES else f"{words} {who}"
        room.cast(people[who], Vote(choice, text))
        said[who] = (choice, text)
    elif act == "take_back":
        room.take_back(people[how[0]])
        said.pop(how[0], None)
    elif act == "round_off_and_reopen":
        room.round_off()
        room.reopen()
    else:
        hide_first_view(room, said, people)


def hide_first_view(room, said, people):
    """Who leads takes the first view away; its words go, also from the vote."""
    view = Contribution.objects.filter(kind=ContributionKind.DISSENT).first()
    if view is None:
        return
    who = next(place for place, one in enumerate(people) if one.pk == view.author_id)
    room.remove(view, by=room.anna)
    choice, text = said.get(who, (None, ""))
    if choice and text == view.text:
        said[who] = (choice, "")

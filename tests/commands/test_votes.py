"""Consent: asked at rounding off, a vendor counted apart, an objection kept as a view."""

import pytest

from sessions.commands import answers, roles, votes
from sessions.commands.conclusions import Conclusion
from sessions.commands.votes import Vote
from sessions.commands.wording import Unusable
from sessions.enums import Consent, ContributionKind, Outcome, Role, Step
from sessions.errors import NotAllowed, Refused
from sessions.models import ConsentVote, Contribution
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

MINDED = Conclusion(Outcome.NO_GOOD_ANSWER, reason="Weet niemand.")
AGREES = Vote(Consent.YES)
OBJECTS = Vote(Consent.OBJECTION, "Dit klopt niet.")


@pytest.fixture(autouse=True)
def closing(session):
    """Question 8 is at rounding off."""
    session.answers.filter(number=8).update(step=Step.CLOSING)


@pytest.fixture
def cast(session):
    def cast_by(person, vote=AGREES):
        votes.cast_vote(session_id=session.pk, number=8, vote=vote, by=person, at=NOW)

    return cast_by


def round_off(session, anna):
    answers.round_off(session_id=session.pk, number=8, conclusion=MINDED, by=anna, at=NOW)


def test_a_second_vote_replaces_the_first(cast, bram):
    cast(bram)
    cast(bram, OBJECTS)

    assert list(ConsentVote.objects.values_list("choice", "text")) == [
        ("objection", "Dit klopt niet.")
    ]


@pytest.mark.parametrize("choice", [Consent.REMARK, Consent.OBJECTION])
def test_a_remark_and_an_objection_need_words(cast, bram, choice):
    with pytest.raises(Unusable) as refused:
        cast(bram, Vote(choice, " \u200b "))

    assert refused.value.field == "text"


def test_a_yes_has_no_words(cast, bram):
    cast(bram, Vote(Consent.YES, "Toch iets."))

    assert ConsentVote.objects.get().text == ""


def test_a_vendor_is_counted_apart(cast, bram, victor):
    cast(bram)
    cast(victor)

    marks = dict(ConsentVote.objects.values_list("participant__name", "of_vendor"))
    assert marks == {"Bram": False, "Victor": True}


def test_a_facilitator_does_not_vote(cast, anna):
    with pytest.raises(NotAllowed):
        cast(anna)


def test_nobody_votes_before_rounding_off(session, cast, bram):
    session.answers.filter(number=8).update(step=Step.COMPOSING)

    with pytest.raises(Refused):
        cast(bram)


def test_a_vote_can_be_taken_back(session, cast, bram):
    cast(bram)
    votes.take_vote_back(session_id=session.pk, number=8, by=bram, at=NOW)

    assert not ConsentVote.objects.exists()


def test_an_objection_that_stands_is_kept_as_a_view(session, cast, anna, bram):
    cast(bram, Vote(Consent.OBJECTION, "Dit klopt niet.", unnamed=True))
    round_off(session, anna)

    view = Contribution.objects.get(kind=ContributionKind.DISSENT)
    assert (view.text, view.author, view.unnamed) == ("Dit klopt niet.", bram, True)


def test_a_remark_is_no_view_that_differs(session, cast, anna, bram):
    cast(bram, Vote(Consent.REMARK, "Mits."))
    round_off(session, anna)

    assert not Contribution.objects.exists()


def test_an_objection_is_kept_once_however_often_a_question_is_rounded_off(
    session, cast, anna, bram
):
    cast(bram, OBJECTS)
    round_off(session, anna)
    answers.reopen_question(session_id=session.pk, number=8, by=anna, at=NOW)
    round_off(session, anna)

    assert Contribution.objects.count() == 1


def test_a_vendor_who_finds_a_fact_wrong_keeps_that_too(session, cast, anna, victor):
    cast(victor, Vote(Consent.OBJECTION, "De opslag is in Dublin."))
    round_off(session, anna)

    assert Contribution.objects.get().author == victor


def test_who_changes_sides_votes_anew(session, cast, anna, bram):
    cast(bram)
    roles.change_role(
        session_id=session.pk, participant_id=bram.public_id, role=Role.VENDOR, by=anna, at=NOW
    )

    assert not ConsentVote.objects.exists()


def test_what_was_said_of_a_question_that_is_rounded_off_stays(session, cast, anna, bram):
    cast(bram)
    round_off(session, anna)
    roles.change_role(
        session_id=session.pk, participant_id=bram.public_id, role=Role.OBSERVER, by=anna, at=NOW
    )

    assert ConsentVote.objects.count() == 1

"""A question as each audience may see it: counts for everybody, words of votes for the desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions.commands import marks, participants, votes
from sessions.commands.votes import Vote
from sessions.enums import STEPS, Consent, ContributionKind, ShownWith, Step
from sessions.live.audience import DESK, Audience
from sessions.live.snapshot import snapshot_for
from sessions.models import Answer, Contribution, Session, TextCheckpoint, TextUpdate
from tests.audiences import one_of_each
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)
NOBODY = {"yes": 0, "remark": 0, "objection": 0, "of": 0}


@pytest.fixture
def watcher(session, arrive):
    """One person of each audience; question 1, on the table, is at rounding off."""
    Session.objects.filter(pk=session.pk).update(steps=[step.value for step in STEPS])
    Answer.objects.filter(session=session, number=1).update(
        step=Step.CLOSING, risk="high", risk_reason="Groot.", acceptance="HR"
    )
    return one_of_each(session, arrive)


@pytest.fixture
def voted(session, watcher):
    """Two of the group and the vendor said what they think; one wants no name."""
    said = {
        Audience.PARTICIPANT: Vote(Consent.OBJECTION, "Dit klopt niet.", unnamed=True),
        Audience.NEWCOMER: Vote(Consent.REMARK, "Mits we kijken."),
        Audience.VENDOR: Vote(Consent.YES),
    }
    for audience, vote in said.items():
        votes.cast_vote(session_id=session.pk, number=1, vote=vote, by=watcher[audience], at=NOW)


def seen(watcher, audience, number=1):
    return snapshot_for(watcher[audience])["slices"][f"question.{number}"]


def remarks(watcher):
    return [
        (one["text"], one["label"]) for one in seen(watcher, Audience.SCRIBE)["desk"]["remarks"]
    ]


@pytest.mark.parametrize("audience", list(Audience))
def test_only_who_leads_or_writes_down_has_a_desk(watcher, audience):
    assert ("desk" in seen(watcher, audience)) == (audience in DESK)


@pytest.mark.parametrize("audience", [one for one in Audience if one != Audience.VENDOR])
def test_the_vendor_is_counted_apart(watcher, voted, audience):
    shown = seen(watcher, audience)

    assert (shown["consent"], shown["vendor_consent"]) == (
        {"yes": 0, "remark": 1, "objection": 1, "of": 3},
        {"yes": 1, "remark": 0, "objection": 0, "of": 1},
    )


def test_a_vendor_hears_nothing_of_the_votes_of_the_group(watcher, voted):
    assert seen(watcher, Audience.VENDOR)["consent"] == NOBODY


@pytest.mark.parametrize("audience", [one for one in Audience if one not in DESK])
def test_nobody_else_reads_words_of_votes(watcher, voted, audience):
    told = str(snapshot_for(watcher[audience]))
    own = audience in {Audience.PARTICIPANT, Audience.NEWCOMER}

    assert [text in told for text in ("Dit klopt niet.", "Mits we kijken.")].count(True) == own


def test_who_wants_no_name_has_no_role_either(watcher, voted):
    assert remarks(watcher) == [
        ("Dit klopt niet.", ""),
        ("Mits we kijken.", "Diversiteit en inclusie"),
    ]


def test_names_stand_with_words_where_the_session_shows_names(session, watcher, voted):
    Session.objects.filter(pk=session.pk).update(shown_with=ShownWith.NAME)

    assert remarks(watcher)[1] == ("Mits we kijken.", "Nadia · Diversiteit en inclusie")


def test_who_left_has_no_role_in_words(session, watcher, voted):
    participants.leave(session_id=session.pk, by=watcher[Audience.NEWCOMER], at=NOW)

    assert remarks(watcher)[1] == ("Mits we kijken.", "")


@pytest.mark.parametrize("audience", [one for one in Audience if one != Audience.PROJECTOR])
def test_a_vendor_sees_the_risk_only_where_the_session_says_so(session, watcher, audience):
    Session.objects.filter(pk=session.pk).update(vendor_sees_risk=False)

    shown = seen(watcher, audience)

    told = [shown["risk"], shown["risk_reason"], shown["acceptance"]]
    assert told == (["", "", ""] if audience == Audience.VENDOR else ["high", "Groot.", "HR"])


def test_who_is_ready_is_counted_by_role_for_the_desk(session, watcher):
    ready = {"number": 1, "step": Step.CLOSING, "on": True, "session_id": session.pk, "at": NOW}
    marks.mark_ready(by=watcher[Audience.PARTICIPANT], **ready)

    shown = seen(watcher, Audience.FACILITATOR)
    by_role = [(one["label"], one["count"], one["of"]) for one in shown["desk"]["ready"]]
    assert (shown["ready"], by_role) == (
        {"count": 1, "of": 4},
        [("HR", 1, 2), ("Diversiteit en inclusie", 0, 1), ("Leverancier", 0, 1)],
    )


def test_who_has_written_is_counted_and_not_told(session, watcher):
    answer = Answer.objects.get(session=session, number=1)
    Answer.objects.filter(pk=answer.pk).update(step=Step.WRITING)
    Contribution.objects.create(
        answer=answer,
        author=watcher[Audience.PARTICIPANT],
        kind=ContributionKind.INPUT,
        text="Alleen van mij.",
        added_at=NOW,
    )

    whole = snapshot_for(watcher[Audience.FACILITATOR])
    written = whole["slices"]["question.1"]["desk"]["written"]
    assert (written[0]["count"], "Alleen van mij." in str(whole)) == (1, False)


def test_a_question_that_puzzles_somebody_names_nobody(session, watcher):
    person = watcher[Audience.PARTICIPANT]
    marks.ask_help(session_id=session.pk, number=1, on=True, by=person, at=NOW)

    desk = seen(watcher, Audience.FACILITATOR)["desk"]
    assert (desk["help"], person.public_id in str(desk)) == (1, False)


def test_a_snapshot_asks_as_often_with_votes_at_every_question(session, watcher):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            snapshot_for(watcher[Audience.FACILITATOR])
        return len(queries)

    before = asked()
    Answer.objects.filter(session=session).update(step=Step.CLOSING)
    for number in range(1, 21):
        for audience in (Audience.PARTICIPANT, Audience.VENDOR):
            votes.cast_vote(
                session_id=session.pk,
                number=number,
                vote=Vote(Consent.REMARK, "Mits."),
                by=watcher[audience],
                at=NOW,
            )

    assert asked() == before


def change_text(answer, *, at, closed=False):
    TextUpdate.objects.create(answer=answer, sequence=1, update=b"", kept_at=at, closed=closed)


def test_votes_before_the_last_change_of_the_text_are_counted_for_the_desk(session, watcher, voted):
    answer = session.answers.get(number=1)
    change_text(answer, at=LATER)
    vote = {"session_id": session.pk, "number": 1, "vote": Vote(Consent.YES)}
    votes.cast_vote(by=watcher[Audience.NEWCOMER], at=LATER + timedelta(minutes=1), **vote)

    desk = seen(watcher, Audience.FACILITATOR)["desk"]
    assert desk["outdated"] == {"consent": 1, "vendor_consent": 1}


def test_a_summary_of_the_text_is_as_old_as_the_last_word_in_it(session, watcher, voted):
    answer = session.answers.get(number=1)
    TextCheckpoint.objects.create(answer=answer, sequence=1, state=b"", made_at=LATER)

    desk = seen(watcher, Audience.FACILITATOR)["desk"]
    assert desk["outdated"] == {"consent": 2, "vendor_consent": 1}


def test_neither_an_earlier_text_nor_what_a_closed_round_says_outdates_a_vote(
    session, watcher, voted
):
    answer = session.answers.get(number=1)
    change_text(answer, at=NOW)
    change_text(answer, at=LATER, closed=True)

    desk = seen(watcher, Audience.FACILITATOR)["desk"]
    assert desk["outdated"] == {"consent": 0, "vendor_consent": 0}

"""The fields of everything the snapshot holds, by audience: these and no others."""

import pytest

from sessions.live.audience import INSIDE, Audience
from sessions.live.snapshot import snapshot_for
from tests.audiences import one_of_each
from tests.wire.story import QUESTION, Story

pytestmark = pytest.mark.django_db

SESSION = {
    *("id", "title", "client_name", "system_name", "vendor_name", "date", "starts_at", "phase"),
    *("current_question", "door_open", "keep_until", "epoch", "screen", "chosen", "steps"),
    *("shown_with", "one_pen", "pen", "closed_round", "closed_rounds_held"),
}
PERSON = {"id", "name", "role", "perspective", "perspective_label", "vendor", "colour"}
OF_WHO_LEADS = {"waits", "insider"}
WORDS = {"reason", "risk_reason", "acceptance"}
QUESTION_FIELDS = {
    *("number", "chosen", "step", "outcome", "risk", "parts_done", "frozen", "frozen_at"),
    *("revealed", "ready", "consent", "vendor_consent"),
}
ACTION = {"id", "question", "text", "kind", "owner", "due_date", "by", "closed"}
PARKED = {"id", "question", "text", "settled", "by", "closed"}
EVIDENCE = {"document", "document_date", "document_address", "document_place"}
CARD = EVIDENCE | {
    *("id", "kind", "by", "text", "dont_know", "look_into", "proof", "at", "recognised"),
    *("reactions", "taken_over", "closed", "prepared"),
}
VOICES = {"number", "cards", "proposals", "homework"}
MINE = {
    *("inputs", "statements", "cards", "recognised", "ready", "help", "votes", "insider"),
}
ALL = {"session", "people", "invitation", "actions", "parked", f"voices.{QUESTION}"}


@pytest.fixture
def snapshots(session, arrive, anna, bram, daan, victor) -> dict[Audience, dict]:
    """What each audience is given when a closed round has been held."""
    cast = one_of_each(session, arrive)
    story = Story(session, anna=anna, bram=bram, daan=daan, victor=victor)
    for stage, act in story.stages():
        if stage == "judged":
            break
        if stage == "round":
            story.begin_round()
        act()
    return {who: snapshot_for(person) for who, person in cast.items()}


def fields_of(rows: list[dict]) -> set[str]:
    """Return the fields all these rows have; a row with others shows."""
    (fields,) = {frozenset(row) for row in rows}
    return set(fields)


@pytest.mark.parametrize("who", list(Audience))
def test_these_slices_and_no_others(snapshots, who):
    slices = snapshots[who]["slices"]

    assert slices.keys() == ALL | {f"question.{number}" for number in range(1, 21)}


@pytest.mark.parametrize("who", list(Audience))
def test_these_fields_of_session_and_question_and_no_others(snapshots, who):
    slices = snapshots[who]["slices"]
    desk = {"desk"} if who in {Audience.FACILITATOR, Audience.SCRIBE} else set()
    words = set() if who == Audience.PROJECTOR else WORDS

    found = (slices["session"].keys(), slices[f"question.{QUESTION}"].keys())

    assert found == (SESSION, QUESTION_FIELDS | words | desk)


@pytest.mark.parametrize("who", [one for one in Audience if one != Audience.PROJECTOR])
def test_these_fields_of_people_and_what_they_add_and_no_others(snapshots, who):
    slices = snapshots[who]["slices"]
    voices = slices[f"voices.{QUESTION}"]
    leads = OF_WHO_LEADS if who == Audience.FACILITATOR else set()

    assert {
        "people": fields_of(slices["people"]),
        "actions": fields_of(slices["actions"]),
        "parked": fields_of(slices["parked"]),
        "cards": fields_of(voices["cards"]),
        "voices": voices.keys(),
        "mine": snapshots[who]["mine"].keys(),
    } == {
        "people": PERSON | leads,
        "actions": ACTION,
        "parked": PARKED,
        "cards": CARD,
        "voices": VOICES,
        "mine": MINE,
    }


def test_a_screen_is_given_counts_and_nothing_that_somebody_said(snapshots):
    slices = snapshots[Audience.PROJECTOR]["slices"]

    assert (slices["people"].keys(), slices["actions"], slices["parked"]) == ({"count"}, [], [])
    assert slices[f"voices.{QUESTION}"] == {
        "number": QUESTION,
        "cards": [],
        "proposals": [],
        "homework": [],
    }
    assert slices["session"]["pen"] is None


def test_nobody_but_insiders_is_given_anything_marked_closed(snapshots):
    closed = {
        who: [
            *(one for one in given["slices"]["actions"] if one["closed"]),
            *(one for one in given["slices"]["parked"] if one["closed"]),
            *(one for one in given["slices"][f"voices.{QUESTION}"]["cards"] if one["closed"]),
        ]
        for who, given in snapshots.items()
    }

    assert {who for who, rows in closed.items() if rows} == INSIDE


def test_nobody_but_insiders_is_told_that_there_is_something_to_read(snapshots):
    told = {
        who
        for who, given in snapshots.items()
        if given["slices"]["session"]["closed_rounds_held"] or given["mine"]["insider"]
    }

    assert told == INSIDE

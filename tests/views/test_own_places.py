"""A browser asks which of the sessions it holds text of still know it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sessions.commands import participants, sessions
from sessions.enums import Phase
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db


def asked(client: Client, *ids: str) -> list[dict[str, str]]:
    return client.post("/places/", {"sessions": " ".join(ids)}).json()["places"]


def place(session, person, state: str) -> list[dict[str, str]]:
    return [{"session": session.public_id, "person": person.public_id, "state": state}]


def test_a_place_in_a_session_that_runs_is_open(session, bram, browser):
    assert asked(browser(bram), session.public_id) == place(session, bram, "open")


def test_a_facilitator_has_a_place_by_signing_in(session, anna, browser):
    assert asked(browser(anna), session.public_id) == place(session, anna, "open")


def test_a_place_in_a_closed_session_is_over(session, bram, browser):
    in_phase(session, Phase.CLOSED)

    assert asked(browser(bram), session.public_id) == place(session, bram, "over")


def test_a_place_in_a_deleted_session_is_over(session, anna, bram, browser):
    client = browser(bram)
    sessions.delete_session(session_id=session.pk, by=anna, at=NOW)

    assert asked(client, session.public_id) == place(session, bram, "over")


def test_who_was_removed_is_told_so(session, anna, bram, browser):
    client = browser(bram)
    participants.remove(session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW)

    assert asked(client, session.public_id) == place(session, bram, "removed")


@pytest.mark.parametrize("state", ["there", "deleted"])
def test_a_stranger_cannot_tell_a_session_from_no_session(session, anna, otto, browser, state):
    client = browser(otto)
    if state == "deleted":
        sessions.delete_session(session_id=session.pk, by=anna, at=NOW)

    assert asked(client, session.public_id) == []


def test_a_session_that_nobody_asked_about_is_not_told(session, bram, browser):
    assert asked(browser(bram), "no-such-session") == []


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"sessions": ""},
        {"sessions": "ж"},
        {"sessions": "a/b"},
        {"sessions": " ".join(f"s{number}" for number in range(51))},
        {"sessions": "x" * 5000},
    ],
    ids=["nothing", "empty", "letters", "path", "too-many", "too-long"],
)
def test_what_is_no_list_of_sessions_is_refused(bram, browser, sent):
    assert browser(bram).post("/places/", sent).status_code == 400


def test_fifty_sessions_are_asked_about_without_fifty_questions(
    session, bram, browser, django_assert_max_num_queries
):
    client = browser(bram)

    with django_assert_max_num_queries(6):
        asked(client, session.public_id, *(f"s{number}" for number in range(49)))


def test_a_place_that_ended_long_after_the_close_is_over(session, bram, browser):
    client = browser(bram)
    in_phase(session, Phase.CLOSED)
    type(session).objects.update(closed_at=timezone.now() - timedelta(days=31))

    assert asked(client, session.public_id) == place(session, bram, "over")

"""News without a socket: all slices unless nothing changed, who is here, and being here oneself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sessions.commands import agenda, participants, screens
from sessions.live.snapshot import snapshot_for
from sessions.models import Participant
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(browser, session):
    """Ask for news as somebody who knows a revision."""

    def asking(person, after="", client=None):
        client = client or browser(person)
        return client.get(f"/sessions/{session.public_id}/news/", {"after": after})

    return asking


def seen(person, ago: int) -> None:
    at = timezone.now() - timedelta(seconds=ago)
    Participant.objects.filter(pk=person.pk).update(last_seen_at=at)


def test_who_knows_nothing_is_given_everything(ask, bram, session):
    session.refresh_from_db()
    assert ask(bram).json() == {
        "revision": session.revision,
        "snapshot": snapshot_for(bram),
        "here": [bram.public_id],
    }


def test_who_knows_this_revision_is_given_nothing(ask, anna, bram, session):
    agenda.show_question(session_id=session.pk, number=8, by=anna, at=NOW)
    session.refresh_from_db()
    assert ask(bram, session.revision).json()["snapshot"] is None
    assert ask(bram, session.revision - 1).json()["snapshot"]["revision"] == session.revision


@pytest.mark.parametrize("after", ["x", "-1", "9" * 5000, "\x00", "1.0"])
def test_what_is_no_revision_is_no_revision_known(ask, bram, after):
    answer = ask(bram, after)
    assert (answer.status_code, answer.json()["snapshot"] is None) == (200, False)


def test_who_asks_is_here_for_others(ask, anna, bram, carla):
    seen(carla, 60)
    ask(bram)
    assert set(ask(anna).json()["here"]) == {anna.public_id, bram.public_id}


def test_being_here_is_written_at_most_once_in_ten_seconds(ask, bram):
    for ago, written in ((3, False), (30, True), (-3600, True)):
        seen(bram, ago)
        bram.refresh_from_db()
        ask(bram)
        assert (Participant.objects.get(pk=bram.pk).last_seen_at != bram.last_seen_at) is written


def test_who_was_put_out_hears_why(ask, anna, bram, browser, session):
    page = browser(bram)
    participants.remove(session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW)
    answer = ask(bram, client=page)
    assert (answer.status_code, answer.json()["code"]) == (403, "removed")


def test_the_wall_hears_nobodys_name(anna, bram, session, client, ask):
    ask(bram)
    made = screens.make_screen_link(session_id=session.pk, by=anna, at=timezone.now())
    client.get(f"/projector/{made.token}/")
    answer = client.get(f"/sessions/{session.public_id}/news/?screen=1").json()
    assert (answer["here"], answer["snapshot"]["you"]["role"]) == ([], "projector")

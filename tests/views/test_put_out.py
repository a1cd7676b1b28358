"""What somebody who was put out of a session gets from its addresses."""

import pytest
from django.test import Client

from sessions.commands import participants
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def out(session, anna, bram, browser) -> Client:
    """Bram's browser, after Anna put him out."""
    client = browser(bram)
    participants.remove(session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW)
    return client


def test_the_page_says_so_calmly(session, out):
    response = out.get(f"/sessions/{session.public_id}/questions/8/", headers={"accept": "*/*"})

    shown = response.content.decode()
    said = ["Je bent uit de sessie gehaald." in shown, "Praat met de gespreksleider." in shown]
    assert (response.status_code, said) == (403, [True, True])


def test_the_page_tells_nothing_of_the_session(session, out):
    response = out.get(f"/sessions/{session.public_id}/questions/8/", headers={"accept": "*/*"})

    assert session.title not in response.content.decode()


def test_a_script_is_told_the_same(session, out):
    response = out.get(f"/sessions/{session.public_id}/snapshot/")

    words = "Je bent uit de sessie gehaald. Praat met de gespreksleider."
    assert response.json() == {"code": "removed", "message": words, "field": ""}


def test_a_stranger_is_told_that_there_is_nothing(session, out):
    response = Client().get(f"/sessions/{session.public_id}/questions/8/")

    assert response.status_code == 404

"""The page for the wall, the link that opens it, and what a screen's browser cannot reach."""

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from sessions.access import screens as cookies
from sessions.access.codes import new_join_code, new_token
from sessions.commands import screens
from sessions.enums import Phase
from sessions.models import Participant, ScreenLink
from tests.conftest import in_phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(session, anna):
    return screens.make_screen_link(session_id=session.pk, by=anna, at=timezone.now())


@pytest.fixture
def wall(made) -> Client:
    """The browser of the projector."""
    client = Client()
    client.get(f"/projector/{made.token}/")
    return client


def test_the_link_leads_to_a_page_without_the_secret(session, made):
    response = Client().get(f"/projector/{made.token}/")

    assert (response.status_code, response["Location"]) == (
        302,
        f"/sessions/{session.public_id}/projector/",
    )


@pytest.mark.parametrize("secure", [False, True])
def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(session, made, secure):
    with override_settings(SECURE=secure):
        response = Client().get(f"/projector/{made.token}/")
        morsel = response.cookies[cookies.cookie_name(session.public_id)]

    told = (morsel["httponly"], morsel["samesite"], morsel["path"], morsel["secure"])
    assert told == (True, "Lax", "/", secure or "")


def test_the_page_shows_the_session(wall, session):
    page = wall.get(f"/sessions/{session.public_id}/projector/")

    assert "Matchwijzer" in page.content.decode()


def test_links_that_open_nothing_are_answered_alike(session, anna, made):
    screens.revoke_screen_link(
        session_id=session.pk, link_id=made.link.public_id, by=anna, at=timezone.now()
    )
    old = screens.make_screen_link(session_id=session.pk, by=anna, at=timezone.now())
    ScreenLink.objects.filter(pk=old.link.pk).update(expires_at=timezone.now())

    answers = [Client().get(f"/projector/{t}/") for t in (made.token, old.token, new_token())]

    bodies = {re.sub(r'value="[^"]{40,}"', "", one.content.decode()) for one in answers}
    bodies = {re.sub(r"/projector/[^/]+/", "", body) for body in bodies}
    assert ([one.status_code for one in answers], len(bodies)) == ([404, 404, 404], 1)


def test_who_guesses_has_to_wait():
    client = Client()

    statuses = [client.get(f"/projector/{new_token()}/").status_code for _ in range(40)]

    assert (statuses[0], statuses[-1]) == (404, 429)


def test_a_link_that_is_right_opens_whatever_the_room_typed_wrong(made):
    statuses = [Client().get(f"/j/{new_join_code()}/").status_code for _ in range(31)]

    opened = Client().get(f"/projector/{made.token}/").status_code
    assert (statuses[-1], opened) == (429, 302)


def test_a_screen_that_was_put_out_is_told_so(wall, session, anna, made):
    screens.revoke_screen_link(
        session_id=session.pk, link_id=made.link.public_id, by=anna, at=timezone.now()
    )

    page = wall.get(f"/sessions/{session.public_id}/projector/")

    assert (page.status_code, "Dit scherm staat uit." in page.content.decode()) == (403, True)


def test_who_leads_stays_who_leads_in_the_same_browser(session, anna, made, browser):
    client = browser(anna)
    client.get(f"/projector/{made.token}/")
    snapshot = f"/sessions/{session.public_id}/snapshot/"

    roles = [
        client.get(address).json()["you"]["role"] for address in (snapshot, f"{snapshot}?screen=1")
    ]

    assert roles == ["facilitator", "projector"]


def test_a_participant_who_says_to_be_the_screen_is_not(session, bram, browser):
    response = browser(bram).get(f"/sessions/{session.public_id}/snapshot/?screen=1")

    assert response.status_code == 404


def test_opening_makes_a_link_and_goes_there(session, anna, browser):
    response = browser(anna).post(
        f"/sessions/{session.public_id}/projector/links/", headers={"accept": "text/html"}
    )

    assert re.fullmatch(r"/projector/[\w-]{43}/", response["Location"])


def test_opening_again_in_the_same_browser_makes_no_second_link(session, anna, browser, made):
    client = browser(anna)
    client.get(f"/projector/{made.token}/")

    response = client.post(
        f"/sessions/{session.public_id}/projector/links/", headers={"accept": "text/html"}
    )

    assert (response["Location"], ScreenLink.objects.count()) == (
        f"/sessions/{session.public_id}/projector/",
        1,
    )


def test_the_list_tells_no_secret(session, anna, browser, made):
    shown = browser(anna).get(f"/sessions/{session.public_id}/projector/links/").json()["links"]

    link = ScreenLink.objects.get()
    assert shown == [
        {
            "id": link.public_id,
            "made_at": link.created_at.isoformat(),
            "until": timezone.localdate(link.expires_at).isoformat(),
            "open": False,
        }
    ]


def test_the_list_tells_which_screen_is_open(session, anna, browser, made):
    Participant.objects.filter(pk=made.link.screen_id).update(last_seen_at=timezone.now())

    [link] = browser(anna).get(f"/sessions/{session.public_id}/projector/links/").json()["links"]

    assert link["open"] is True


@pytest.mark.parametrize("view", ["", "closed", "QUESTION", "\0", "a" * 5000])
def test_a_view_that_is_none_is_refused(session, anna, browser, view):
    response = browser(anna).post(f"/sessions/{session.public_id}/projector/view/", {"view": view})

    assert response.status_code == 400


@pytest.mark.parametrize("phase", list(Phase))
def test_the_page_is_there_in_every_phase(wall, session, phase):
    in_phase(session, phase)

    assert wall.get(reverse("projector", args=[session.public_id])).status_code == 200

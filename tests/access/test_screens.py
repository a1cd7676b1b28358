"""Who a browser is when it says that it is the screen."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from sessions.access import identity
from sessions.access import screens as cookies
from sessions.commands import screens
from sessions.models import ScreenLink
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def screen(session, anna):
    return screens.make_screen_link(session_id=session.pk, by=anna, at=NOW).link.screen


def held_by(screen) -> dict[str, str]:
    return {cookies.cookie_name(screen.session.public_id): cookies.cookie_value(screen)}


def test_the_cookie_makes_a_browser_the_screen(session, screen):
    assert cookies.screen_behind(session=session, cookies=held_by(screen)) == screen


def test_it_is_no_participants_cookie(session, screen):
    stolen = {identity.cookie_name(session): cookies.cookie_value(screen)}

    assert identity.participant_behind(session=session, account=None, cookies=stolen) is None


def test_a_participants_cookie_made_for_a_screen_gives_no_place(session, screen):
    forged = {identity.cookie_name(session): identity.cookie_value(screen)}

    assert identity.participant_behind(session=session, account=None, cookies=forged) is None


def test_a_participants_cookie_is_no_screens(session, bram):
    moved = {cookies.cookie_name(session.public_id): identity.cookie_value(bram)}

    assert cookies.screen_behind(session=session, cookies=moved) is None


def test_a_screen_cookie_for_a_person_gives_nothing(session, bram):
    assert cookies.screen_behind(session=session, cookies=held_by(bram)) is None


def test_it_counts_in_its_own_session_only(other_session, screen):
    value = cookies.cookie_value(screen)
    moved = {cookies.cookie_name(other_session.public_id): value}

    assert cookies.screen_behind(session=other_session, cookies=moved) is None


def test_it_ends_with_the_link(session, anna, screen):
    link = ScreenLink.objects.get()
    screens.revoke_screen_link(session_id=session.pk, link_id=link.public_id, by=anna, at=NOW)

    assert cookies.screen_behind(session=session, cookies=held_by(screen)) is None


def test_it_ends_with_the_term_of_the_link(session, screen):
    ScreenLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert cookies.screen_behind(session=session, cookies=held_by(screen)) is None


def test_of_another_session_it_tells_nothing(other_session, screen):
    moved = {cookies.cookie_name(other_session.public_id): cookies.cookie_value(screen)}

    assert identity.screen_trace_behind(session_id=other_session.public_id, cookies=moved) is None


@override_settings(SECURE=True)
def test_over_https_the_cookie_is_bound_to_the_host():
    assert cookies.cookie_name("abc") == "__Host-air-screen-abc"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (b"screen=1", True),
        ("screen=1", True),
        (b"", False),
        (b"screen=0", False),
        (b"screen=1&screen=1", False),
        (b"\xff=1", False),
    ],
)
def test_a_page_says_that_it_is_the_screen(query, expected):
    assert cookies.says_screen(query) is expected

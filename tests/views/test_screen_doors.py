"""Every address of a session, knocked on by the projector."""

import pytest
from django.test import Client
from django.utils import timezone

from sessions.commands import screens
from tests.views.test_every_door import ROWS, patterns, world

pytestmark = pytest.mark.django_db
__all__ = ["world"]

INSIDE = [row[:2] for row in ROWS if "session_id" in str(patterns()[row[0]].pattern)]


@pytest.fixture
def wall(world) -> Client:
    """The browser of the projector."""
    anna = world.people["anna"]
    made = screens.make_screen_link(session_id=world.session.pk, by=anna, at=timezone.now())
    client = Client()
    client.get(f"/projector/{made.token}/")
    return client


@pytest.mark.parametrize(("name", "method"), INSIDE)
def test_a_screen_reaches_its_page_and_what_stands_on_it_only(name, method, world, wall):
    address = world.address(name)

    statuses = [
        wall.generic(method, address + query, headers={"accept": "application/json"}).status_code
        for query in ("", "?screen=1")
    ]

    reached = {
        ("projector", "GET"): [200, 200],
        ("snapshot", "GET"): [404, 200],
        ("news", "GET"): [404, 200],
        ("text", "GET"): [404, 200],
        # Nothing is kept of what a screen sends; here it is not even bytes.
        ("text", "POST"): [404, 415],
    }
    assert statuses == reached.get((name, method), [404, 404])

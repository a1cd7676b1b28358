"""The page with the system card."""

import pytest
from django.urls import reverse

from sessions.models import SystemCard

pytestmark = pytest.mark.django_db

ADVICE = "Dit mag waarschijnlijk niet. Vraag eerst juridisch advies."


@pytest.fixture
def page(session, anna, browser):
    """Anna's browser and the address of the card."""
    client = browser(anna)
    client.defaults["HTTP_ACCEPT"] = "text/html"
    return client, reverse("system_card", args=[session.public_id])


def test_what_is_filled_in_stands_there_again(page):
    client, address = page

    client.post(address, {"version": "3.1", "who_decides": "Twee\r\nrecruiters", "emotions": "no"})

    form = client.get(address).context["form"]
    values = (form["version"].value(), form["who_decides"].value(), form["emotions"].value())
    assert values == ("3.1", "Twee\nrecruiters", "no")


@pytest.mark.parametrize(("answer", "raised"), [("yes", True), ("no", False), ("unknown", False)])
def test_yes_raises_the_advice(page, answer, raised):
    client, address = page
    client.post(address, {"biometrics": answer})

    response = client.get(address)

    assert (
        ADVICE in response.content.decode(),
        'class="flags raised"' in response.content.decode(),
    ) == (
        True,
        raised,
    )


def test_a_field_that_is_too_long_loses_nothing(page):
    client, address = page

    response = client.post(address, {"version": "3.1", "who_decides": "x" * 1001})

    kept = response.context["form"]["version"].value()
    assert (response.status_code, kept, SystemCard.objects.count()) == (400, "3.1", 0)


def test_the_card_is_reached_from_the_settings(page, session):
    client, address = page

    settings = client.get(reverse("session_settings", args=[session.public_id]))

    assert f'href="{address}"' in settings.content.decode()

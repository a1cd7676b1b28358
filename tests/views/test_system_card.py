"""The page with the system card."""

import pytest
from django.urls import reverse

from sessions.commands.system_card import CardFacts, fill_system_card
from sessions.enums import Phase, RedFlag
from sessions.models import HomeworkItem, SystemCard
from tests.conftest import NOW

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


def read(session, who, browser) -> str:
    """Return the card as this person gets it."""
    address = reverse("system_card", args=[session.public_id])
    return browser(who).get(address, headers={"accept": "text/html"}).content.decode()


def fill(session, anna, **facts):
    fill_system_card(session_id=session.pk, facts=CardFacts(**facts), by=anna, at=NOW)


@pytest.mark.parametrize("who", ["bram", "victor"])
def test_everybody_reads_the_card(session, anna, browser, request, who):
    fill(session, anna, what_it_does="Sorteert brieven <b>snel</b>")

    page = read(session, request.getfixturevalue(who), browser)

    written = "Sorteert brieven &lt;b&gt;snel&lt;/b&gt;"
    assert (written in page, "<form class" in page) == (True, False)


def in_closed_round(session) -> None:
    session.phase, session.closed_round = Phase.RUNNING, session.current_question
    session.save(update_fields=["phase", "closed_round"])


def test_in_a_closed_round_who_leads_reads_the_card(session, anna, browser):
    fill(session, anna, what_it_does="Sorteert brieven")
    in_closed_round(session)

    page = read(session, anna, browser)

    assert ("Sorteert brieven" in page, "<form class" in page) == (True, False)


def test_in_a_closed_round_nobody_fills_in_the_card(page, session):
    client, address = page
    in_closed_round(session)

    response = client.post(address, {"version": "3.1"})

    assert (response.status_code, SystemCard.objects.count()) == (403, 0)


def test_who_reads_is_warned_of_a_red_flag(session, anna, bram, browser):
    fill(session, anna, emotions=RedFlag.YES)

    assert ADVICE in read(session, bram, browser)


@pytest.mark.parametrize("flag", [None, RedFlag.NO, RedFlag.UNKNOWN])
def test_without_a_red_flag_there_is_no_warning(session, anna, bram, browser, flag):
    fill(session, anna, emotions=flag, biometrics=flag)

    assert ADVICE not in read(session, bram, browser)


def test_an_empty_card_says_so(session, bram, browser):
    page = read(session, bram, browser)

    assert (page.count("Nog niet ingevuld"), page.count("Nog niets ingevuld.")) == (2, 1)


@pytest.mark.parametrize(
    ("role", "fields", "seen"),
    [
        ("participant", {}, True),
        ("participant", {"judged": "adopted"}, True),
        ("participant", {"judged": "rejected"}, False),
        ("scribe", {"judged": "rejected"}, True),
        ("observer", {}, True),
        ("observer", {"confidential": True}, False),
        ("participant", {"confidential": True}, True),
    ],
)
def test_what_the_vendor_prepared_for_the_card(session, bram, browser, role, fields, seen):
    HomeworkItem.objects.create(
        session=session, number=11, brought="whole", text="Aanbieder.", changed_at=NOW, **fields
    )
    bram.role, bram.insider = role, role == "scribe"
    bram.save()

    assert ("Aanbieder." in read(session, bram, browser)) is seen

"""Seven people go through a question step by step, and through a closed round."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import LAPTOP
from tests.journeys.group import Group, account_of_colleague, puts_in, sees, votes
from tests.journeys.people import Facilitator, Guest
from tests.journeys.pictures import take
from tests.journeys.test_accessible import complaints
from tests.running_server import RunningServer

# Who leads, who has a phone, and the vendor: the others see what one of them sees.
PICTURED = ("Noor", "Sam", "Daan")
# Words that nobody uses by accident.
ALONE = "Kandidaten haken af bij de spraaktest."
OPEN = "Laurier: dit weten wij samen."
CLOSED = "Kruidnagel: wij vertrouwen deze cijfers niet."
CLOSED_ACTION = "Kruidnagel uitzoeken bij een ander"


@pytest.fixture(scope="session")
def colleague(server: RunningServer, chromium: Browser, account: dict[str, str]) -> dict[str, str]:
    """Karim's account in Noor's organisation."""
    return account_of_colleague(server, chromium, account, "Karim")


@pytest.fixture
def group(
    noor: Facilitator,
    colleague: dict[str, str],
    guest: Callable[..., Guest],
    open_page: Callable[..., Page],
    server: RunningServer,
) -> Group:
    """The seven of them at question 1, at reading."""
    karim = Facilitator(open_page(LAPTOP), server.url, **colleague).sign_in()
    together = Group(noor, karim, guest, open_page, server)
    take(noor.page, "lobby")
    together.start()
    return together


def test_everybody_is_heard_step_by_step(group: Group):
    noor, karim, sam, ellen = group.noor, group.karim, group.sam, group.ellen
    found = {}

    def look(step: str) -> None:
        for name, page in group.pages.items():
            found[f"{step}, {name}"] = complaints(page)
            if name in PICTURED:
                take(page, f"{step}-{name.lower()}")

    # Lezen: somebody does not understand, and nobody hears who.
    sam.page.get_by_role("button", name="Ik snap de vraag niet").click()
    sees(noor.page, "1 persoon snapt de vraag niet")
    look("1-lezen")
    karim.page.get_by_role("button", name="Uitgelegd").click()
    expect(noor.page.get_by_text("snapt de vraag niet")).to_have_count(0)

    # Schrijven: counts by role, no words, until both facilitators show it.
    group.go_on("Begin schrijven", "Schrijven")
    puts_in(sam, ALONE)
    puts_in(ellen, "Wij kunnen het systeem zelf stopzetten.")
    sam.page.get_by_role("button", name="Ik ben klaar").click()
    sees(noor.page, "1 van 4 klaar")
    expect(noor.page.get_by_text(re.compile(r"Inbreng: .*Ondernemingsraad\s1"))).to_be_visible()
    for other in ("Noor", "Karim", "Fatima", "Ellen", "Olga", "Daan", "Phone"):
        expect(group.pages[other].get_by_text(ALONE)).to_have_count(0)
    assert not group.wires["Daan"].has(ALONE)
    look("2-schrijven")

    # Bespreken: everybody sees everything at once.
    group.go_on("Toon inbreng", "Bespreken")
    for page in group.pages.values():
        sees(page, ALONE)
    ellen.page.get_by_role("button", name="Herken ik").first.click()
    sees(noor.page, "1 herkent dit")
    look("3-bespreken")

    # Samen opschrijven: an input is taken over with one click, and keeps its source.
    card = karim.page.get_by_role("listitem").filter(has_text=ALONE)
    card.get_by_role("button", name="Neem over").click()
    sees(karim.page, "Overgenomen in het antwoord")
    group.go_on("Begin samen schrijven", "Samen opschrijven")
    for person in (noor, karim, sam, ellen, group.fatima):
        person.sees_in_answer(ALONE)
    look("4-samen-opschrijven")

    # Afronden: who objects is heard, and stays heard.
    group.go_on("Begin afronden", "Afronden")
    votes(ellen.page, "Ja")
    votes(sam.page, "Nee, ik heb bezwaar", "Jouw bezwaar", "Eerst een lijst van partijen.")
    sees(noor.page, "2 van 3")
    look("5-afronden")
    noor.page.get_by_role("button", name="Rond vraag af").click()
    form = noor.page.get_by_role("region", name="Rond vraag af")
    form.get_by_text("Hoog", exact=True).click()
    noor.page.locator("footer").get_by_role("button", name="Rond vraag af").click()
    sees(noor.page, "Nog 3 dingen nodig")
    sees(noor.page, "wordt ander standpunt")
    found["what is missing"] = complaints(noor.page)
    take(noor.page, "5-afronden-formulier")
    form.get_by_text("Beantwoord", exact=True).click()
    form.get_by_label("Waarom dit risico?").fill("Zonder uitleg kan niemand bezwaar maken.")
    form.get_by_label(re.compile("Wie neemt dit risico")).fill("De directie, tot juni.")
    noor.page.locator("footer").get_by_role("button", name="Rond vraag af").click()
    for page in group.pages.values():
        sees(page, "Eerst een lijst van partijen.")
    look("6-afgerond")

    assert found == {name: [] for name in found}


def test_two_facilitators_never_step_twice(group: Group):
    noor, karim = group.noor.page, group.karim.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    karim.route("**/questions/1/step/", hold)
    with karim.expect_request("**/questions/1/step/"):
        karim.get_by_role("button", name="Begin schrijven").click()

    group.go_on("Begin schrijven", "Schrijven")
    held.pop().continue_()

    sees(karim, "Noor ging net naar")
    expect(noor.locator(".steps [aria-current=step]")).to_have_text("Schrijven")
    take(karim, "2-schrijven-karim-te-laat")
    assert complaints(karim) == []


def test_a_closed_round_stays_closed(group: Group):
    noor, sam, ellen = group.noor, group.sam, group.ellen
    found = {}
    outside = {name: group.pages[name] for name in ("Daan", "Phone", "Olga")}

    # Any order of steps; the open text reaches everybody.
    noor.page.get_by_role("button", name="Samen opschrijven").click()
    group.is_at("Samen opschrijven")
    noor.types(OPEN)
    for page in outside.values():
        sees(page, OPEN)

    noor.page.get_by_role("button", name="Besloten ronde").click()
    dialog = noor.page.get_by_role("dialog")
    expect(dialog.get_by_label(re.compile("Sam"))).to_be_checked()
    found["asked"] = complaints(noor.page)
    take(noor.page, "7-besloten-vraag")
    dialog.get_by_label(re.compile("Ellen")).uncheck()
    dialog.get_by_role("button", name="Begin besloten ronde").click()
    sees(noor.page, "de leverancier leest niet mee")

    # Outsiders are told so kindly; the room writes on.
    sees(outside["Daan"], "De groep praat even zonder leverancier.")
    sees(outside["Phone"], "De groep praat even zonder leverancier.")
    sees(outside["Olga"], "De groep praat even onderling.")
    text = sam.page.get_by_role("textbox", name="Besloten tekst bij vraag 1")
    text.click()
    sam.page.keyboard.type(CLOSED)
    closed = noor.page.get_by_role("textbox", name="Besloten tekst bij vraag 1")
    expect(closed).to_contain_text(CLOSED)
    noor.page.get_by_label("Voeg actie toe").click()
    noor.page.get_by_label("Wat moet er gebeuren?").fill(CLOSED_ACTION)
    noor.page.get_by_role("dialog").get_by_role("button", name="Voeg actie toe").click()
    sees(noor.page, CLOSED_ACTION)

    # Who waits is let in with one click, and reads.
    take(noor.page, "7-besloten-noor")
    found["who leads"] = complaints(noor.page)
    noor.page.get_by_role("button", name="Laat binnen").click()
    theirs = ellen.page.get_by_role("textbox", name="Besloten tekst bij vraag 1")
    expect(theirs).to_contain_text(CLOSED)
    for name in ("Sam", "Ellen", "Daan", "Phone", "Olga"):
        found[name] = complaints(group.pages[name])
        if name in PICTURED:
            take(group.pages[name], f"7-besloten-{name.lower()}")

    # A page opened anew, or another page, tells outsiders no more.
    group.asks_again()
    noor.page.get_by_role("button", name="Beëindig besloten ronde").click()
    for page in outside.values():
        expect(page.get_by_text("De groep praat even")).to_have_count(0)
    group.asks_again()
    sees(noor.page, "Tekst van de besloten ronde")

    assert found == {name: [] for name in found}
    told = {
        name: (wire.has("Laurier"), wire.has("Kruidnagel")) for name, wire in group.wires.items()
    }
    assert told == dict.fromkeys(outside, (True, False))

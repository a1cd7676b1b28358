"""From the door to the file in HR's hands, over two processes with PostgreSQL and Redis.

Noor leads, Sam and Fatima have phones, Daan comes from the vendor, a projector hangs on the wall;
Petra of HR was not there. Nothing is sticky: every request and every socket goes to the next
process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import CALM, LAPTOP
from tests.journeys.people import Facilitator, Guest, make_first_account
from tests.journeys.test_projector import link_for
from tests.journeys.test_workshop import letters, round_off, words_of
from tests.two_servers import Servers, grown

SLOW = 60_000
WALL = {"width": 1920, "height": 1080}
TYPED = [
    "Eerlijk is voor ons: dezelfde vragen voor iedereen.",
    "Wij leggen uit waarom iemand afvalt.",
    "De score staat in de handleiding.",
]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Two processes over one PostgreSQL and one Redis."""
    with grown(tmp_path_factory.mktemp("grown")) as running:
        yield running


@pytest.fixture(scope="module")
def known(servers: Servers, chromium: Browser) -> dict[str, str]:
    """Noor's account, made through the link of the first run."""
    context = chromium.new_context(viewport=LAPTOP, **CALM)
    made = make_first_account(context.new_page(), servers.manage("first_run").split()[-1])
    context.close()
    return made


def invites_a_reader(noor: Facilitator, *, note: str) -> str:
    """Make the link that lets somebody of HR read reports."""
    noor.page.goto(f"{noor.url}/organisation/")
    noor.page.get_by_label("Voor wie").fill(note)
    noor.page.get_by_role("radio", name="Lezer (HR)").check(force=True)
    noor.page.get_by_role("button", name="Maak link").click()
    return noor.page.locator("#made-link").input_value()


def becomes_a_reader(page: Page, link: str) -> None:
    """Accept the invitation, and come to the reports."""
    page.goto(link)
    page.get_by_label("Jouw naam").fill("Petra")
    page.get_by_label("E-mailadres").fill("petra@vlietdam.example")
    for field in page.locator("input[type=password]").all():
        field.fill("vijf woorden zijn ook goed")
    page.get_by_role("button", name="Maak account").click()
    expect(page.get_by_role("heading", name="Rapporten", level=1)).to_be_visible()


def finds_no_good_answer(page: Page) -> None:
    """Round off with the outcome that needs to say why, and what risk stays."""
    page.get_by_role("button", name="Rond vraag af").click()
    form = page.get_by_role("region", name="Rond vraag af")
    form.get_by_text("Geen goed antwoord", exact=True).click()
    form.get_by_label("Waarom?", exact=True).fill("Wij weten het nog niet.")
    form.get_by_text("Laag", exact=True).click()
    form.get_by_label("Waarom dit risico?").fill("Wij gebruiken het nog niet.")
    page.locator("footer").get_by_role("button", name="Rond vraag af").click()


def closes(noor: Facilitator) -> None:
    """Close the session from its menu."""
    noor.page.locator("details[data-menu] > summary").click()
    noor.page.get_by_role("button", name="Sluit sessie").click()
    noor.page.get_by_role("dialog").get_by_role("button", name="Sluit sessie").click()


def downloads(page: Page, name: str, file: Path) -> Path:
    """Download through the link with this name into this file."""
    with page.expect_download(timeout=SLOW) as download:
        page.get_by_role("link", name=name).first.click()
    download.value.save_as(file)
    return file


def test_from_the_door_to_the_file_in_hrs_hands(
    servers: Servers, known: dict[str, str], open_page: Callable[..., Page], tmp_path: Path
):
    noor = Facilitator(open_page(LAPTOP), servers.url, **known).sign_in()
    invitation = invites_a_reader(noor, note="Petra van HR")
    code = noor.makes_session("Matchwijzer")
    wall = open_page(WALL)
    wall.goto(link_for(noor))
    phone = {"width": 360, "height": 740}
    sam = Guest(open_page(phone), servers.url, "Sam", "Ondernemingsraad").joins_by_code(code)
    fatima = Guest(open_page(phone), servers.url, "Fatima", "Privacy (FG)").joins_by_link(code)
    daan = Guest(open_page(LAPTOP), servers.url, "Daan", "Leverancier").joins_by_link(code)
    expect(wall.get_by_text("4 mensen zijn er")).to_be_visible()

    # Whoever writes, and whichever process hears it: everybody reads it, the wall too.
    noor.starts()
    for guest in (sam, fatima, daan):
        guest.sees_question(1)
    for guest, words in zip((sam, fatima, daan), TYPED, strict=True):
        guest.types(words)
        for reader in (noor, sam, fatima, daan):
            reader.sees_in_answer(words)
        expect(wall.locator(".bm-answer")).to_contain_text(words)

    round_off(noor.page, "Beantwoord")
    for guest in (sam, fatima, daan):
        expect(guest.page.get_by_text("Beantwoord").first).to_be_visible()
    noor.page.get_by_role("button", name="Ga naar vraag 2").click()
    for guest in (sam, fatima, daan):
        guest.sees_question(2)
    expect(wall.get_by_text("Vraag 2 van 20")).to_be_visible()
    finds_no_good_answer(noor.page)
    expect(daan.page.get_by_text("Geen goed antwoord").first).to_be_visible()

    # Close, and make it final.
    closes(noor)
    for person in (noor, sam, fatima, daan):
        person.page.wait_for_url("**/ending/")
    noor.page.goto(f"{noor.session_address()}report/")
    noor.page.get_by_role("link", name="Maak rapport definitief").click()
    noor.page.get_by_role("button", name="Maak versie 1 definitief").click()
    expect(noor.page.get_by_text("Versie 1", exact=True).first).to_be_visible()

    # Petra was not there. She comes in by her link, and holds the report.
    petra = open_page(LAPTOP)
    becomes_a_reader(petra, invitation)
    file = downloads(petra, "Download rapport: Deelbaar", tmp_path / "hers.pdf")
    squeezed = letters(words_of(file.read_bytes()))
    assert [words for words in TYPED if letters(words) not in squeezed] == []
    assert "versie 1" in servers.manage("verify_report", str(file)).lower()

    # She shares it with somebody without an account, and takes that back.
    petra.get_by_role("link", name="Matchwijzer").first.click()
    petra.get_by_label("Voor wie").fill("De directie")
    petra.get_by_role("button", name="Maak link").click()
    link = petra.locator("#made-link").input_value()
    director = open_page(LAPTOP)
    director.goto(link)
    same = downloads(director, "Download rapport", tmp_path / "shared.pdf")
    assert same.read_bytes() == file.read_bytes()

    petra.get_by_role("button", name="Trek in").first.click()
    expect(petra.get_by_text("De link werkt niet meer.")).to_be_visible()
    gone = director.goto(link)
    assert gone
    assert gone.status == 404
    expect(director.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()

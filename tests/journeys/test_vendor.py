"""The vendor: prepares by a personal link, states facts of its own, and is judged by the group."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.people import Facilitator, Guest
from tests.journeys.test_accessible import complaints

WIDTHS = [320, 360, 1280, 1920]


def look_at(page: Page, name: str) -> list[str]:
    """Return what is wrong with this page at every width, light and dark; keep what it looks like.

    `PICTURES` names a folder for the pictures.
    """
    wrong, size = [], page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for look in ("light", "dark"):
            # Colours that fade from one look to the other have no contrast to measure.
            page.emulate_media(color_scheme=look, reduced_motion="reduce")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wrong.append(f"{name} is wider than {width}")
            wrong += [f"{name} {width} {look} {one}" for one in complaints(page)]
            if "PICTURES" in os.environ:
                path = Path(os.environ["PICTURES"]) / f"{name}-{width}-{look}.png"
                page.screenshot(path=path, full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(size or LAPTOP)
    return wrong


def asks(noor: Facilitator, name: str) -> str:
    """Make a personal link and return it."""
    noor.page.goto(f"{noor.session_address()}homework/")
    noor.page.get_by_label("Voor wie").fill(name)
    noor.page.get_by_role("button", name="Maak link").click()
    return noor.page.locator("#made-link").input_value()


def item(page: Page, number: int) -> Locator:
    """Return one thing to bring, unfolded where it was folded."""
    found = page.locator(f"#item-{number}")
    fold = found.locator(".homework-fold:not([open]) > summary")
    if fold.count():
        fold.click()
    return found


def kept(page: Page, number: int) -> None:
    """Wait until an item says that it is kept."""
    state = item(page, number).locator("[data-homework-state]")
    expect(state).to_have_text(re.compile(r"^Bewaard om"))


@pytest.fixture
def asked(noor: Facilitator) -> str:
    noor.has_session("Videomeester")
    return asks(noor, "Vera van Werkwijs")


def test_it_looks_right_and_is_accessible(noor: Facilitator, asked: str, open_page):
    wrong = look_at(noor.page, "asked")
    vera = open_page(PHONE)
    vera.goto(asked)
    item(vera, 4).get_by_text("Dit brengen we").click()
    item(vera, 4).get_by_label("Toelichting").fill("Opslag in Dublin. " * 12)
    item(vera, 4).get_by_text("Welk document laat dit zien?").click()
    item(vera, 4).get_by_label("Webadres van het document").fill("https://werkwijs.example/4")
    kept(vera, 4)
    wrong += look_at(vera, "answer")
    noor.page.goto(f"{noor.session_address()}homework/")
    wrong += look_at(noor.page, "brought")
    vera.goto(f"{noor.url}/homework/over/")
    wrong += look_at(vera, "over")

    assert wrong == []


def test_a_vendor_prepares_without_an_account(noor: Facilitator, asked: str, open_page):
    vera = open_page(PHONE)
    vera.goto(asked)
    item(vera, 1).get_by_text("Deels").click()
    kept(vera, 1)
    item(vera, 4).get_by_text("Niet beschikbaar").click()
    kept(vera, 4)
    expect(vera.locator("[data-homework-count]")).to_have_text("2 van 12")

    noor.page.goto(f"{noor.session_address()}homework/")

    expect(item(noor.page, 1)).to_contain_text("Deels")
    expect(item(noor.page, 4)).to_contain_text("Niet beschikbaar")


def test_what_was_typed_without_a_line_survives_a_reload(asked: str, open_page):
    vera = open_page(PHONE)
    vera.goto(asked)
    vera.context.set_offline(True)
    item(vera, 4).get_by_label("Toelichting").fill("Opslag in Dublin.")
    state = item(vera, 4).locator("[data-homework-state]")
    expect(state).to_contain_text("Je tekst staat op dit apparaat")
    vera.context.set_offline(False)
    vera.on("dialog", lambda dialog: dialog.accept())
    vera.reload()

    kept(vera, 4)
    expect(item(vera, 4).get_by_label("Toelichting")).to_have_value("Opslag in Dublin.")


def test_two_people_on_one_link_lose_nothing(asked: str, open_page):
    vera, wim = open_page(PHONE), open_page(LAPTOP)
    for page in (vera, wim):
        page.goto(asked)
    item(vera, 4).get_by_label("Toelichting").fill("Opslag in Dublin.")
    kept(vera, 4)
    item(wim, 4).get_by_label("Toelichting").fill("Twee onderaannemers.")
    expect(item(wim, 4)).to_contain_text("Dit schreef iemand anders")
    expect(item(wim, 4)).to_contain_text("Opslag in Dublin.")
    item(wim, 4).get_by_role("button", name="Zet beide onder elkaar").click()
    kept(wim, 4)

    vera.reload()
    expect(item(vera, 4).get_by_label("Toelichting")).to_have_value(
        "Opslag in Dublin.\n\nTwee onderaannemers."
    )


def test_what_is_wrong_is_said_at_the_item(asked: str, open_page):
    vera = open_page(PHONE)
    vera.goto(asked)
    item(vera, 4).get_by_text("Welk document laat dit zien?").click()
    item(vera, 4).get_by_label("Webadres van het document").fill("http://werkwijs.example/")
    item(vera, 4).get_by_label("Toelichting").focus()

    expect(item(vera, 4)).to_contain_text("https://")
    expect(item(vera, 4).locator("[aria-invalid]")).to_have_count(1)


def states(victor: Guest, text: str, proof: str) -> None:
    """Fill in a statement and keep it."""
    form = victor.page.locator(".statement-form")
    form.get_by_label("Wat verklaar je?").fill(text)
    form.get_by_text(proof, exact=False).first.click()
    form.get_by_role("button", name="Bewaar verklaring").click()


@pytest.fixture
def running(noor: Facilitator, guest: Callable[..., Guest]) -> tuple[Facilitator, Guest, Guest]:
    code = noor.has_session("Videomeester")
    victor = guest("Victor", "Leverancier").joins_by_link(code)
    sam = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    for person in (victor, sam):
        person.sees_question(1)
    return noor, victor, sam


def test_a_vendor_states_changes_and_takes_back(running):
    _noor, victor, sam = running
    states(victor, "Opslag in Dublin.", "Toegezegd")
    own = victor.page.locator(".statements .verkl")
    expect(own).to_contain_text("Opslag in Dublin.")
    expect(sam.page.get_by_text("Opslag in Dublin.")).to_be_visible()

    own.get_by_role("button", name="Wijzig").click()
    dialog = victor.page.get_by_role("dialog")
    dialog.get_by_label("Wat verklaar je?").fill("Opslag in Frankfurt.")
    dialog.get_by_role("button", name="Bewaar verklaring").click()
    expect(sam.page.get_by_text("Opslag in Frankfurt.")).to_be_visible()

    own.get_by_role("button", name="Neem terug").click()
    victor.page.get_by_role("dialog").get_by_role("button", name="Trek verklaring in").click()
    expect(sam.page.get_by_text("Opslag in Frankfurt.")).to_have_count(0)


def test_a_half_written_statement_survives_a_reload(running):
    _noor, victor, _sam = running
    form = victor.page.locator(".statement-form")
    form.get_by_label("Wat verklaar je?").fill("Half geschreven")
    form.get_by_text("Aangetoond").first.click()

    victor.page.reload()

    form = victor.page.locator(".statement-form")
    expect(form.get_by_label("Wat verklaar je?")).to_have_value("Half geschreven")
    expect(form.get_by_role("radio", name=re.compile("Aangetoond"))).to_be_checked()


def test_a_statement_without_words_is_refused_in_place(running):
    _noor, victor, _sam = running
    victor.page.get_by_role("button", name="Bewaar verklaring").click()

    form = victor.page.locator(".statement-form")
    expect(form.get_by_role("alert")).to_contain_text("Schrijf eerst iets")


def test_the_place_of_the_vendor_looks_right(running):
    _noor, victor, _sam = running
    wrong = look_at(victor.page, "statement-form")
    states(victor, "Opslag in Dublin.", "Toegezegd")
    expect(victor.page.locator(".statements .verkl")).to_be_visible()
    wrong += look_at(victor.page, "statement-kept")
    victor.page.goto(f"{victor.session_address()}system/")
    wrong += look_at(victor.page, "card")

    assert wrong == []


def test_the_group_adopts_what_was_prepared(noor: Facilitator, guest, open_page):
    code = noor.has_session("Videomeester")
    address = noor.session_address()
    vera = open_page(PHONE)
    vera.goto(asks(noor, "Vera"))
    item(vera, 9).get_by_text("Dit brengen we").click()
    item(vera, 9).get_by_label("Toelichting").fill("Een scherm met drie redenen.")
    kept(vera, 9)
    noor.page.goto(f"{address}lobby/")
    sam = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    noor.page.goto(f"{address}questions/3/")
    sam.page.goto(f"{address}questions/3/")
    prepared = sam.page.locator("[data-homework-card]")
    expect(prepared).to_contain_text("Een scherm met drie redenen.")

    card = noor.page.locator("[data-homework-card]")
    card.get_by_role("button", name="Neem over").click()
    dialog = noor.page.get_by_role("dialog")
    dialog.get_by_text("Aangetoond").first.click()
    dialog.get_by_role("button", name="Neem over").click()

    statement = sam.page.locator(".verkl[data-card]")
    expect(statement).to_contain_text("Een scherm met drie redenen.")
    expect(statement).to_contain_text("Voorbereid door leverancier")
    expect(prepared).to_have_count(0)

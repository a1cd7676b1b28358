"""Unsent text on a device: whose it is, and what becomes of it when it can no longer be sent."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import LONG, Facilitator, Guest
from tests.running_server import RunningServer

KEPT = """() => new Promise((resolve, reject) => {
  const opened = indexedDB.open("air-texts", 1);
  opened.onerror = reject;
  opened.onupgradeneeded = () => opened.result.createObjectStore("kept", {keyPath: "key"});
  opened.onsuccess = () => {
    const asked = opened.result.transaction("kept").objectStore("kept").getAll();
    asked.onsuccess = () => {
      opened.result.close();
      resolve(asked.result.map(each => each.text));
    };
  };
})"""
ON_DEVICE = "Nog niet bewaard bij de sessie. Je tekst staat op dit apparaat."


def keeps(page: Page, *words: str) -> None:
    """Wait until this browser keeps one text with each of these words, and no other."""
    deadline = time.monotonic() + LONG / 1000
    while not _holds(kept := page.evaluate(KEPT), words):
        assert time.monotonic() < deadline, kept
        page.wait_for_timeout(50)


def _holds(kept: list[str], words: tuple[str, ...]) -> bool:
    pairs = zip(kept, words, strict=False)
    return len(kept) == len(words) and all(word in text for text, word in pairs)


@pytest.fixture
def code(noor: Facilitator) -> str:
    """The code of a session that is ready."""
    return noor.has_session("Apparaat")


@pytest.fixture
def sam(noor: Facilitator, guest, code: str) -> Guest:
    """Sam, in the session that Noor started, with something saved."""
    joined = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    joined.sees_question(1)
    joined.types("Bewaard.")
    joined.sees_saved()
    return joined


def types_in_vain(sam: Guest, server: RunningServer) -> None:
    """Have Sam type while the server is away, and leave the page."""
    server.kill()
    sam.types("Van Sam.")
    expect(sam.page.get_by_text(ON_DEVICE).first).to_be_visible()
    sam.page.goto("about:blank")
    server.start()


def makes_return_code(sam: Guest) -> str:
    """Return Sam's own code to come back with."""
    sam.page.locator("details[data-menu] > summary").click()
    sam.page.get_by_role("button", name="Toon mijn terugkeercode").click()
    sam.page.get_by_role("button", name="Maak terugkeercode").click()
    code = sam.page.locator("[data-code]")
    expect(code).to_be_visible()
    made = code.inner_text()
    sam.page.get_by_role("dialog").get_by_role("button", name="Sluit").first.click()
    return made


def becomes(sam: Guest, name: str, code: str) -> Guest:
    """Have somebody else sit down behind Sam's browser and join."""
    sam.page.goto(f"{sam.url}/j/{code}/")
    sam.page.get_by_role("button", name="Ik ben niet Sam").click()
    return Guest(sam.page, sam.url, name, "Leidinggevende").fills_in()


def test_who_shares_a_device_never_sees_the_unsent_text_of_another(
    sam: Guest, server: RunningServer, code: str
):
    types_in_vain(sam, server)

    ellen = becomes(sam, "Ellen", code)

    ellen.types("Van Ellen.")
    ellen.sees_saved()
    expect(ellen.page.get_by_role("dialog")).to_have_count(0)
    expect(ellen.page.get_by_text("Van Sam.")).to_have_count(0)
    keeps(ellen.page, "Van Sam.")


def test_unsent_text_is_sent_when_its_writer_is_back_on_the_device(
    noor: Facilitator, sam: Guest, server: RunningServer, code: str
):
    own_code = makes_return_code(sam)
    types_in_vain(sam, server)
    becomes(sam, "Ellen", code)

    sam.page.goto(f"{server.url}/return/")
    sam.page.get_by_label("Terugkeercode").fill(own_code)
    sam.page.locator("main").get_by_role("button", name="Ga verder").click()

    noor.sees_in_answer("Van Sam.")
    sam.sees_in_answer("Van Sam.")


def test_what_was_typed_just_before_leaving_without_a_line_is_on_the_device(
    noor: Facilitator, sam: Guest, server: RunningServer
):
    place = sam.page.url
    server.kill()
    away = sam.page.get_by_text("Geen verbinding. Je kunt doorschrijven").first
    expect(away).to_be_visible()
    sam.editor.click()
    sam.page.keyboard.type("Op het nippertje.")
    sam.page.goto("about:blank")
    server.start()

    sam.page.goto(place)

    noor.sees_in_answer("Op het nippertje.")


def types_offline(sam: Guest) -> None:
    """Have Sam type on while his own line is away."""
    sam.page.context.set_offline(True)
    sam.types("Van Sam.")
    expect(sam.page.get_by_text(ON_DEVICE).first).to_be_visible()


def is_offered(page: Page, words: str) -> None:
    """Wait until these words can be copied, then close the window they are in."""
    window = page.get_by_role("dialog", name="Bewaar je tekst")
    expect(window.get_by_role("textbox")).to_have_value(re.compile(words))
    window.get_by_role("button", name="Sluit").click()
    expect(window).to_have_count(0)


def removes_sam(noor: Facilitator) -> None:
    """Have Noor put Sam out, and wait until it is done."""
    noor.page.goto(f"{noor.session_address()}lobby/")
    noor.removes("Sam")
    expect(noor.page.get_by_label("Opties voor Sam")).to_have_count(0)


def deletes_session(noor: Facilitator) -> None:
    """Have Noor delete the session."""
    noor.page.goto(f"{noor.session_address()}deletion/")
    noor.page.locator("main").get_by_role("button", name=re.compile("Verwijder")).last.click()
    noor.page.wait_for_url("**/sessions/")


def test_who_was_put_out_while_away_gets_the_text_and_then_the_reason(
    noor: Facilitator, sam: Guest
):
    types_offline(sam)
    removes_sam(noor)

    sam.page.context.set_offline(False)

    is_offered(sam.page, "Van Sam.")
    expect(sam.page.get_by_text("Je bent uit de sessie gehaald.").first).to_be_visible()
    keeps(sam.page)


def test_whose_session_was_deleted_while_away_gets_the_text_and_then_the_reason(
    noor: Facilitator, sam: Guest
):
    types_offline(sam)
    deletes_session(noor)

    sam.page.context.set_offline(False)

    is_offered(sam.page, "Van Sam.")
    expect(sam.page.get_by_text("Deze sessie is verwijderd.").first).to_be_visible()
    keeps(sam.page)


def test_any_page_offers_once_what_a_deleted_session_left_behind(
    noor: Facilitator, sam: Guest, server: RunningServer
):
    types_in_vain(sam, server)
    deletes_session(noor)

    sam.page.goto(server.url)

    is_offered(sam.page, "Van Sam.")
    keeps(sam.page)
    sam.page.reload(wait_until="networkidle")
    keeps(sam.page)
    expect(sam.page.get_by_role("dialog")).to_have_count(0)


def test_the_page_of_who_was_put_out_offers_the_text_and_says_why(
    noor: Facilitator, sam: Guest, server: RunningServer
):
    place = sam.page.url
    types_in_vain(sam, server)
    removes_sam(noor)

    answer = sam.page.goto(place)

    assert answer.status == 403
    is_offered(sam.page, "Van Sam.")
    expect(sam.page.get_by_role("heading", name="Je bent uit de sessie gehaald.")).to_be_visible()
    expect(sam.page.get_by_text("Praat met de gespreksleider.")).to_be_visible()
    keeps(sam.page)


def test_a_session_that_is_over_takes_the_text_of_others_with_it_unseen(
    noor: Facilitator, sam: Guest, server: RunningServer, code: str
):
    types_in_vain(sam, server)
    becomes(sam, "Ellen", code)
    deletes_session(noor)

    sam.page.goto(server.url, wait_until="networkidle")

    keeps(sam.page)
    expect(sam.page.get_by_role("dialog")).to_have_count(0)


KEEPS_NOTHING = """Object.defineProperty(window, "indexedDB", {
  get() { throw new Error("This browser keeps nothing."); }
})"""


def test_a_browser_that_keeps_nothing_offers_the_text_before_it_loads_the_page_again(
    noor: Facilitator, guest, server: RunningServer, code: str
):
    sam = guest("Sam", "Ondernemingsraad")
    sam.page.add_init_script(KEEPS_NOTHING)
    sam.joins_by_link(code)
    noor.starts()
    sam.sees_question(1)
    sam.types("Bewaard.")
    sam.sees_saved()
    server.kill()
    sam.types("Van Sam.")
    leave_open = "Deze browser kan je tekst niet bewaren: laat deze pagina open."
    expect(sam.page.get_by_text(leave_open).first).to_be_visible(timeout=LONG)

    server.manage("raise_epoch")
    server.start()

    is_offered(sam.page, "Van Sam.")
    sam.sees_in_answer("Bewaard.")
    expect(sam.editor).not_to_contain_text("Van Sam.")

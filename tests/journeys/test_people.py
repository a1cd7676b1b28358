"""Coming in, coming back, being put out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.people import Facilitator, Guest


@pytest.fixture
def code(noor: Facilitator) -> str:
    """The code of a session that is ready."""
    return noor.has_session("Mensen")


def test_who_is_put_out_is_out_on_every_page(noor: Facilitator, guest, code: str):
    sam = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    sam.sees_question(1)
    second = sam.page.context.new_page()
    second.goto(f"{sam.session_address()}overview/")
    noor.page.goto(f"{noor.session_address()}lobby/")

    noor.removes("Sam")

    for page in (sam.page, second):
        told = page.get_by_text("Je bent uit de sessie gehaald.").first
        expect(told).to_be_visible()
    expect(sam.editor).to_have_count(0)


def test_a_shared_device_asks_who_you_are(
    noor: Facilitator, guest: Callable[..., Guest], code: str, server
):
    sam = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    sam.page.goto(f"{server.url}/j/{code}/")

    sam.page.get_by_role("button", name="Ik ben niet Sam").click()
    sam.name, sam.perspective = "Ellen", "Leidinggevende"
    sam.fills_in()

    expect(noor.page.get_by_text("Ellen", exact=True).first).to_be_visible()


def test_a_return_code_brings_you_to_another_device(
    noor: Facilitator, guest, code: str, server, open_page: Callable[..., Page]
):
    sam = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    sam.sees_question(1)
    sam.page.locator("details[data-menu] > summary").click()
    sam.page.get_by_role("button", name="Toon mijn terugkeercode").click()
    sam.page.get_by_role("button", name="Maak terugkeercode").click()
    shown = sam.page.locator("[data-code]")
    expect(shown).to_have_text(re.compile(r"^\w{4}-\w{4}-\w{4}$"))

    other = open_page(PHONE)
    other.goto(f"{server.url}/return/")
    other.get_by_label("Terugkeercode").fill(shown.inner_text())
    other.locator("main").get_by_role("button", name="Ga verder").click()

    other.wait_for_url("**/questions/1/")
    expect(noor.page.get_by_text("Sam", exact=True)).to_have_count(1)


def test_a_new_code_shuts_out_the_old_one(noor: Facilitator, code: str, server, open_page):
    noor.page.get_by_role("button", name="Maak nieuwe code").click()
    noor.page.get_by_role("dialog").get_by_role("button", name="Maak nieuwe code").click()
    expect(noor.page.locator("[data-code]").first).not_to_contain_text(code[:4])

    late = open_page(PHONE)
    late.goto(f"{server.url}/j/{code}/")

    expect(late.get_by_text("Deze code klopt niet. Kijk op het scherm.")).to_be_visible()


def test_a_locked_door_says_so(noor: Facilitator, guest, code: str):
    noor.page.get_by_role("button", name="Vergrendel deelname").click()
    expect(noor.page.get_by_text("Deelname is vergrendeld.").first).to_be_visible()

    late = guest("Sam", "Ondernemingsraad")
    late.page.goto(f"{late.url}/j/{code}/")

    told = "De deelname is op slot. Vraag de gespreksleider of je erin mag."
    expect(late.page.get_by_text(told)).to_be_visible()


def test_a_name_with_markup_is_a_name(noor: Facilitator, guest, code: str):
    name = "<b onclick=alert(1)>Sam</b>"
    guest(name, "Ondernemingsraad").joins_by_link(code)

    expect(noor.page.get_by_text(name, exact=True).first).to_be_visible()

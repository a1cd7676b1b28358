"""The report reaches HR: an invitation, a reader, a final report, a link, and its end."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.people import Facilitator
from tests.journeys.test_accessible import complaints

SLOW = 60_000  # the first PDF of a server is the slowest


def finishes_a_report(noor: Facilitator, title: str) -> None:
    """Hold a session of one question's length and make its report final."""
    page = noor.page
    noor.has_session(title)
    noor.starts()
    address = noor.session_address()
    closed = page.evaluate(
        """async (address) => {
            const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
            const headers = {"X-CSRFToken": token};
            const body = new URLSearchParams({phase: "closed"});
            return (await fetch(address + "phase/", {method: "POST", body, headers})).status;
        }""",
        address,
    )
    assert closed == 204
    page.goto(f"{address}report/final/")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def invites(noor: Facilitator, note: str) -> str:
    """Make an invitation for a reader and return its link."""
    page = noor.page
    page.goto(f"{noor.url}/organisation/")
    page.get_by_label("Voor wie").fill(note)
    page.get_by_role("radio", name=re.compile("Lezer")).check()
    page.get_by_role("button", name="Maak link").click()
    return page.get_by_label("Link", exact=True).input_value()


def becomes_reader(page: Page, link: str) -> None:
    """Make an account with the keyboard alone."""
    page.goto(link)
    page.get_by_label("Jouw naam").focus()
    for typed in ("Petra", "petra@vlietdam.example", "vier woorden zijn genoeg"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.keyboard.type("vier woorden zijn genoeg")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/")


def downloaded(page: Page, name: str = "Download rapport") -> bytes:
    """Press the button with this name and return the file."""
    with page.expect_download(timeout=SLOW) as waiting:
        page.get_by_role("link", name=name).first.click()
    return waiting.value.path().read_bytes()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_report_reaches_hr_and_somebody_without_an_account(
    noor: Facilitator, open_page: Callable[..., Page], look
):
    found = {}
    title = f"Rapport {look}"
    finishes_a_report(noor, title)
    if look == "light":
        link = invites(noor, "Petra, HR")
        found["made invitation"] = complaints(noor.page)
        petra = open_page(PHONE, color_scheme=look, accept_downloads=True)
        petra.goto(link)
        found["invitation"] = complaints(petra)
        becomes_reader(petra, link)
    else:
        petra = open_page(LAPTOP, color_scheme=look, accept_downloads=True)
        petra.goto(f"{noor.url}/accounts/login/")
        petra.get_by_label("E-mailadres").fill(noor.email)
        petra.get_by_label("Wachtwoord").fill(noor.password)
        petra.locator("main").get_by_role("button", name="Log in").click()
        petra.goto(f"{noor.url}/organisation/")
        found["organisation"] = complaints(petra)
        petra.goto(f"{noor.url}/reports/")
    found["reports"] = complaints(petra)
    petra.get_by_role("link", name=title).first.click()
    found["report"] = complaints(petra)
    file = downloaded(petra, "Download rapport: Deelbaar")

    petra.get_by_label("Voor wie").fill("Ondernemingsraad")
    petra.get_by_role("button", name="Maak link").click()
    shared = petra.get_by_label("Link", exact=True).input_value()
    found["made link"] = complaints(petra)
    stranger = open_page(PHONE, color_scheme=look, accept_downloads=True)
    stranger.goto(shared)
    found["shared"] = complaints(stranger)
    same = downloaded(stranger)

    petra.get_by_role("button", name=re.compile("Trek in")).first.click()
    expect(petra.get_by_text("De link werkt niet meer.")).to_be_visible()
    stranger.goto(shared)
    found["over"] = complaints(stranger)

    assert (file[:5], file == same) == (b"%PDF-", True)
    assert stranger.get_by_role("heading", name="Deze link werkt niet").is_visible()
    assert found == {name: [] for name in found}

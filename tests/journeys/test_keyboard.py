"""A whole question without a mouse: every control is reached, seen and left by keys alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.people import Facilitator, Guest
from tests.running_server import RunningServer

FAR = 80
"""More stops than any page has between two controls."""

# An outline that can be seen, on the control itself or on the sheet of text it is part of.
SHOWS_FOCUS = """element => [element, element.closest(".editor")].some((each) => {
    if (each === null) return false;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(each);
    const drawn = outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
    return drawn && outlineColor !== "rgba(0, 0, 0, 0)";
})"""
HAS_FOCUS = "element => element === document.activeElement"
# After the last control comes the browser's own bar, and then the window again; never the page.
STAYS_INSIDE = """dialog => {
    const { activeElement, body } = document;
    return activeElement === body || dialog.contains(activeElement);
}"""


def tab_to(page: Page, wanted: Locator) -> Locator:
    """Press Tab until the wanted control has the focus; it must show that it has it."""
    expect(wanted).to_be_visible()
    for _stop in range(FAR):
        page.keyboard.press("Tab")
        if wanted.evaluate(HAS_FOCUS):
            assert wanted.evaluate(SHOWS_FOCUS)
            return wanted
    raise AssertionError(f"Tab does not come to {wanted}")


def fill_in(page: Page, label: str, words: str) -> None:
    """Go to a field and type."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(words)


def press(page: Page, name: str, role: str = "button") -> None:
    """Go to a button or a link in the page and press Enter."""
    tab_to(page, page.locator("body").get_by_role(role, name=name, exact=True))
    page.keyboard.press("Enter")


def keeps_focus(page: Page, on: Locator) -> None:
    """Wait until this has the focus, as after a redraw."""
    expect(on).to_be_focused()


def button(page: Page, name: str) -> Locator:
    """Return the one button with this name."""
    return page.get_by_role("button", name=name, exact=True)


def test_who_leads_takes_a_question_from_start_to_next(noor: Facilitator):
    page = noor.page
    page.goto(f"{noor.url}/sessions/new/")
    fill_in(page, "Titel", "Zonder muis")
    press(page, "Maak sessie")
    page.wait_for_url("**/lobby/")
    press(page, "Zet sessie klaar")
    # The same place holds the next step: one more Enter goes on.
    keeps_focus(page, button(page, "Start sessie"))
    page.keyboard.press("Enter")
    noor.sees_question(1)
    expect(noor.editor).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Naar de inhoud"))
    page.keyboard.press("Enter")
    tab_to(page, button(page, "Vet"))
    tab_to(page, noor.editor)
    page.keyboard.type("Ons antwoord, zonder muis.")
    noor.sees_saved()
    press(page, "Rond vraag af")
    keeps_focus(page, page.get_by_role("heading", name="Rond vraag 1 af"))
    tab_to(page, page.get_by_role("radio", name=re.compile("Beantwoord")))
    page.keyboard.press("Space")
    press(page, "Rond vraag af")
    keeps_focus(page, button(page, "Ga naar vraag 2"))
    page.keyboard.press("Enter")
    noor.sees_question(2)
    keeps_focus(page, page.locator("[data-question-text]"))


def test_who_takes_part_joins_and_writes(
    noor: Facilitator, server: RunningServer, open_page: Callable[..., Page]
):
    code = noor.has_session("Zonder muis")
    page = open_page(PHONE)
    page.goto(server.url)
    fill_in(page, "Code", code)
    page.keyboard.press("Enter")
    fill_in(page, "Jouw naam", "Sam")
    tab_to(page, page.get_by_role("radio", name="HR", exact=True))
    page.keyboard.press("ArrowDown")
    press(page, "Doe mee")
    page.wait_for_url("**/lobby/")
    noor.starts()
    sam = Guest(page, server.url, "Sam", "Recruiter")
    sam.sees_question(1)
    tab_to(page, sam.editor)
    page.keyboard.type("Sam schrijft mee.")
    noor.sees_in_answer("Sam schrijft mee.")
    tab_to(page, button(page, "Voeg actie toe"))


def test_a_window_keeps_the_focus_and_gives_it_back(noor: Facilitator):
    noor.has_session("Zonder muis")
    noor.starts()
    page = noor.page
    press(page, "Voeg actie toe")
    keeps_focus(page, page.get_by_label("Wat moet er gebeuren?"))
    inside = page.get_by_role("dialog")
    for _stop in range(12):
        page.keyboard.press("Tab")
        assert inside.evaluate(STAYS_INSIDE)
    page.keyboard.press("Escape")

    expect(inside).to_have_count(0)
    keeps_focus(page, button(page, "Voeg actie toe"))


def test_the_menu_opens_and_closes_by_keys(noor: Facilitator):
    noor.has_session("Zonder muis")
    noor.starts()
    page = noor.page
    menu = page.locator("details[data-menu]")
    tab_to(page, menu.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Overzicht"))
    page.keyboard.press("Escape")

    keeps_focus(page, menu.locator("summary"))
    expect(menu).not_to_have_attribute("open", "")


def test_arrows_choose_an_outcome(noor: Facilitator):
    noor.has_session("Zonder muis")
    noor.starts()
    page = noor.page
    press(page, "Rond vraag af")
    tab_to(page, page.get_by_role("radio", name=re.compile("Beantwoord")))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")

    keeps_focus(page, page.get_by_role("radio", name=re.compile("Geen goed antwoord")))
    tab_to(page, page.get_by_label("Waarom?", exact=True))

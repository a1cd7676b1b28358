"""The wall: opened by who leads, followed from there, awake again by itself, gone when revoked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import CALM, LAPTOP
from tests.journeys.people import Facilitator, Guest, make_first_account, watched
from tests.journeys.test_accessible import complaints
from tests.running_server import RunningServer

SIZES = [(1920, 1080), (1280, 720), (1024, 768)]
NUMBERS = range(1, 21)
# Everything that holds words must lie within the safe edge, and lose none of them.
OUTSIDE = """() => {
  const [side, end] = [innerWidth * 0.05 - 2, innerHeight * 0.05 - 2];
  const cut = [];
  for (const element of document.querySelectorAll('#main :is(h1, h2, p, b, span, li, svg)')) {
    if (element.closest('.vh, [hidden], .bm-answer')) continue;
    const { left, right, top, bottom, width } = element.getBoundingClientRect();
    if (width <= 1 || getComputedStyle(element).clipPath !== 'none') continue;
    const [right_, bottom_] = [innerWidth - side, innerHeight - end];
    const away = left < side || top < end || right > right_ || bottom > bottom_;
    const wraps = element.closest('.bm-way') && element.tagName === 'SPAN';
    if (away && !wraps) cut.push(`${element.tagName}: ${element.textContent}`);
  }
  const heading = document.querySelector('.bm-question h1');
  const middle = document.querySelector('.bm-middle');
  if (heading && heading.offsetHeight > middle.clientHeight) cut.push('the question');
  return cut;
}"""
# The smallest letters on the wall, in hundredths of its height.
SMALLEST = """() => Math.min(...[...document.querySelectorAll('#main *')]
  .filter((one) => [...one.childNodes].some((each) => each.nodeType === 3 && each.data.trim())
    && !one.closest('.vh') && one.getBoundingClientRect().width > 1
    && getComputedStyle(one).clipPath === 'none')
  .map((one) => parseFloat(getComputedStyle(one).fontSize) / innerHeight * 100))"""


# Whole lines only: none stands half in the part of the answer that is shown.
HALF_LINES = """() => {
  const paper = document.querySelector('.bm-paper');
  const line = parseFloat(getComputedStyle(paper).lineHeight);
  const { top, bottom } = paper.getBoundingClientRect();
  const inset = (/inset\\(0px 0px ([\\d.]+)px/.exec(getComputedStyle(paper).clipPath) || [0, 0])[1];
  const end = bottom - Number(inset);
  const cut = [];
  for (const item of paper.querySelectorAll('p:not(:empty)')) {
    const range = document.createRange();
    range.selectNodeContents(item.firstChild);
    for (const box of range.getClientRects()) {
      const middle = (box.top + box.bottom) / 2;
      for (const edge of [top, end]) if (Math.abs(middle - edge) < line / 2 - 2) cut.push(middle);
    }
  }
  return cut;
}"""


def settle(page: Page) -> None:
    """Let the wall draw what it knows."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def opens_wall(noor: Facilitator) -> Page:
    """Open the projector from the lobby or console, in a window of its own."""
    noor.page.locator("main, aside").get_by_role("button", name="Beamer").first.click()
    with noor.page.context.expect_page() as opened:
        noor.page.get_by_role("button", name="Open in een nieuw venster").click()
    noor.page.keyboard.press("Escape")
    page = watched(opened.value)
    page.wait_for_url("**/projector/")
    return page


def lays_on_table(noor: Facilitator, number: int) -> None:
    """Lay this question on the table."""
    noor.page.goto(f"{noor.session_address()}questions/{number}/")
    noor.page.get_by_role("button", name=f"Leg vraag {number} op tafel").click()


def link_for(noor: Facilitator) -> str:
    """Make a link for another computer and return it."""
    noor.page.locator("main, aside").get_by_role("button", name="Beamer").first.click()
    noor.page.get_by_role("button", name="Link voor een andere computer").click()
    field = noor.page.get_by_label("Link voor een andere computer").and_(noor.page.locator("input"))
    link = field.input_value()
    noor.page.keyboard.press("Escape")
    return link


@pytest.fixture
def wall(noor: Facilitator, open_page) -> Page:
    """A wall beside the room, on a computer of its own."""
    noor.has_session("Matchwijzer")
    page = open_page({"width": 1920, "height": 1080})
    page.goto(link_for(noor))
    page.wait_for_url("**/projector/")
    return page


def test_the_wall_follows_the_session(noor: Facilitator, guest, wall: Page):
    code = noor.code()
    expect(wall.locator(".bm-code")).to_have_text(code.replace("-", ""))
    sam: Guest = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    expect(wall.get_by_text("2 mensen zijn er")).to_be_visible()

    noor.starts()
    expect(wall.locator("h1")).to_contain_text("ethische")
    lays_on_table(noor, 8)
    expect(wall.get_by_text("Vraag 8 van 20")).to_be_visible()
    sam.sees_question(8)
    sam.types("Wij vragen de leverancier om de lijst.")

    expect(wall.locator(".bm-answer")).to_contain_text("Wij vragen de leverancier om de lijst.")
    assert "Sam" not in wall.content()


def test_who_leads_chooses_what_the_wall_shows(noor: Facilitator, wall: Page):
    noor.starts()
    noor.page.keyboard.press("Alt+Shift+B")
    noor.page.get_by_role("heading", name="Beamer", exact=True).wait_for()

    noor.page.keyboard.press("4")
    expect(wall.locator(".bm-matrix li")).to_have_count(20)
    noor.page.keyboard.press("1")
    expect(wall.locator(".bm-in .qr")).to_be_visible()
    noor.page.get_by_role("button", name="Volgt de sessie").click()

    expect(wall.get_by_text("Vraag 1 van 20")).to_be_visible()


def test_a_window_of_the_same_browser_disturbs_nobody(noor: Facilitator):
    noor.has_session("Matchwijzer")
    page = opens_wall(noor)
    noor.starts()

    expect(page.get_by_text("Vraag 1 van 20")).to_be_visible()
    noor.types("Nog steeds de gespreksleider.")
    noor.sees_saved()
    expect(page.locator(".bm-answer")).to_contain_text("Nog steeds")
    assert page.errors == []


def test_a_key_on_the_wall_counts_until_who_leads_chooses(noor: Facilitator, wall: Page):
    noor.starts()
    expect(wall.get_by_text("Vraag 1 van 20")).to_be_visible()

    wall.keyboard.press("o")
    expect(wall.locator(".bm-all")).to_be_visible()
    wall.keyboard.press("Escape")
    expect(wall.get_by_text("Vraag 1 van 20")).to_be_visible()
    wall.keyboard.press("d")
    assert wall.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_wall_wakes_up_after_a_lost_line(noor: Facilitator, wall: Page):
    noor.starts()
    expect(wall.get_by_text("Vraag 1 van 20")).to_be_visible()
    wall.context.set_offline(True)
    expect(wall.get_by_text("Verbinding weg")).to_be_visible()
    noor.types("Geschreven zonder lijn.")
    noor.sees_saved()

    wall.context.set_offline(False)

    expect(wall.locator(".bm-answer")).to_contain_text("Geschreven zonder lijn.", timeout=30_000)
    expect(wall.get_by_text("Verbinding weg")).to_be_hidden()
    noor.types("En erna.")
    expect(wall.locator(".bm-answer")).to_contain_text("En erna.")


def test_a_revoked_wall_goes_dark(noor: Facilitator, wall: Page):
    noor.page.locator("main").get_by_role("button", name="Beamer").click()
    noor.page.get_by_role("button", name="Trek in").click()

    expect(wall.get_by_role("heading", name="Dit scherm staat uit.")).to_be_visible()
    wall.reload()
    expect(wall.get_by_role("heading", name="Dit scherm staat uit.")).to_be_visible()


def test_the_wall_says_kindly_that_the_session_is_gone(noor: Facilitator, wall: Page):
    address = noor.session_address()
    noor.page.goto(f"{address}deletion/")
    noor.page.get_by_role("button", name="Verwijder").click()

    expect(wall.get_by_role("heading", name="verwijderd")).to_be_visible()


def test_all_twenty_questions_fit(noor: Facilitator, wall: Page):
    noor.starts()
    found = {}
    for number in NUMBERS:
        if number > 1:
            lays_on_table(noor, number)
        expect(wall.get_by_text(f"Vraag {number} van 20")).to_be_visible()
        for width, height in SIZES:
            wall.set_viewport_size({"width": width, "height": height})
            settle(wall)
            size = wall.evaluate("getComputedStyle(document.querySelector('h1')).fontSize")
            large = round(float(size[:-2]) / height * 100, 1) >= 5.9
            found[number, width] = (wall.evaluate(OUTSIDE), large)

    assert found == {(number, width): ([], True) for number in NUMBERS for width, _ in SIZES}


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_view_is_cut_or_in_small_print(noor: Facilitator, wall: Page, width, height):
    noor.starts()
    noor.types("Een antwoord van een paar regels. " * 6)
    wall.set_viewport_size({"width": width, "height": height})
    found, letters = {}, {}
    expect(wall.locator(".bm-answer")).to_contain_text("regels")
    for key in "0qvao":
        wall.keyboard.press(key)
        settle(wall)
        found[key] = wall.evaluate(OUTSIDE)
        letters[key] = round(wall.evaluate(SMALLEST), 1)

    assert found == {key: [] for key in "0qvao"}
    assert {key for key, size in letters.items() if size < 4.7} == set()


def test_a_long_answer_shows_its_newest_lines(noor: Facilitator, wall: Page):
    noor.starts()
    noor.takes_a_line()
    for number in range(40):
        noor.page.keyboard.insert_text(
            f"Regel {number} van een lang antwoord dat de muur niet haalt."
        )
        noor.page.keyboard.press("Enter")
    noor.page.keyboard.insert_text("De laatste regel.")

    last = wall.get_by_text("De laatste regel.")
    expect(last).to_be_visible()
    expect(last).to_be_in_viewport()
    expect(wall.get_by_text("De laatste regels")).to_be_visible()
    assert wall.evaluate(HALF_LINES) == []


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing(noor: Facilitator, wall: Page, look):
    noor.starts()
    noor.types("Ons antwoord.")
    expect(wall.locator(".bm-answer")).to_contain_text("Ons antwoord.")
    if look == "dark":
        wall.keyboard.press("d")
    found = {}
    for key in "0qvao":
        wall.keyboard.press(key)
        settle(wall)
        found[key] = complaints(wall)
    noor.page.keyboard.press("Alt+Shift+B")
    found["window"] = complaints(noor.page)

    assert found == {name: [] for name in [*"0qvao", "window"]}


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[RunningServer]:
    """A server that may be ended and started again."""
    running = RunningServer(tmp_path)
    running.prepare()
    running.start()
    yield running
    running.stop()


def test_the_wall_wakes_up_after_the_server_was_started_again(
    own_server: RunningServer, chromium: Browser
):
    desk = chromium.new_context(viewport=LAPTOP, **CALM)
    page = watched(desk.new_page())
    account = make_first_account(page, own_server.manage("first_run").split()[-1])
    noor = Facilitator(page, own_server.url, **account)
    noor.has_session("Herstart")
    wall = opens_wall(noor)
    noor.starts()
    expect(wall.get_by_text("Vraag 1 van 20")).to_be_visible()

    own_server.stop()
    expect(wall.get_by_text("Verbinding weg")).to_be_visible()
    own_server.start()

    expect(wall.get_by_text("Verbinding weg")).to_be_hidden(timeout=60_000)
    noor.types("Na de herstart.")
    expect(wall.locator(".bm-answer")).to_contain_text("Na de herstart.", timeout=30_000)
    desk.close()

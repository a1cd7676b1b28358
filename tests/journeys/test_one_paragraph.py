"""Two people style and write the same paragraph at once: both, and who reads, get the same text."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import LAPTOP
from tests.journeys.people import LONG, Facilitator, Guest, Person

ADDRESS = "https://vlietdam.example/werving"
# Every run of words on the screen: the blocks it stands in, and its style.
RUNS = """text => {
  const runs = [];
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const up = [];
    for (let at = walk.currentNode.parentNode; at !== text; at = at.parentNode) up.unshift(at);
    const names = up.map((each) => each.localName);
    const blocks = names.filter((name) => ["p", "ul", "ol", "li"].includes(name)).join(" ");
    const address = up[names.indexOf("a")]?.getAttribute("href") ?? "";
    const style = [blocks, names.includes("strong"), names.includes("em"), address];
    const last = runs.at(-1);
    if (String(last?.slice(1)) === String(style)) last[0] += walk.currentNode.data;
    else runs.push([walk.currentNode.data, ...style]);
  }
  return runs;
}"""
TAGS = {"paragraph": "p", "bullets": "ul", "numbers": "ol", "item": "li"}


@pytest.fixture
def sam(noor: Facilitator, guest) -> Guest:
    """Sam at a laptop, in a session that Noor started."""
    code = noor.makes_session("Matchwijzer")
    joined = guest("Sam", "Ondernemingsraad", LAPTOP).joins_by_link(code)
    noor.starts()
    joined.sees_question(1)
    return joined


def test_styles_and_words_of_two_people_apart_and_together(noor: Facilitator, sam: Guest):
    expect(noor.editor).to_be_visible()
    noor.editor.click()
    noor.page.keyboard.type("Iedereen krijgt dezelfde vragen.")
    sam.sees_in_answer("Iedereen krijgt dezelfde vragen.")
    noor.sees_saved()

    for person in (noor, sam):
        person.page.context.set_offline(True)
    marks_the_first_word(noor)
    noor.page.get_by_role("button", name="Vet", exact=True).click()
    writes_at_the_end(noor, " Altijd.")
    marks_the_first_word(sam)
    links(sam, ADDRESS)
    writes_at_the_end(sam, " Ook intern.")
    for person in (noor, sam):
        person.page.context.set_offline(False)

    for person in (noor, sam):
        person.sees_in_answer("Altijd.")
        person.sees_in_answer("Ook intern.")
    styled, plain = read_alike(noor, sam)
    assert styled == ["Iedereen", "p", True, False, ADDRESS]
    first = " krijgt dezelfde vragen."
    assert plain[0] in (f"{first} Altijd. Ook intern.", f"{first} Ook intern. Altijd.")
    assert plain[1:] == ["p", False, False, ""]

    # Who makes a list replaces the paragraph: a sign typed at that very moment goes with it.
    sam.page.keyboard.press("Control+End")
    for sign in " Samen.":
        sam.page.keyboard.type(sign)
        if sign == "m":
            noor.page.get_by_role("button", name="Lijst", exact=True).click()
    expect(sam.editor.locator("ul")).to_have_count(1)
    listed, behind = read_alike(noor, sam)
    assert listed == ["Iedereen", "ul li p", True, False, ADDRESS]
    assert behind[0].startswith(plain[0])
    assert behind[1:] == ["ul li p", False, False, ""]


def marks_the_first_word(person: Person) -> None:
    """Select the first word of the answer."""
    person.editor.click()
    person.page.keyboard.press("Control+Home")
    for _sign in "Iedereen":
        person.page.keyboard.press("Shift+ArrowRight")


def writes_at_the_end(person: Person, words: str) -> None:
    """Write behind all that stands there."""
    person.editor.click()
    person.page.keyboard.press("Control+End")
    person.page.keyboard.type(words)


def links(person: Person, address: str) -> None:
    """Make what is selected a link."""
    person.page.get_by_role("button", name="Link", exact=True).click()
    person.page.get_by_label("Adres van de link").fill(address)
    person.page.get_by_role("button", name="Bewaar link").click()


def read_alike(noor: Facilitator, sam: Guest) -> list[list[Any]]:
    """Wait until both screens and the report have the same answer, and return it."""
    address = f"{noor.session_address()}report.json"
    deadline = time.monotonic() + LONG / 1000
    while True:
        read = [person.editor.evaluate(RUNS) for person in (noor, sam)]
        asked = noor.page.request.get(address).json()["report"]["themes"][0]["questions"][0]
        read.append(in_report(asked["answer"]))
        if read[0] == read[1] == read[2]:
            return read[0]
        assert time.monotonic() < deadline, read
        noor.page.wait_for_timeout(50)


def in_report(passages: list[dict[str, Any]], *above: str) -> list[list[Any]]:
    """Return the runs of an answer as the report has them, told as those on the screen are."""
    runs: list[list[Any]] = []
    for each in passages:
        blocks = (*above, TAGS[each["kind"]])
        runs += [
            [run["text"], " ".join(blocks), run["bold"], run["italic"], run["address"]]
            for run in each["runs"]
        ]
        runs += in_report(each["passages"], *blocks)
    return runs

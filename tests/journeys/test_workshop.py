"""A workshop from empty server to report, with four people who see what the others do.

Noor leads on a laptop, Sam and Fatima have phones, Daan comes from the vendor.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import LAPTOP
from tests.journeys.people import Facilitator, Guest, Person

REFERENCE = Path(__file__).parent.parent / "fixtures" / "questions_reference_nl.json"
IN_MARCH = date.today() + timedelta(days=90)  # noqa: DTZ011 - a day to pick in a form


class Workshop:
    """Noor's session, running, with everybody in."""

    def __init__(self, noor: Facilitator, guest: Callable[..., Guest], title: str) -> None:
        self.noor = noor
        self.code = noor.makes_session(title)
        self.sam = guest("Sam", "Ondernemingsraad").joins_by_code(self.code)
        self.fatima = guest("Fatima", "Privacy (FG)").joins_by_link(self.code)
        self.daan = guest("Daan", "Leverancier", LAPTOP).joins_by_link(self.code)
        for name in ("Sam", "Fatima", "Daan"):
            expect(noor.page.get_by_text(name, exact=True).first).to_be_visible()
        noor.starts()
        for person in self.everybody:
            person.sees_question(1)

    @property
    def everybody(self) -> list[Facilitator | Guest]:
        """All four."""
        return [self.noor, self.sam, self.fatima, self.daan]

    def all_see(self, *words: str) -> None:
        """Wait until everybody has all these words in the joint answer, saved."""
        for person in self.everybody:
            for word in words:
                person.sees_in_answer(word)


@pytest.fixture
def workshop(noor: Facilitator, guest: Callable[..., Guest]) -> Workshop:
    """The four of them at question 1."""
    return Workshop(noor, guest, "Matchwijzer")


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF with every run of blanks one space."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def letters(text: str) -> str:
    """Return the letters and digits alone: line breaks and hyphens of a page do not count."""
    return re.sub(r"[^\w]", "", text)


def round_off(page: Page, outcome: str, **fields: str) -> None:
    """Fill in the closing form and send it."""
    page.get_by_role("button", name="Rond vraag af").click()
    form = page.get_by_role("region", name="Rond vraag af")
    form.get_by_text(outcome, exact=True).click()
    for label, value in fields.items():
        form.get_by_label(label).fill(value)
    page.locator("footer").get_by_role("button", name="Rond vraag af").click()


def all_type(lines: dict[Person, str]) -> None:
    """Have people type at once, each on a line of their own that begins with their first word."""
    people = list(lines)
    for person, words in lines.items():
        person.types(words.split()[0])
        for other in people:
            other.sees_in_answer(words.split()[0])
    rest = [words.partition(" ")[2] for words in lines.values()]
    for signs in zip_longest(*(f" {words}" for words in rest), fillvalue=""):
        for person, sign in zip(people, signs, strict=True):
            person.page.keyboard.type(sign)


def test_a_workshop_from_first_word_to_report(workshop: Workshop):
    noor, sam, fatima, daan = workshop.everybody

    # Everybody writes in the same answer at once.
    typed = [
        "Eerlijkheid kiezen wij.",
        "Privacy telt mee.",
        "Uitleg leveren wij.",
        "Samen vatten we samen.",
    ]
    all_type(dict(zip([sam, fatima, daan, noor], typed, strict=True)))
    workshop.all_see(*typed)
    for person in workshop.everybody:
        person.sees_saved()

    # Round off with an outcome; everybody sees it and nobody can write there any more.
    round_off(noor.page, "Beantwoord")
    for person in (sam, fatima, daan):
        expect(person.page.get_by_text("Beantwoord").first).to_be_visible()
        expect(person.editor).to_have_count(0)

    # The next question comes to everybody by itself.
    noor.page.get_by_role("button", name="Ga naar vraag 2").click()
    for person in workshop.everybody:
        person.sees_question(2)
    all_type({sam: "Iedereen krijgt dezelfde vragen.", daan: "De score is uit te leggen."})
    workshop.all_see("Iedereen krijgt dezelfde vragen.", "De score is uit te leggen.")

    # Sam reloads in the middle of it: the same person, the same text.
    sam.page.reload()
    sam.sees_in_answer("De score is uit te leggen.")

    # Fatima loses her line while typing, goes on, and comes back.
    fatima.types("Dit schrijf ik met verbinding.")
    noor.sees_in_answer("Dit schrijf ik met verbinding.")
    fatima.page.context.set_offline(True)
    fatima.types("En dit zonder verbinding.")
    expect(fatima.page.get_by_text("Nog niet bewaard bij de sessie.").first).to_be_visible()
    fatima.page.context.set_offline(False)
    workshop.all_see("En dit zonder verbinding.")
    fatima.sees_saved()

    # Somebody adds an action; the question ends as "to investigate", with a high risk.
    sam.page.get_by_role("button", name="Voeg actie toe").click()
    window = sam.page.get_by_role("dialog")
    window.get_by_label("Wat moet er gebeuren?").fill("Vraag de uitlegtekst op")
    window.get_by_label("Wie doet het?").fill("Daan")
    window.get_by_label("Wanneer klaar?").fill(IN_MARCH.isoformat())
    window.get_by_role("button", name="Voeg actie toe").click()
    expect(noor.page.get_by_text("Vraag de uitlegtekst op").first).to_be_visible()
    noor.page.get_by_role("button", name="Rond vraag af").click()
    form = noor.page.get_by_role("region", name="Rond vraag af")
    form.get_by_text("Uitzoeken", exact=True).click()
    form.get_by_text("Hoog", exact=True).click()
    form.get_by_label("Waarom dit risico?").fill("Kandidaten weten niet waarom.")
    noor.page.locator("footer").get_by_role("button", name="Rond vraag af").click()
    expect(daan.page.get_by_text("Uitzoeken").first).to_be_visible()

    # Close: everybody hears it, Noor downloads the report.
    noor.page.locator("details[data-menu] > summary").click()
    noor.page.get_by_role("button", name="Sluit sessie").click()
    noor.page.get_by_role("dialog").get_by_role("button", name="Sluit sessie").click()
    for person in workshop.everybody:
        person.page.wait_for_url("**/ending/")
    noor.page.get_by_role("link", name="Concept en definitief rapport").click()
    noor.page.get_by_role("button", name=re.compile("Maak pdf.*Intern")).click()
    expect(noor.page.get_by_text("De pdf is klaar.")).to_be_visible(timeout=60_000)
    with noor.page.expect_download(timeout=60_000) as download:
        noor.page.get_by_role("link", name=re.compile("Download")).first.click()
    pdf = Path(download.value.path()).read_bytes()

    text = words_of(pdf)
    reference = json.loads(REFERENCE.read_text(encoding="utf-8"))
    questions = [one["text"] for theme in reference for one in theme["questions"]]
    squeezed = letters(text)
    places = [squeezed.find(letters(question)) for question in questions]
    assert -1 not in places
    assert places == sorted(places)
    everything = [
        *typed,
        "Iedereen krijgt dezelfde vragen.",
        "De score is uit te leggen.",
        "Dit schrijf ik met verbinding.",
        "En dit zonder verbinding.",
        "Vraag de uitlegtekst op",
        "Kandidaten weten niet waarom.",
    ]
    assert [words for words in everything if letters(words) not in squeezed] == []

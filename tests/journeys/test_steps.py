"""Three people go through a question step by step: each alone, then together, then agreed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import LAPTOP
from tests.journeys.people import Facilitator, Guest
from tests.journeys.test_accessible import complaints
from tests.running_server import RunningServer

POST = """async ([path, fields]) => {
  const token = document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const headers = {"X-CSRFToken": token, Accept: "application/json"};
  const answer = await fetch(path, {method: "POST", headers, body: new URLSearchParams(fields)});
  return answer.status;
}"""


PEOPLE = """async () => {
  const answer = await fetch(location.pathname.replace(/questions.*/, "snapshot/"));
  return (await answer.json()).slices.people;
}"""


def gives(leader: Facilitator, path: str, **fields: str) -> None:
    """Give a command as the pages do."""
    where = f"{leader.session_address()}{path}"
    assert leader.page.evaluate(POST, [where, list(fields.items())]) == 204


def goes(leader: Facilitator, seen: str, to: str) -> None:
    """Have the group go from one step of question 1 to another."""
    gives(leader, "questions/1/step/", seen=seen, to=to)


def ids_of(page: Page) -> dict[str, str]:
    """Return the ids of everybody in the session of this page, by name."""
    people: list[dict[str, str]] = page.evaluate(PEOPLE)
    return {one["name"]: one["id"] for one in people}


def own_text(guest: Guest) -> Locator:
    """Return the field somebody writes alone in."""
    return guest.page.get_by_role("textbox", name="Jouw inbreng")


def writes(guest: Guest, words: str) -> None:
    """Write something alone, and wait until the session has it."""
    own_text(guest).fill(words)
    saved = guest.page.locator("#own-state")
    expect(saved).to_have_text(re.compile(r"^Bewaard om \d+\.\d\d$"))
    own_text(guest).blur()


def card(page: Page, words: str) -> Locator:
    """Return the card with these words."""
    return page.locator("[data-card]").filter(has_text=words)


def is_at(guest: Guest, step: str) -> None:
    """Wait until the page is at this step."""
    bar = guest.page.locator("[data-region=steps]")
    expect(bar).to_contain_text(step)


@pytest.fixture
def code(noor: Facilitator) -> str:
    """The code of a session that uses all steps."""
    return makes_stepped_session(noor)


def makes_stepped_session(noor: Facilitator, *ticks: str) -> str:
    """Have a session that uses all steps made, with these settings ticked; return its code."""
    return noor.has_session("Stappen", manner="steps", **dict.fromkeys(ticks, "on"))


@pytest.fixture
def three(noor: Facilitator, guest: Callable[..., Guest], code: str) -> tuple[Guest, Guest, Guest]:
    """Sam with a phone, Ellen with a laptop and Daan of the vendor, writing question 1."""
    sam = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    ellen = guest("Ellen", "Recruiter", LAPTOP).joins_by_link(code)
    daan = guest("Daan", "Leverancier").joins_by_link(code)
    noor.starts()
    for one in (sam, ellen, daan):
        one.sees_question(1)
    goes(noor, "reading", "writing")
    for one in (sam, ellen, daan):
        is_at(one, "Stap 2 van 5: Schrijven")
    return sam, ellen, daan


def test_what_people_write_alone_is_shown_at_one_moment(noor: Facilitator, three):
    sam, ellen, daan = three
    writes(sam, "Wij kunnen het uitzetten.")
    ellen.page.get_by_label("Zonder naam").check()
    writes(ellen, "Het contract is te vaag.")
    hidden = [
        one.page.get_by_text(words).count()
        for one, words in [(sam, "te vaag"), (ellen, "uitzetten"), (daan, "te vaag")]
    ]

    goes(noor, "writing", "discussing")

    for one in (sam, ellen, daan):
        is_at(one, "Stap 3 van 5: Bespreken")
        expect(card(one.page, "uitzetten")).to_contain_text("Ondernemingsraad")
        expect(card(one.page, "te vaag")).to_contain_text("Zonder naam")
        expect(card(one.page, "te vaag")).not_to_contain_text("Recruiter")
    assert hidden == [0, 0, 0]


def test_ready_is_said_and_taken_back(three):
    sam, ellen, _daan = three
    ready = sam.page.get_by_role("button", name="Ik ben klaar")

    ready.click()
    expect(ellen.page.get_by_text("1 van 3 klaar")).to_be_visible()
    expect(ready).to_have_attribute("aria-pressed", "true")
    ready.click()

    expect(ellen.page.get_by_text("0 van 3 klaar")).to_be_visible()


def test_recognising_reacting_and_what_is_new(noor: Facilitator, three):
    sam, ellen, _daan = three
    writes(sam, "Wij kunnen het uitzetten.")
    goes(noor, "writing", "discussing")
    is_at(ellen, "Bespreken")
    is_at(sam, "Bespreken")
    expect(card(sam.page, "uitzetten")).to_be_visible()

    card(ellen.page, "uitzetten").get_by_role("button", name="Herken ik").click()
    card(ellen.page, "uitzetten").get_by_role("button", name="Voeg reactie toe").click()
    ellen.page.get_by_label("Jouw reactie").fill("Dat duurt een kwartier.")
    ellen.page.get_by_role("dialog").get_by_role("button", name="Voeg reactie toe").click()

    expect(card(ellen.page, "uitzetten")).to_contain_text("Dat duurt een kwartier.")
    pressed = card(ellen.page, "uitzetten").get_by_role("button", name="Herken ik")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(card(sam.page, "uitzetten")).to_contain_text("1 herkent dit")
    expect(card(sam.page, "uitzetten")).not_to_contain_text("Dat duurt een kwartier.")
    sam.page.get_by_role("button", name="1 nieuwe · Toon").click()
    expect(card(sam.page, "uitzetten")).to_contain_text("Dat duurt een kwartier.")


def test_a_card_is_taken_over_in_the_answer_once(noor: Facilitator, three):
    sam, ellen, _daan = three
    writes(sam, "Wij kunnen het uitzetten.")
    goes(noor, "writing", "composing")
    is_at(ellen, "Samen opschrijven")

    ellen.page.get_by_role("button", name="Inbreng van de groep").click()
    card(ellen.page, "uitzetten").get_by_role("button", name="Neem over in het antwoord").click()

    sam.sees_in_answer("Wij kunnen het uitzetten.")
    taken = card(ellen.page, "uitzetten")
    expect(taken).to_contain_text("Overgenomen in het antwoord")
    expect(taken.get_by_role("button", name="Neem over in het antwoord")).to_have_count(0)


def test_who_still_writes_when_all_is_shown_loses_nothing(noor: Facilitator, three):
    sam, ellen, _daan = three
    writes(sam, "Wij kunnen het uitzetten.")
    own_text(sam).press("Control+End")
    sam.page.keyboard.type(" Wie doet dat", delay=5)

    goes(noor, "writing", "discussing")

    expect(sam.page.get_by_text("De groep is bij: Bespreken.").first).to_be_visible()
    is_at(sam, "Schrijven")
    sam.page.keyboard.type(" eigenlijk?", delay=5)
    expect(own_text(sam)).to_have_value("Wij kunnen het uitzetten. Wie doet dat eigenlijk?")
    sam.page.get_by_role("button", name="Ga mee").click()
    is_at(sam, "Bespreken")
    told = sam.page.get_by_text("De groep is verder. Je tekst is bewaard als aanvulling.")
    expect(told.first).to_be_visible()
    late = card(sam.page, "eigenlijk?")
    expect(late).to_contain_text(re.compile(r"aangevuld om \d+\.\d\d"))
    ellen.page.reload()
    expect(card(ellen.page, "eigenlijk?")).to_have_count(1)


def test_what_was_written_alone_outlives_a_reload(three):
    sam, _ellen, _daan = three
    sam.page.get_by_label("Dit moeten we uitzoeken").check()
    writes(sam, "Wij kunnen het uitzetten.")

    sam.page.reload()

    expect(own_text(sam)).to_have_value("Wij kunnen het uitzetten.")
    expect(sam.page.get_by_label("Dit moeten we uitzoeken")).to_be_checked()


def test_what_was_written_without_a_line_is_sent_later(three, server: RunningServer):
    sam, _ellen, _daan = three
    server.kill()
    own_text(sam).fill("Zonder lijn geschreven.")
    away = sam.page.get_by_text("Nog niet bewaard bij de sessie. Je tekst staat op dit apparaat.")
    expect(away.first).to_be_visible()
    place = sam.page.url
    sam.page.goto("about:blank")
    server.start()

    sam.page.goto(place)

    expect(own_text(sam)).to_have_value("Zonder lijn geschreven.")
    expect(sam.page.locator("#own-state")).to_have_text(re.compile("^Bewaard om"))


def test_two_windows_that_wrote_apart_keep_both_texts(three):
    sam, _ellen, _daan = three
    writes(sam, "Eerst.")
    other = Guest(sam.page.context.new_page(), sam.url, "Sam", "Ondernemingsraad")
    other.page.goto(sam.page.url)
    expect(own_text(other)).to_have_value("Eerst.")
    sam.page.route("**/questions/1/input/", lambda route: route.abort())
    own_text(sam).fill("Van de telefoon.")
    writes(other, "Van de laptop.")
    sam.page.unroute("**/questions/1/input/")

    expect(sam.page.get_by_role("heading", name="Kies welke tekst blijft")).to_be_visible()
    expect(sam.page.locator(".clash")).to_contain_text("Van de telefoon.")
    expect(sam.page.locator(".clash")).to_contain_text("Van de laptop.")
    sam.page.get_by_role("button", name="Houd allebei").click()

    expect(own_text(sam)).to_have_value("Van de laptop.\n\nVan de telefoon.")
    expect(own_text(other)).to_have_value("Van de laptop.\n\nVan de telefoon.")


def test_the_question_is_not_understood_by_somebody(noor: Facilitator, three):
    sam, _ellen, _daan = three

    sam.page.get_by_role("button", name="Ik snap de vraag niet").click()

    expect(noor.page.get_by_text("1 persoon snapt de vraag niet")).to_be_visible()
    expect(sam.page.get_by_text("De gespreksleider ziet dat iemand uitleg wil")).to_be_visible()


def test_agreeing_objecting_and_the_facts(noor: Facilitator, three):
    sam, ellen, daan = three
    goes(noor, "writing", "closing")
    for one in (sam, ellen, daan):
        is_at(one, "Stap 5 van 5: Afronden")

    sam.page.get_by_label("Nee, ik heb bezwaar").check()
    sam.page.get_by_role("button", name="Geef bezwaar door").click()
    expect(sam.page.get_by_text("Schrijf kort wat je bezwaar is.")).to_be_visible()
    sam.page.get_by_label("Jouw bezwaar").fill("Het moet eerst uit.")
    sam.page.get_by_role("button", name="Geef bezwaar door").click()
    ellen.page.get_by_label("Ja", exact=True).check()
    ellen.page.get_by_role("button", name="Geef akkoord").click()
    expect(daan.page.get_by_role("group", name="Kloppen de feiten?")).to_be_visible()
    daan.page.get_by_label("Ja", exact=True).check()
    daan.page.get_by_role("button", name="Stuur antwoord").click()

    expect(sam.page.get_by_text("2 van 2 gaven antwoord")).to_be_visible()
    expect(sam.page.get_by_text("1 van 1 gaven antwoord")).to_be_visible()
    gives(noor, "questions/1/outcome/", outcome="no_good_answer", reason="Te weinig bekend.")
    for one in (sam, ellen):
        view = card(one.page, "Het moet eerst uit.")
        expect(view).to_contain_text("Ander standpunt · Ondernemingsraad")
    sam.page.goto(f"{sam.session_address()}overview/")
    log = sam.page.locator("[data-region=decisions]")
    expect(log).to_contain_text("Te weinig bekend.")
    expect(log).to_contain_text("Geen goed antwoord")


def test_every_step_has_nothing_wrong_for_axe(noor: Facilitator, three):
    sam, ellen, daan = three
    found = {}
    steps = ["writing", "discussing", "composing", "closing"]
    writes(sam, "Wij kunnen het uitzetten.")
    ellen.page.emulate_media(color_scheme="dark")
    for seen, step in zip(steps, [*steps[1:], None], strict=True):
        words = {"writing": "Stap 2", "discussing": "Stap 3", "composing": "Stap 4"}
        for one in (sam, ellen, daan):
            is_at(one, words.get(seen, "Stap 5"))
            found[f"{one.name} {seen}"] = complaints(one.page)
        if step is not None:
            goes(noor, seen, step)

    assert found == {name: [] for name in found}


def test_a_closed_round_and_who_waits_outside(noor: Facilitator, three):
    sam, ellen, daan = three
    goes(noor, "writing", "composing")
    people = ids_of(noor.page)

    gives(noor, "closed-round/", on="1", insiders=people["Ellen"])

    expect(daan.page.get_by_text("De groep praat even zonder leverancier.")).to_be_visible()
    expect(sam.page.get_by_text("De gespreksleider laat je zo binnen.")).to_be_visible()
    banner = ellen.page.get_by_text("Besloten ronde: dit leest de leverancier niet")
    expect(banner).to_be_visible()
    found = {one.name: complaints(one.page) for one in (sam, ellen, daan)}
    closed = ellen.page.get_by_role("textbox", name="Besloten tekst bij vraag 1")
    expect(closed).to_be_editable()
    closed.click()
    ellen.page.keyboard.type("Dit blijft onder ons.", delay=5)
    gives(noor, f"people/{people['Sam']}/admission/")
    inside = sam.page.get_by_role("textbox", name="Besloten tekst bij vraag 1")
    expect(inside).to_contain_text("Dit blijft onder ons.")
    gives(noor, "closed-round/", on="0")
    expect(daan.page.get_by_role("heading", level=1)).to_contain_text("ethische")
    expect(daan.page.get_by_text("Dit blijft onder ons.")).to_have_count(0)
    expect(closed).to_contain_text("Dit blijft onder ons.")
    ellen.page.reload()
    ellen.page.get_by_role("button", name="Tekst van de besloten ronde").click()
    expect(closed).to_contain_text("Dit blijft onder ons.")
    assert found == {name: [] for name in found}


def test_one_pen_writes_and_others_propose_sentences(noor: Facilitator, guest):
    code = makes_stepped_session(noor, "one_pen")
    sam = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    sam.sees_question(1)
    goes(noor, "reading", "composing")
    expect(sam.page.get_by_text("Noor heeft de pen")).to_be_visible()

    sam.page.get_by_role("button", name="Stel zin voor").click()
    window = sam.page.get_by_role("dialog")
    window.get_by_role("textbox").fill("Wij kunnen het systeem stopzetten.")
    window.get_by_role("button", name="Stel zin voor").click()

    proposed = noor.page.get_by_role("region", name="Voorgestelde zinnen")
    expect(proposed).to_contain_text("Wij kunnen het systeem stopzetten.")
    proposed.get_by_role("button", name="Neem over in het antwoord").click()
    sam.sees_in_answer("Wij kunnen het systeem stopzetten.")
    expect(sam.page.get_by_text("Voorgestelde zinnen")).to_have_count(0)


def test_without_steps_there_is_the_answer_and_no_ceremony(noor: Facilitator, guest):
    code = noor.has_session("Meteen")
    sam = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    sam.sees_question(1)

    sam.types("Ons antwoord.")

    noor.sees_in_answer("Ons antwoord.")
    page = sam.page
    shown = [
        page.get_by_text(re.compile(r"^Stap \d")).count(),
        page.get_by_role("button", name="Ik ben klaar").count(),
        page.get_by_role("heading", name="Jouw inbreng").count(),
        page.get_by_text("Kun je met dit antwoord leven?").count(),
    ]
    assert shown == [0, 0, 0, 0]

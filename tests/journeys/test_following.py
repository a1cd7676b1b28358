"""Everybody follows the facilitator, may look elsewhere, and is never pulled away while typing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Facilitator, Guest


@pytest.fixture
def sam(noor: Facilitator, guest) -> Guest:
    """Sam, in a session that Noor started."""
    code = noor.has_session("Volgen")
    joined = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    joined.sees_question(1)
    return joined


def lay_on_table(noor: Facilitator, number: int) -> None:
    """Look at a question and lay it on the table."""
    noor.page.goto(f"{noor.session_address()}questions/{number}/")
    noor.page.get_by_role("button", name=f"Leg vraag {number} op tafel").click()


def test_who_only_reads_follows(noor: Facilitator, sam: Guest):
    lay_on_table(noor, 8)

    sam.sees_question(8)


def test_who_types_stays_and_gets_a_button(noor: Facilitator, sam: Guest):
    sam.takes_a_line()
    sam.page.keyboard.type("Ik ben nog bezig met")

    lay_on_table(noor, 8)

    expect(sam.page.get_by_text("De groep is bij vraag 8.").first).to_be_visible()
    sam.page.keyboard.type(" deze zin.")
    sam.sees_in_answer("Ik ben nog bezig met deze zin.")
    sam.sees_question(1)
    sam.page.get_by_role("button", name="Ga naar de vraag van nu").click()
    sam.sees_question(8)


def test_who_looks_elsewhere_comes_back_with_one_button(noor: Facilitator, sam: Guest):
    sam.page.goto(f"{sam.session_address()}questions/3/")
    lay_on_table(noor, 8)

    sam.page.get_by_role("button", name="Ga naar de vraag van nu").click()

    sam.sees_question(8)


def test_the_back_button_goes_to_the_question_before(noor: Facilitator, sam: Guest):
    lay_on_table(noor, 8)
    sam.sees_question(8)

    sam.page.go_back()

    sam.sees_question(1)
    expect(sam.page.locator("h1")).to_contain_text("ethische")


def test_a_question_has_an_address_of_its_own(noor: Facilitator, sam: Guest):
    sam.page.goto(f"{sam.session_address()}questions/5/")

    sam.page.reload()

    expect(sam.page.locator("h1")).to_have_text(
        "Op basis van welke data is het model voor een succesvolle werknemer gemaakt?"
    )


def test_the_state_of_the_line_is_said(sam: Guest):
    state = sam.page.locator(".conn")
    expect(state).to_have_text("Verbonden")

    sam.page.context.set_offline(True)
    expect(state).to_have_text("Verbinding weg")
    sam.page.context.set_offline(False)

    expect(state).to_have_text("Weer verbonden")

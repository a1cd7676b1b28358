"""What somebody typed is kept: through a reload without a line, a closed question, a huge paste."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Facilitator, Guest
from tests.running_server import RunningServer

PASTE = """text => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
  document.querySelector("[contenteditable=true]").dispatchEvent(event);
}"""


@pytest.fixture
def sam(noor: Facilitator, guest) -> Guest:
    """Sam, in a session that Noor started."""
    code = noor.has_session("Tekst")
    joined = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    joined.sees_question(1)
    return joined


def test_unsaved_text_survives_a_server_that_went_away(
    noor: Facilitator, sam: Guest, server: RunningServer
):
    sam.types("Bewaard.")
    noor.sees_in_answer("Bewaard.")
    sam.sees_saved()
    server.kill()
    sam.types("Nog niet bewaard.")
    expect(sam.page.get_by_text("Nog niet bewaard bij de sessie.").first).to_be_visible()

    server.start()

    noor.sees_in_answer("Nog niet bewaard.")
    sam.sees_saved()


def test_unsaved_text_survives_a_reload(noor: Facilitator, sam: Guest, server: RunningServer):
    sam.types("Bewaard.")
    sam.sees_saved()
    sam.page.context.set_offline(True)
    sam.types("Nog niet bewaard.")
    on_device = "Nog niet bewaard bij de sessie. Je tekst staat op dit apparaat."
    expect(sam.page.get_by_text(on_device).first).to_be_visible()

    sam.page.context.set_offline(False)
    sam.page.reload()

    sam.sees_in_answer("Nog niet bewaard.")
    noor.sees_in_answer("Nog niet bewaard.")


def test_a_megabyte_is_refused_with_a_count_and_harms_nobody(noor: Facilitator, sam: Guest):
    sam.types("Dit staat er al.")
    sam.page.evaluate(PASTE, "x" * 1_000_000)

    expect(sam.page.get_by_text(re.compile(r"van 10\.000 tekens")).first).to_be_visible()
    noor.types("En Noor schrijft door.")
    sam.sees_in_answer("En Noor schrijft door.")
    sam.sees_in_answer("Dit staat er al.")


def test_pasted_markup_becomes_text(noor: Facilitator, sam: Guest):
    sam.takes_a_line()
    sam.page.evaluate(PASTE, "<img src=x onerror=alert(1)> \x00 {{ 7|add:7 }}")

    noor.sees_in_answer("<img src=x onerror=alert(1)>")
    noor.sees_in_answer("{{ 7|add:7 }}")


def test_the_first_signs_of_two_people_end_in_one_paragraph(noor: Facilitator, sam: Guest):
    words = {noor: "Eerlijkheid", sam: "Openheid"}
    for person in (noor, sam):
        expect(person.editor).to_be_visible()
        person.editor.click()
        person.page.context.set_offline(True)
        person.page.keyboard.type(words[person])

    for person in (noor, sam):
        person.page.context.set_offline(False)

    for person in (noor, sam):
        person.sees_in_answer(words[noor])
        person.sees_in_answer(words[sam])
        expect(person.editor.locator("p")).to_have_count(1)


def test_two_tabs_of_one_person_read_the_same_and_are_one_person(noor: Facilitator, sam: Guest):
    other = Guest(sam.page.context.new_page(), sam.url, "Sam", "Ondernemingsraad")
    other.page.goto(sam.page.url)
    sam.types("Van de ene.")
    other.sees_in_answer("Van de ene.")
    other.types("Van de andere.")

    sam.sees_in_answer("Van de andere.")
    noor.page.goto(f"{noor.session_address()}lobby/")
    expect(noor.page.locator("[data-people-count]")).to_have_text("1 persoon")
    other.page.close()
    sam.types("Nog steeds hier.")
    sam.sees_saved()


def test_undo_takes_back_ones_own_words_only(noor: Facilitator, sam: Guest):
    noor.types("Van Noor.")
    sam.sees_in_answer("Van Noor.")
    sam.types("Van Sam.")
    noor.sees_in_answer("Van Sam.")

    sam.page.get_by_role("button", name="Maak ongedaan").click()

    answer = noor.page.get_by_role("textbox", name=re.compile("Gezamenlijk antwoord"))
    expect(answer).not_to_contain_text("Van Sam.")
    expect(answer).to_contain_text("Van Noor.")


def test_a_reopened_question_goes_on_where_it_stopped(noor: Facilitator, sam: Guest):
    sam.types("Ons antwoord.")
    noor.sees_in_answer("Ons antwoord.")
    noor.page.get_by_role("button", name="Rond vraag af").click()
    form = noor.page.get_by_role("region", name="Rond vraag af")
    form.get_by_text("Beantwoord", exact=True).click()
    noor.page.locator("footer").get_by_role("button", name="Rond vraag af").click()
    expect(sam.editor).to_have_count(0)

    noor.page.get_by_role("button", name="Open vraag opnieuw").click()

    sam.types("En meer.")
    noor.sees_in_answer("Ons antwoord.")
    noor.sees_in_answer("En meer.")


def test_a_key_pressed_at_once_works_where_the_caret_went(noor: Facilitator):
    noor.has_session("Matchwijzer")
    noor.starts()
    noor.types("Iedereen krijgt dezelfde vragen.")
    noor.sees_saved()

    # The browser moves the caret now and tells so later; the key does not wait for that.
    noor.editor.evaluate(
        """(text) => {
          const selection = getSelection();
          selection.collapse(text.querySelector("p:last-child").firstChild, 8);
          text.dispatchEvent(new Event("focus"));
          return new Promise((told) => setTimeout(() => {
            selection.selectAllChildren(text.querySelector("p:last-child"));
            selection.collapseToEnd();
            text.dispatchEvent(new KeyboardEvent("keydown",
              { key: "Enter", keyCode: 13, bubbles: true, cancelable: true }));
            told();
          }, 200));
        }"""
    )
    noor.page.keyboard.type("Een nieuwe regel.")

    lines = [line for line in noor.editor.inner_text().split("\n") if line.strip()]
    assert lines == ["Iedereen krijgt dezelfde vragen.", "Een nieuwe regel."]

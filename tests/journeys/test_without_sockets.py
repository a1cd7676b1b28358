"""Where a proxy lets no websocket through, pages go on by requests and people notice little."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.people import Facilitator, Guest
from tests.journeys.proxy import Proxy
from tests.journeys.test_projector import link_for
from tests.journeys.test_steps import gives, ids_of
from tests.running_server import RunningServer

SLOWER = (
    "Deze verbinding is trager. Alles werkt, maar wat anderen doen, zie je een paar tellen later."
)


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    """A proxy that refuses websockets."""
    with Proxy() as running:
        yield running


@pytest.fixture
def swallowing() -> Iterator[Proxy]:
    """A proxy that never answers who asks for one."""
    with Proxy(swallows=True) as running:
        yield running


@pytest.fixture
def behind(
    server: RunningServer, open_page: Callable[..., Page]
) -> Callable[[Proxy, str, str], Guest]:
    """Somebody whose browser goes through a proxy."""

    def arrives(proxy: Proxy, name: str, perspective: str) -> Guest:
        viewport = PHONE if name == "Sam" else LAPTOP
        page = open_page(viewport, proxy={"server": proxy.url, "bypass": "<-loopback>"})
        return Guest(page, server.url, name, perspective)

    return arrives


def sees_slower(person: Guest) -> None:
    expect(person.page.get_by_text(SLOWER).first).to_be_visible()


def test_a_whole_question_goes_by_requests(noor: Facilitator, proxy, swallowing, behind):
    code = noor.has_session("Achter een proxy")
    sam = behind(proxy, "Sam", "Ondernemingsraad").joins_by_link(code)
    ellen = behind(swallowing, "Ellen", "HR").joins_by_link(code)
    sees_slower(sam)
    sees_slower(ellen)
    noor.starts()
    for person in (sam, ellen):
        person.sees_question(1)

    # Everybody writes in one answer.
    noor.types("Van Noor.")
    for person, words in ((sam, "Van Sam."), (ellen, "Van Ellen.")):
        person.sees_in_answer("Van Noor.")
        person.types(words)
        person.sees_saved()
    for person in (noor, sam, ellen):
        for words in ("Van Noor.", "Van Sam.", "Van Ellen."):
            person.sees_in_answer(words)

    # Nothing is called saved that is not, and nothing is lost.
    proxy.dead = True
    sam.types("Nog niet bewaard.")
    unsaved = sam.page.get_by_text("Nog niet bewaard bij de sessie.").first
    expect(unsaved).to_be_visible()
    proxy.dead = False
    noor.sees_in_answer("Nog niet bewaard.")
    sam.sees_saved()

    # The outcome and the next question arrive.
    noor.page.get_by_role("button", name="Rond vraag af").click()
    form = noor.page.get_by_role("region", name="Rond vraag af")
    form.get_by_text("Beantwoord", exact=True).click()
    noor.page.locator("footer").get_by_role("button", name="Rond vraag af").click()
    for person in (sam, ellen):
        expect(person.editor).to_have_count(0)
    noor.page.get_by_role("button", name="Ga naar vraag 2").click()
    for person in (noor, sam, ellen):
        person.sees_question(2)

    # A closed round hides what it says from who is outside, and shows it inside.
    insiders = ids_of(noor.page)["Ellen"]
    gives(noor, "closed-round/", on="1", insiders=insiders)
    expect(sam.page.get_by_text("De gespreksleider laat je zo binnen.")).to_be_visible()
    closed = ellen.page.get_by_role("textbox", name="Besloten tekst bij vraag 2")
    expect(closed).to_be_editable()
    closed.click()
    ellen.page.keyboard.type("Dit blijft onder ons.", delay=5)
    inside = noor.page.get_by_role("textbox", name="Besloten tekst bij vraag 2")
    expect(inside).to_contain_text("Dit blijft onder ons.")
    gives(noor, "closed-round/", on="0")
    expect(sam.editor).to_be_visible()
    expect(sam.page.get_by_text("Dit blijft onder ons.")).to_have_count(0)

    # Who is removed is out.
    noor.removes("Sam")
    gone = sam.page.get_by_role("heading", name="Je bent uit de sessie gehaald.")
    expect(gone).to_be_visible()
    ellen.types("Ellen schrijft door.")
    noor.sees_in_answer("Ellen schrijft door.")


def test_a_wall_goes_by_requests(noor: Facilitator, proxy: Proxy, open_page):
    noor.has_session("Achter een proxy")
    wall = open_page(LAPTOP, proxy={"server": proxy.url, "bypass": "<-loopback>"})
    wall.goto(link_for(noor))
    wall.wait_for_url("**/projector/")

    noor.starts()
    noor.types("Van Noor.")

    expect(wall.get_by_text("Vraag 1 van 20")).to_be_visible()
    expect(wall.locator(".bm-answer")).to_contain_text("Van Noor.")

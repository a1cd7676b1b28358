"""A line that dies without a word: nothing is closed, and nothing comes through any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.office_proxy import OfficeProxy
from tests.journeys.people import LONG, Facilitator, Guest
from tests.running_server import RunningServer

ON_DEVICE = "Nog niet bewaard bij de sessie. Je tekst staat op dit apparaat."


@pytest.fixture
def proxy() -> Iterator[OfficeProxy]:
    running = OfficeProxy()
    running.start()
    yield running
    running.stop()


@pytest.fixture
def sam(
    noor: Facilitator, server: RunningServer, proxy: OfficeProxy, open_page: Callable[..., Page]
) -> Guest:
    """Sam, behind an office's proxy, in a session that Noor started."""
    code = noor.has_session("Dode lijn")
    page = open_page(PHONE, proxy={"server": proxy.url})
    joined = Guest(page, server.url, "Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    joined.sees_question(1)
    joined.types("Met verbinding.")
    joined.sees_saved()
    return joined


def test_a_line_that_died_is_noticed_while_typing_and_opened_anew(
    noor: Facilitator, sam: Guest, proxy: OfficeProxy
):
    proxy.swallow()

    sam.types("In een gat.")

    expect(sam.page.get_by_text(ON_DEVICE).first).to_be_visible(timeout=LONG)
    sam.page.wait_for_event("websocket", lambda socket: socket.url.endswith("/texts"), timeout=LONG)
    proxy.heal()
    noor.sees_in_answer("In een gat.")
    sam.sees_saved()


def test_text_typed_on_a_line_that_died_is_on_the_device(
    noor: Facilitator, sam: Guest, proxy: OfficeProxy
):
    proxy.swallow()
    sam.types("In een gat.")
    expect(sam.page.get_by_text(ON_DEVICE).first).to_be_visible(timeout=LONG)
    place = sam.page.url
    sam.page.goto("about:blank")
    proxy.heal()

    sam.page.goto(place)

    noor.sees_in_answer("In een gat.")
    sam.sees_in_answer("In een gat.")

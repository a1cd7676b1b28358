"""A room on one network, over plain http: browsers give such a page less, and it must be enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.people import Facilitator, Guest, make_first_account
from tests.running_server import RunningServer


@pytest.fixture
def room_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The product at an address of the room's network."""
    running = RunningServer(tmp_path_factory.mktemp("room"), host="air.test")
    running.prepare()
    running.start()
    yield running
    running.stop()


def test_people_on_the_same_network_write_together(
    room_server: RunningServer, open_page: Callable[..., Page]
):
    laptop = open_page(LAPTOP)
    known = make_first_account(laptop, room_server.manage("first_run").split()[-1])
    noor = Facilitator(laptop, room_server.url, **known)
    code = noor.makes_session("In de zaal")
    sam = Guest(open_page(PHONE), room_server.url, "Sam", "Ondernemingsraad").joins_by_code(code)
    noor.starts()
    sam.sees_question(1)

    sam.types("Vanaf mijn telefoon.")

    noor.sees_in_answer("Vanaf mijn telefoon.")
    sam.sees_saved()
    assert sam.page.evaluate("window.isSecureContext") is False

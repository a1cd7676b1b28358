"""A running server, a browser, and the people who sit behind it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from tests.journeys.people import Facilitator, Guest, make_first_account, watched
from tests.running_server import RunningServer
from tools import system_packages

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # A name that browsers do not trust as they trust 127.0.0.1: what a phone in the room sees.
    "--host-resolver-rules=MAP air.test 127.0.0.1",
]  # fmt: skip
# Nothing fades or slides: what is looked at or pressed stands still.
CALM = {"locale": "nl-NL", "reduced_motion": "reduce"}
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if "journeys" in Path(item.path).parts:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[pytest.TestReport]:
    """Keep what everybody saw when a test failed, for whoever mends it."""
    report = yield
    if report.when == "call" and report.failed:
        folder = Path(os.environ.get("VAR_DIR", "var")) / "failed" / item.name
        folder.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(getattr(item, "pages", [])):
            page.screenshot(path=folder / f"{number}.png", full_page=True)
            (folder / f"{number}.txt").write_text("\n".join([page.url, *page.heard]))
    return report


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The product on a port of its own, with nothing in it but the questions."""
    running = RunningServer(tmp_path_factory.mktemp("server"))
    running.prepare()
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium; every person gets a context of their own in it."""
    path = system_packages.chromium()
    if path is None:
        pytest.fail("Chromium is missing. Type: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def account(server: RunningServer, chromium: Browser) -> dict[str, str]:
    """Noor's account, made through the link of the first run."""
    context = chromium.new_context(viewport=LAPTOP, **CALM)
    known = make_first_account(context.new_page(), server.manage("first_run").split()[-1])
    context.close()
    return known


@pytest.fixture
def open_page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open a browser of one's own; it must end without an error in its console."""
    pages: list[Page] = []
    request.node.pages = pages

    def opened(viewport: dict[str, int] = LAPTOP, **options: object) -> Page:
        context = chromium.new_context(viewport=viewport, **(CALM | options))
        page = watched(context.new_page())
        pages.append(page)
        return page

    yield opened
    errors = [error for page in pages for error in page.errors]
    for page in pages:
        page.context.close()
    assert errors == []


@pytest.fixture(scope="session")
def signed_in(server: RunningServer, account: dict[str, str], chromium: Browser) -> StorageState:
    """What Noor's browser keeps once she has signed in; nobody signs out in these journeys."""
    context = chromium.new_context(viewport=LAPTOP, **CALM)
    Facilitator(context.new_page(), server.url, **account).sign_in()
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def noor(
    server: RunningServer,
    account: dict[str, str],
    signed_in: StorageState,
    open_page: Callable[..., Page],
) -> Facilitator:
    """Noor at her laptop, signed in, with the list of sessions before her."""
    page = open_page(LAPTOP, storage_state=signed_in)
    page.goto(f"{server.url}/sessions/")
    return Facilitator(page, server.url, **account)


@pytest.fixture
def guest(server: RunningServer, open_page: Callable[..., Page]) -> Callable[..., Guest]:
    """Somebody with a phone."""

    def arrives(name: str, perspective: str, viewport: dict[str, int] = PHONE) -> Guest:
        return Guest(open_page(viewport), server.url, name, perspective)

    return arrives

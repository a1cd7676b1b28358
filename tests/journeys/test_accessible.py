"""axe finds nothing, on any page, in light and dark, on a phone and on a laptop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.people import Facilitator, Guest
from tests.running_server import RunningServer

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
OPEN_TO_ALL = ["", "about/", "privacy/", "return/", "accounts/login/", "accounts/password/reset/"]


def complaints(page: Page) -> list[str]:
    """Return what axe finds wrong with the page as it stands, with where."""
    page.wait_for_load_state()
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # What is right is not described, which takes longest.
    found = page.evaluate("async () => (await axe.run({resultTypes: ['violations']})).violations")
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_pages_open_to_all(server: RunningServer, open_page, viewport, look):
    page = open_page(viewport, color_scheme=look)
    found = {}
    for path in OPEN_TO_ALL:
        page.goto(f"{server.url}/{path}")
        found[path] = complaints(page)

    assert found == {path: [] for path in OPEN_TO_ALL}


def test_pages_of_who_leads(noor: Facilitator, guest: Callable[..., Guest]):
    found = {}
    page = noor.page
    found["dashboard"] = complaints(page)
    page.goto(f"{noor.url}/sessions/new/")
    found["new session"] = complaints(page)
    code = noor.has_session("Toegankelijk")
    guest("Sam", "Ondernemingsraad").joins_by_link(code)
    page.get_by_text("Sam", exact=True).wait_for()
    found["lobby"] = complaints(page)
    noor.starts()
    noor.types("Ons antwoord.")
    found["console"] = complaints(page)
    page.get_by_role("button", name="Rond vraag af").click()
    found["rounding off"] = complaints(page)
    address = noor.session_address()
    for name in ("overview", "settings", "system", "deletion", "report"):
        page.goto(f"{address}{name}/")
        found[name] = complaints(page)

    assert found == {name: [] for name in found}


def test_pages_of_a_report(noor: Facilitator):
    found = {}
    page = noor.page
    noor.has_session("Toegankelijk")
    noor.starts()
    address = noor.session_address()
    page.locator("details[data-menu] > summary").click()
    page.get_by_role("button", name="Sluit sessie").click()
    page.get_by_role("dialog").get_by_role("button", name="Sluit sessie").click()
    page.wait_for_url("**/ending/")
    page.goto(f"{address}report/final/")
    found["before it is final"] = complaints(page)
    page.get_by_role("button", name="Maak versie 1 definitief").click()
    page.wait_for_url(f"{address}report/")
    found["while the PDF is made"] = complaints(page)
    page.get_by_text("De pdf is klaar.").wait_for(timeout=60_000)
    page.locator(".report-versions summary").click()
    found["versions"] = complaints(page)
    page.get_by_role("link", name="Pagina van deze versie").click()
    page.locator("#sign-offs summary").click()
    found["a version"] = complaints(page)
    page.locator("#sharing").get_by_label("Voor wie").fill("Directie")
    page.get_by_role("button", name="Maak link").click()
    page.locator("#made-link").wait_for()
    found["a link that is made"] = complaints(page)
    shared = page.locator("#made-link").input_value()
    page.emulate_media(color_scheme="dark")
    for name, path in [("list", "reports/"), ("nothing found", "reports/?q=zzz")]:
        page.goto(f"{noor.url}/{path}")
        found[name] = complaints(page)
    page.goto(shared)
    found["shared"] = complaints(page)
    page.goto(f"{noor.url}/shared/over/")
    found["shared no more"] = complaints(page)

    assert found == {name: [] for name in found}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_pages_of_an_organisation(noor: Facilitator, open_page, look):
    found = {}
    page = noor.page
    page.emulate_media(color_scheme=look)
    page.goto(f"{noor.url}/organisation/")
    found["organisation"] = complaints(page)
    page.get_by_label("Voor wie").fill("Iris van HR")
    page.get_by_role("button", name="Maak link").click()
    page.locator("#made-link").wait_for()
    found["an invitation that is made"] = complaints(page)
    iris = open_page(PHONE, color_scheme=look)
    iris.goto(page.locator("#made-link").input_value())
    found["invitation"] = complaints(iris)
    iris.get_by_role("button", name="Maak account").click()
    found["invitation with faults"] = complaints(iris)
    iris.goto(f"{noor.url}/invitation/over/")
    found["invitation no more"] = complaints(iris)

    assert found == {name: [] for name in found}


def test_the_console_and_its_windows_on_a_phone(noor: Facilitator):
    found = {}
    noor.has_session("Toegankelijk")
    noor.starts()
    page = noor.page
    page.set_viewport_size(PHONE)
    found["console"] = complaints(page)
    page.locator("details[data-menu] > summary").click()
    found["menu"] = complaints(page)
    page.locator("details[data-menu]").get_by_role("button", name="Beamer").click()
    page.get_by_role("button", name="Link voor een andere computer").click()
    page.get_by_text("Je ziet de link alleen nu.").wait_for()
    found["projector"] = complaints(page)

    assert found == {name: [] for name in found}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_pages_of_who_takes_part(noor: Facilitator, server, open_page, look):
    found = {}
    code = noor.has_session("Toegankelijk")
    page = open_page(PHONE, color_scheme=look)
    page.goto(f"{server.url}/j/{code}/")
    found["door"] = complaints(page)
    sam = Guest(page, server.url, "Sam", "Leverancier").fills_in()
    found["waiting room"] = complaints(page)
    noor.starts()
    sam.sees_question(1)
    sam.types("Ons antwoord.")
    found["question"] = complaints(page)
    page.goto(f"{sam.session_address()}overview/")
    found["overview"] = complaints(page)

    assert found == {name: [] for name in found}

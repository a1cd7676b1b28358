"""Seven people in one session that goes in steps, and what crosses the wire to their browsers."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import CALM, LAPTOP, PHONE
from tests.journeys.people import Facilitator, Guest
from tests.running_server import RunningServer

PASSWORD = "vier woorden zijn genoeg"


class Wire:
    """What one page is sent over its sockets, and what it gets when it asks."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._received: list[bytes] = []
        page.on("websocket", lambda socket: socket.on("framereceived", self._keep))

    def asks(self, *addresses: str) -> None:
        """Ask for these addresses as this browser, and keep the answers."""
        for address in addresses:
            self._received.append(self._page.request.get(address).body())

    def has(self, marker: str) -> bool:
        """Tell whether these letters ever came."""
        return any(marker.encode() in part for part in self._received)

    def _keep(self, frame: str | bytes) -> None:
        self._received.append(frame.encode() if isinstance(frame, str) else frame)


class Group:
    """Noor and Karim lead, Fatima writes down, Sam has a phone, Daan two devices, Olga looks on."""

    def __init__(
        self,
        noor: Facilitator,
        karim: Facilitator,
        guest: Callable[..., Guest],
        open_page: Callable[..., Page],
        server: RunningServer,
    ) -> None:
        self.noor = noor
        self._open = open_page
        self._server = server
        self.code = noor.makes_session("Matchwijzer", in_steps=True)
        self.address = noor.session_address()
        self.fatima = guest("Fatima", "Privacy (FG)", LAPTOP)
        self.sam = guest("Sam", "Ondernemingsraad", PHONE)
        self.ellen = guest("Ellen", "HR", LAPTOP)
        self.olga = guest("Olga", "Juridisch", LAPTOP)
        self.daan = guest("Daan", "Leverancier", LAPTOP)
        self.wires = {name: Wire(page) for name, page in self._outsiders().items()}
        for person in (self.fatima, self.sam, self.ellen, self.olga, self.daan):
            person.joins_by_link(self.code)
        self.phone_of_daan = self._second_device()
        gives_role(noor, "Fatima", "Notulist")
        gives_role(noor, "Olga", "Meekijker")
        self.karim = karim
        self._add_facilitator("Karim")

    @property
    def pages(self) -> dict[str, Page]:
        """The page of everybody, Daan's both."""
        people = {
            "Noor": self.noor, "Karim": self.karim, "Fatima": self.fatima, "Sam": self.sam,
            "Ellen": self.ellen, "Olga": self.olga, "Daan": self.daan,
        }  # fmt: skip
        return {name: one.page for name, one in people.items()} | {"Phone": self.phone_of_daan}

    def start(self) -> None:
        """Put the first question on the table, and wait until everybody has it."""
        self.noor.starts()
        self.karim.page.goto(f"{self.address}questions/1/")
        for page in self.pages.values():
            page.wait_for_url("**/questions/1/")

    def go_on(self, words: str, step: str) -> None:
        """Press the large button with these words; wait until both facilitators are there."""
        self.noor.page.get_by_role("button", name=words, exact=True).click()
        self.is_at(step)

    def is_at(self, step: str) -> None:
        """Wait until both facilitators' bars say that this is the step of now."""
        for leader in (self.noor, self.karim):
            now = leader.page.locator(".steps [aria-current=step]")
            expect(now).to_have_text(step)

    def asks_again(self) -> None:
        """Load the pages of those outside anew, and ask for all that is to be had."""
        parts = ["snapshot/", "overview/", "questions/1/", "questions/1/voices/", "report.json"]
        for name, wire in self.wires.items():
            self.pages[name].reload()
            wire.asks(*(f"{self.address}{part}" for part in parts))

    def _outsiders(self) -> dict[str, Page]:
        return {"Daan": self.daan.page, "Olga": self.olga.page}

    def _second_device(self) -> Page:
        """Daan's phone, by a return code."""
        page = self.daan.page
        page.get_by_role("button", name="Toon mijn terugkeercode").first.click()
        page.get_by_role("button", name="Maak terugkeercode").click()
        shown = page.locator("dialog [data-code]")
        expect(shown).to_have_text(re.compile(r"^\w{4}-\w{4}-\w{4}$"))
        phone = self._open(PHONE)
        self.wires["Phone"] = Wire(phone)
        phone.goto(f"{self._server.url}/return/")
        phone.get_by_label("Terugkeercode").fill(shown.inner_text())
        phone.locator("main").get_by_role("button", name="Ga verder").click()
        phone.wait_for_url("**/sessions/**")
        page.get_by_role("dialog").get_by_role("button", name="Sluit").click()
        return phone

    def _add_facilitator(self, name: str) -> None:
        """Let a colleague lead too."""
        page = self.noor.page
        page.get_by_role("button", name="Gespreksleiders").click()
        page.get_by_role("button", name=f"Voeg toe: {name}").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("button", name="Stop als gespreksleider")).to_be_visible()
        dialog.get_by_role("button", name="Sluit", exact=True).click()


def gives_role(noor: Facilitator, name: str, role: str) -> None:
    """Make somebody scribe, participant, vendor or observer."""
    noor.page.get_by_label(f"Opties voor {name}").click()
    dialog = noor.page.get_by_role("dialog")
    dialog.get_by_text(role, exact=True).click()
    dialog.get_by_role("button", name="Bewaar", exact=True).click()
    expect(dialog).to_have_count(0)


def make_colleague(leader: Facilitator, page: Page, name: str) -> dict[str, str]:
    """Invite somebody who may lead; return how to sign in with the account they make."""
    leader.page.goto(f"{leader.url}/organisation/")
    leader.page.get_by_label("Voor wie").fill(name)
    leader.page.get_by_role("radio", name=re.compile("Gespreksleider")).check()
    leader.page.get_by_role("button", name="Maak link").click()
    page.goto(leader.page.get_by_label("Link", exact=True).input_value())
    known = {"email": f"{name.lower()}@vlietdam.example", "password": PASSWORD}
    page.get_by_label("Jouw naam").fill(name)
    page.get_by_label("E-mailadres").fill(known["email"])
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="Maak account").click()
    page.wait_for_url("**/sessions/")
    return known


def account_of_colleague(
    server: RunningServer, chromium: Browser, account: dict[str, str], name: str
) -> dict[str, str]:
    """Have the owner of this account invite somebody; return how that colleague signs in."""
    contexts = [chromium.new_context(viewport=LAPTOP, **CALM) for _ in range(2)]
    leader = Facilitator(contexts[0].new_page(), server.url, **account).sign_in()
    known = make_colleague(leader, contexts[1].new_page(), name)
    for context in contexts:
        context.close()
    return known


def sees(page: Page, words: str) -> None:
    """Wait until these words are somewhere on the page."""
    expect(page.get_by_text(words).first).to_be_visible()


def puts_in(person: Guest, words: str) -> None:
    """Write one's own input and wait until it is kept."""
    field = person.page.get_by_role("textbox", name="Jouw inbreng")
    field.fill(words)
    expect(person.page.locator("#own-state")).to_have_text(re.compile("^Bewaard om"))
    # Who has a field in hand is never pulled along.
    field.blur()


def votes(page: Page, choice: str, label: str = "", words: str = "") -> None:
    """Say whether one can live with the answer."""
    form = page.locator("form.cons")
    form.get_by_text(choice, exact=True).click()
    if words:
        form.get_by_label(label).fill(words)
    form.locator("button.primary").click()
    sees(page, "Jouw antwoord:")

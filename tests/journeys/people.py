"""What people do with the product, in the words on their screen."""

from __future__ import annotations

import re

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

# How long anything may take (ms), for a fact that is waited for: two workers share busy cores.
LONG = 30_000
# What a browser says of a line that was cut, or that a proxy does not let through.
CUT = (
    *("net::ERR_", "Failed to load resource", "Establishing a tunnel via proxy server failed"),
    "WebSocket opening handshake timed out",
)
expect.set_options(timeout=LONG)
# What somebody who leads does to have a session ready, without drawing the pages on the way.
MAKE = """async (fields) => {
  const asked = await (await fetch("/sessions/new/")).text();
  const page = new DOMParser().parseFromString(asked, "text/html");
  const body = new URLSearchParams(new FormData(page.querySelector("form.session-form")));
  for (const [name, value] of fields) body.set(name, value);
  const made = await fetch("/sessions/new/", {method: "POST", body});
  const headers = {"X-CSRFToken": body.get("csrfmiddlewaretoken")};
  const ready = await fetch(new URL("../phase/", made.url), {
    method: "POST", headers, body: new URLSearchParams({phase: "lobby"}),
  });
  return [made.url, ready.status];
}"""


def watched(page: Page) -> Page:
    """Return the page with what its console said, `heard`, and what went wrong, `errors`."""
    page.errors = []
    page.heard = []

    def heard(message: ConsoleMessage) -> None:
        page.heard.append(f"{message.type}: {message.text}")
        # A browser reports every request that fails; while the line is cut that is what we ask for.
        failed = any(words in message.text for words in CUT)
        if message.type == "error" and not failed:
            page.errors.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    return page


def make_first_account(page: Page, link: str) -> dict[str, str]:
    """Follow the link of the first run; return how to sign in with the account it makes."""
    known = {"email": "noor@vlietdam.example", "password": "vier woorden zijn genoeg"}
    page.goto(link)
    page.get_by_label("Organisatie").fill("Gemeente Vlietdam")
    page.get_by_label("Jouw naam").fill("Noor")
    page.get_by_label("E-mailadres").fill(known["email"])
    for field in page.locator("input[type=password]").all():
        field.fill(known["password"])
    page.get_by_role("button", name="Maak account").click()
    page.wait_for_url("**/sessions/")
    return known


class Person:
    """Somebody in a session."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    @property
    def editor(self) -> Locator:
        """The joint answer on the screen."""
        return self.page.locator("[contenteditable=true]")

    def takes_a_line(self) -> None:
        """Put the caret on a new line at the end of the joint answer."""
        expect(self.editor).to_be_visible()
        self.editor.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.press("Enter")

    def types(self, words: str) -> None:
        """Write on a line of one's own at the end of the joint answer, a sign at a time."""
        self.takes_a_line()
        self.page.keyboard.type(words, delay=5)

    def sees_in_answer(self, words: str) -> None:
        """Wait until the joint answer on the screen holds these words."""
        answer = self.page.get_by_role("textbox", name=re.compile("Gezamenlijk antwoord"))
        expect(answer).to_contain_text(words)

    def sees_saved(self) -> None:
        """Wait until the save state says so."""
        expect(self.page.get_by_text(re.compile(r"^Bewaard om \d+\.\d\d$")).first).to_be_visible()

    def sees_question(self, number: int) -> None:
        """Wait until this question is on the screen."""
        self.page.wait_for_url(f"**/questions/{number}/")

    def session_address(self) -> str:
        """Return the address of the session this page is in."""
        found = re.match(r".*/sessions/[^/]+/", self.page.url)
        assert found
        return found.group(0)


class Facilitator(Person):
    """Who leads."""

    def __init__(self, page: Page, url: str, email: str, password: str) -> None:
        super().__init__(page, url)
        self.email = email
        self.password = password

    def sign_in(self) -> Facilitator:
        """Sign in and come to the list of sessions."""
        self.page.goto(f"{self.url}/accounts/login/")
        self.page.get_by_label("E-mailadres").fill(self.email)
        self.page.get_by_label("Wachtwoord").fill(self.password)
        self.page.locator("main").get_by_role("button", name="Log in").click()
        self.page.wait_for_url("**/sessions/")
        return self

    def makes_session(self, title: str, vendor: str = "Werkwijs", *, in_steps: bool = False) -> str:
        """Make a session ready, click by click, and return its code."""
        self.page.goto(f"{self.url}/sessions/new/")
        self.page.get_by_label("Titel").fill(title)
        self.page.get_by_label("AI-systeem").fill(f"{title} 3")
        self.page.get_by_role("textbox", name="Leverancier").fill(vendor)
        if in_steps:
            self.page.get_by_role("radio", name="In stappen").check()
        self.page.get_by_role("button", name="Maak sessie").click()
        self.page.wait_for_url("**/lobby/")
        self.page.get_by_role("button", name="Zet sessie klaar").click()
        expect(self.page.get_by_role("button", name="Start sessie")).to_be_visible()
        return self.code()

    def has_session(self, title: str, vendor: str = "Werkwijs", **fields: str) -> str:
        """Have a session made ready by requests, go to its lobby, and return its code.

        For tests of something else; `makes_session` is what people do. `fields` are those of the
        form.
        """
        named = {"title": title, "system_name": f"{title} 3", "vendor_name": vendor} | fields
        lobby, status = self.page.evaluate(MAKE, list(named.items()))
        assert status == 204
        self.page.goto(lobby)
        expect(self.page.get_by_role("button", name="Start sessie")).to_be_visible()
        return self.code()

    def code(self) -> str:
        """Return the code on the wall."""
        shown = self.page.locator("[data-code]").first
        return re.sub(r"[^A-Z0-9]", "", shown.inner_text())[:8]

    def starts(self) -> None:
        """Put the first question on the table."""
        self.page.get_by_role("button", name="Start sessie").click()
        self.sees_question(1)

    def removes(self, name: str) -> None:
        """Put somebody out."""
        self.page.get_by_label(f"Opties voor {name}").click()
        self.page.get_by_role("button", name="Verwijder uit sessie").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name=f"Verwijder {name}").click()


class Guest(Person):
    """Who joins without an account."""

    def __init__(self, page: Page, url: str, name: str, perspective: str) -> None:
        super().__init__(page, url)
        self.name = name
        self.perspective = perspective

    def joins_by_code(self, code: str) -> Guest:
        """Type the code at the front door, as people do."""
        self.page.goto(self.url)
        self.page.get_by_label("Code").fill(f"{code[:4].lower()} {code[4:].lower()}")
        self.page.get_by_role("button", name="Doe mee").click()
        return self.fills_in()

    def joins_by_link(self, code: str) -> Guest:
        """Follow the link."""
        self.page.goto(f"{self.url}/j/{code}/")
        return self.fills_in()

    def fills_in(self) -> Guest:
        """Say who one is."""
        self.page.get_by_label("Jouw naam").fill(self.name)
        self.page.get_by_text(self.perspective, exact=True).click()
        self.page.get_by_role("button", name="Doe mee").click()
        self.page.wait_for_url("**/sessions/**")
        return self

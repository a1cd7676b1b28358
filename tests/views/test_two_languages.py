"""Dutch and English, whole: every page one can walk to, without a crumb of the other language.

The pages are found by following links, as a person would; the questions, and what people typed,
stay in the language they were written in and are left out.
"""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client

from sessions.enums import Phase
from sessions.models import Question, Theme
from tests.conftest import in_phase

pytestmark = pytest.mark.django_db

PO = Path(settings.LOCALE_PATHS[0]) / "nl" / "LC_MESSAGES" / "django.po"
SHOWN_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt", "content"}
VOID = {"meta", "link", "input", "br", "hr", "img", "use", "path", "rect", "circle", "source"}
MOST_PAGES = 60
# Shorter ones are words in both languages, or parts of names.
SHORTEST = 8
LOOKED_AT = ["draft", "running", "closed"]


class Page(HTMLParser):
    """What a page shows in its own language, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language, self.switch = "", False
        self.texts: list[str] = []
        self.links: list[str] = []
        self._hidden: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = dict(pairs)
        if tag == "html":
            self.language = attributes.get("lang") or ""
        foreign = attributes.get("lang") not in {None, self.language}
        if tag not in VOID and (self._hidden or foreign or tag in {"script", "style"}):
            self._hidden.append(tag)
        if tag == "form" and attributes.get("action") == "/language/":
            self.switch = True
        if tag == "a" and attributes.get("href") and "download" not in attributes:
            self.links.append(str(attributes["href"]))
        if not self._hidden:
            shown = [value for name, value in pairs if name in SHOWN_ATTRIBUTES and value]
            self.texts += [" ".join(value.split()) for value in shown]

    def handle_endtag(self, tag: str) -> None:
        if self._hidden and self._hidden[-1] == tag:
            self._hidden.pop()

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip():
            self.texts.append(" ".join(data.split()))


def sentences(language: str) -> set[str]:
    """Return what only this language says: the words of the interface, placeholders left out."""
    with PO.open("rb") as file:
        catalog = read_po(file)
    said: dict[str, set[str]] = {"en": set(), "nl": set()}
    for message in catalog:
        if message.id:
            ids = message.id if isinstance(message.id, list | tuple) else [message.id]
            strings = (
                message.string if isinstance(message.string, list | tuple) else [message.string]
            )
            said["en"] |= {" ".join(one.split()) for one in ids}
            said["nl"] |= {" ".join(one.split()) for one in strings}
    other = said["nl" if language == "en" else "en"]
    return {one for one in said[language] - other if len(one) >= SHORTEST and "%" not in one}


def pages(client: Client, start: str) -> dict[str, Page]:
    """Return every page that links lead to from here, by address."""
    found: dict[str, Page] = {}
    ahead = [start]
    while ahead and len(found) < MOST_PAGES:
        address = ahead.pop(0)
        if address in found:
            continue
        response = client.get(address, headers={"accept": "text/html"})
        if response.status_code in {301, 302}:
            ahead.append(urljoin(address, response["Location"]))
        elif response["Content-Type"].startswith("text/html"):
            found[address] = Page(response.content.decode())
            ahead += [_path(urljoin(address, link)) for link in found[address].links]
    return found


def _path(address: str) -> str:
    parts = urlsplit(address)
    ours = parts.netloc in {"", "testserver"} and not parts.path.startswith("/static/")
    data = parts.path.endswith((".pdf", ".json", ".ics"))
    return parts.path if ours and parts.scheme in {"", "http"} and not data else "/"


@pytest.fixture(params=["anonymous", "anna", "bram", "victor"])
def client(request, anna, bram, victor, browser) -> Client:
    """A browser of somebody: a stranger, who leads, a participant, the vendor."""
    people = {"anna": anna, "bram": bram, "victor": victor}
    return browser(people[request.param]) if request.param in people else Client()


@pytest.mark.parametrize("phase", LOOKED_AT)
@pytest.mark.parametrize(("language", "other"), [("en", "nl"), ("nl", "en")])
def test_a_page_speaks_one_language_and_offers_the_other(client, session, phase, language, other):
    in_phase(session, Phase(phase))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    data = " ".join(
        [
            *Question.objects.values_list("text", flat=True),
            *Theme.objects.values_list("title", flat=True),
        ]
    )
    foreign = {one for one in sentences(other) if one not in data}

    walked = pages(client, "/") | pages(client, f"/sessions/{session.public_id}/")
    crumbs = {
        (address, text)
        for address, page in walked.items()
        for text in page.texts
        if text in foreign and text not in data
    }

    assert crumbs == set()
    assert {page.language for page in walked.values()} == {language}
    assert [address for address, page in walked.items() if not page.switch] == []


def test_the_walk_finds_the_pages(anna, browser, session):
    walked = pages(browser(anna), f"/sessions/{session.public_id}/")

    assert {
        "/about/",
        "/privacy/",
        "/sessions/",
        f"/sessions/{session.public_id}/settings/",
    } <= set(walked)


def test_a_crumb_would_be_found(anna, browser, session):
    client = browser(anna)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl"

    dutch = sentences("nl")
    walked = pages(client, f"/sessions/{session.public_id}/")

    assert [address for address, page in walked.items() if not dutch & set(page.texts)] == []


@pytest.mark.parametrize(
    ("cookie", "shown"), [("", "nl"), ("nl", "nl"), ("en", "en"), ("de", "nl"), ("x" * 999, "nl")]
)
def test_the_switch_decides_and_not_the_browser(client, cookie, shown):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie

    page = client.get("/", headers={"accept": "text/html", "accept-language": "en,de;q=0.8"})

    assert (Page(page.content.decode()).language, page["Content-Language"]) == (shown, shown)

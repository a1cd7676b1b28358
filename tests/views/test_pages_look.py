"""What every page outside a live session promises, read from its HTML."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

FOR_ALL = [
    "/",
    "/about/",
    "/privacy/",
    "/return/",
    "/nowhere/",
    "/j/AAAA2222/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
]
FOR_FACILITATORS = [
    "/sessions/",
    "/sessions/new/",
    "/accounts/password/change/",
    "/reports/",
    "/organisation/",
]
CONTROLS = {"input", "select", "textarea"}


class Page(HTMLParser):
    """The tags of one page."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)
        self.ids = [attributes["id"] for _tag, attributes in self.tags if attributes.get("id")]

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]

    def controls(self):
        return [
            attributes
            for name, attributes in self.tags
            if name in CONTROLS and attributes.get("type") != "hidden"
        ]


@pytest.fixture
def pages(session, anna_account):
    """Every page by its address, as its visitors see it; forms with what is wrong as well."""
    stranger, anna = Client(), Client()
    anna.force_login(anna_account)
    own = [f"/sessions/{session.public_id}/{name}/" for name in ("settings", "deletion")]
    doors = [(stranger, path) for path in [*FOR_ALL, f"/j/{session.join_code}/"]]
    doors += [(anna, path) for path in [*FOR_FACILITATORS, *own]]
    posts = [(stranger, "/j/"), (stranger, f"/j/{session.join_code}/"), (stranger, "/return/")]
    posts += [(stranger, "/accounts/login/"), (anna, "/sessions/new/"), (anna, own[0])]
    found = {path: Page(client.get(path).content.decode()) for client, path in doors}
    for client, path in posts:
        found[f"POST {path}"] = Page(client.post(path, {}).content.decode())
    return found


def test_no_page_carries_style_or_script_of_its_own(pages):
    offences = [
        (path, tag, name)
        for path, page in pages.items()
        for tag, attributes in page.tags
        for name in attributes
        if name == "style" or name.startswith("on")
    ]
    inline = [
        (path, tag)
        for path, page in pages.items()
        for tag in ("script", "style")
        for attributes in page.all(tag)
        if "src" not in attributes
    ]

    assert (offences, inline) == ([], [])


def test_every_control_has_a_label(pages):
    nameless = [
        (path, attributes)
        for path, page in pages.items()
        for attributes in page.controls()
        if attributes.get("id") not in [label.get("for") for label in page.all("label")]
    ]

    assert nameless == []


def test_every_reference_points_to_something_on_the_page(pages):
    lost = [
        (path, reference)
        for path, page in pages.items()
        for tag, attributes in page.tags
        for reference in [
            *attributes.get("aria-describedby", "").split(),
            *attributes.get("aria-labelledby", "").split(),
            *([attributes["href"][1:]] if attributes.get("href", "").startswith("#") else []),
        ]
        if reference not in page.ids and tag != "use"
    ]

    assert lost == []


def test_every_id_is_given_once(pages):
    twice = {
        path: [name for name in page.ids if page.ids.count(name) > 1]
        for path, page in pages.items()
    }

    assert {path: names for path, names in twice.items() if names} == {}


def test_every_drawing_is_in_the_sprite(pages):
    sprite = ElementTree.parse(ROOT / "static" / "icons.svg").getroot()
    drawn = {symbol.attrib["id"] for symbol in sprite}
    used = {use["href"].split("#")[1] for page in pages.values() for use in page.all("use")}

    assert used - drawn == set()


def test_a_form_with_errors_says_so_at_the_top_and_takes_the_focus_there(client, session):
    page = client.post(f"/j/{session.join_code}/", {"name": ""})

    assert b'class="summary" role="alert" tabindex="-1" data-focus' in page.content
    assert b'href="#id_name"' in page.content
    assert b'href="#id_perspective_group"' in page.content


@pytest.mark.parametrize(
    ("cookie", "expected"), [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"')]
)
def test_the_chosen_look_is_in_the_first_byte(client, cookie, expected):
    client.cookies["air-look"] = cookie

    assert expected in client.get("/about/").content.decode().split("<head>")[0]


def test_an_unknown_look_is_left_to_the_device(client):
    client.cookies["air-look"] = '"><script>'

    assert client.get("/about/").content.decode().split("<head>")[0].count("data-theme") == 0


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_which_language_it_is_in(client, language):
    client.post("/language/", {"language": language, "next": "/about/"})

    page = client.get("/about/").content.decode()
    assert re.findall(r"<html\s+lang=\"(\w+)\"", page) == [language]


def test_the_join_page_says_who_reads_along_and_until_when(client, session):
    page = client.get(f"/j/{session.join_code}/").content.decode()

    assert "(Werkwijs)" in page
    assert "23 november 2027" in page
    assert 'href="/privacy/"' in page


def test_all_chosen_questions_are_ticked_and_the_others_are_not(client, session, anna_account):
    client.force_login(anna_account)
    session.answers.filter(number__gt=3).update(chosen=False)

    page = Page(client.get(f"/sessions/{session.public_id}/settings/").content.decode())

    boxes = [box for box in page.all("input") if box.get("name") == "questions"]
    assert [box["value"] for box in boxes if "checked" in box] == ["1", "2", "3"]
    assert len(boxes) == 20

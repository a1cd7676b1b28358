"""What browsers are told with every page: no inline code, no frames, no copies kept."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.views.test_every_door import BODIES, ROWS, world

pytestmark = pytest.mark.django_db
__all__ = ["world"]

ROOT = Path(__file__).resolve().parents[2]
# Pages without a word about anybody may be kept by the browser.
PUBLIC = {"words", "set_language"}
GETS = [row for row in ROWS if row[1] == "GET"]
WHO = ["anonymous", "anna", "bram"]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self' ws://127.0.0.1:8000; manifest-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
)


def answers(name: str, world, browser) -> list:
    """Return what this address says to three kinds of people."""
    people = [world.people.get(who) for who in WHO]
    clients = [browser(person) if person else Client() for person in people]
    return [one.get(world.address(name), headers={"accept": "text/html"}) for one in clients]


@pytest.mark.parametrize("name", [row[0] for row in GETS])
def test_every_answer_carries_the_same_policy(name, world, browser):
    policies = {
        frozenset(one.headers["Content-Security-Policy"].split("; "))
        for one in answers(name, world, browser)
    }

    assert policies == {frozenset(CSP.split("; "))}


@pytest.mark.parametrize("name", [row[0] for row in GETS])
def test_every_answer_is_taken_for_what_it_is_and_framed_by_nobody(name, world, browser):
    wanted = ("nosniff", "same-origin", "DENY")
    found = {
        tuple(
            one.headers[header]
            for header in ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options")
        )
        for one in answers(name, world, browser)
    }

    assert found == {wanted}


@pytest.mark.parametrize("name", [row[0] for row in GETS if row[0] not in PUBLIC])
def test_no_copy_of_a_page_is_kept(name, world, browser):
    kept = [one.headers.get("Cache-Control", "") for one in answers(name, world, browser)]

    assert [one for one in kept if not {"no-store", "private"} <= set(one.split(", "))] == []


@pytest.mark.parametrize("name", [row[0] for row in GETS])
def test_no_page_holds_code_or_style_of_its_own(name, world, browser):
    inline = re.compile(
        r"<script(?![^>]*\b(?:src=|type=\"application/json\"))|<style|\sstyle=|\son[a-z]+=|javascript:"
    )
    pages = [
        one.content.decode()
        for one in answers(name, world, browser)
        if one.headers.get("Content-Type", "").startswith("text/html")
    ]

    assert [inline.findall(page) for page in pages if inline.search(page)] == []


@pytest.mark.parametrize("name", [row[0] for row in GETS])
def test_no_page_takes_anything_from_elsewhere(name, world, browser):
    foreign = re.compile(r"(?:src|href|action)=\"(?:https?:)?//(?!127\.0\.0\.1:8000)[^\"]*\"")
    linked = re.compile(r"<a [^>]*>")
    pages = [linked.sub("", one.content.decode("latin-1")) for one in answers(name, world, browser)]

    assert [foreign.findall(page) for page in pages if foreign.search(page)] == []


@pytest.mark.parametrize("row", [row for row in ROWS if row[1] == "POST"], ids=lambda row: row[0])
def test_refusals_and_commands_leave_no_copy_either(row, world, browser):
    client = browser(world.people["bram"])

    response = client.post(world.address(row[0]), BODIES.get(row[0], lambda w: {})(world))

    if row[0] not in PUBLIC:
        assert "no-store" in response.headers.get("Cache-Control", "")


def test_the_join_code_is_for_facilitators(world, browser):
    pages = [
        browser(world.people[who]).get(world.address(name), headers={"accept": "text/html"})
        for who in ("bram", "victor")
        for name, *_rest in GETS
        if name not in {"join", "not_me"}
    ]

    assert [one.request["PATH_INFO"] for one in pages if shows_code(one, world)] == []


def shows_code(response, world) -> bool:
    code = world.session.join_code
    return any(
        one in response.content.decode("latin-1") for one in (code, f"{code[:4]}-{code[4:]}")
    )


@pytest.mark.parametrize("name", [row[0] for row in GETS])
def test_no_cookie_and_no_digest_stands_in_a_page(name, world, browser):
    client = browser(world.people["bram"])
    client.post(f"/sessions/{world.session.public_id}/return-code/")
    world.people["bram"].refresh_from_db()
    secrets = [one.value for one in client.cookies.values() if one.value]
    secrets.append(world.people["bram"].return_code_hash)

    page = client.get(world.address(name)).content.decode("latin-1")

    assert [one for one in secrets if one in page] == []


def test_cookies_are_out_of_reach_of_scripts(client, world):
    client.post(
        "/accounts/login/",
        {"login": "anna@vlietdam.example", "password": "a long enough password"},
    )
    login = client.cookies["air-login"]

    assert (login["httponly"], login["samesite"], login["path"]) == (True, "Lax", "/")


PROFILE = """
import django, json, sys
django.setup()
from django.test import Client
from django.conf import settings
page = Client().get("/accounts/login/", secure=True, headers={"host": "air.example.nl"})
cookie = page.cookies[settings.CSRF_COOKIE_NAME]
wanted = ["Strict-Transport-Security", "Cross-Origin-Opener-Policy", "Content-Security-Policy"]
print(json.dumps({
    "status": page.status_code,
    "headers": [page.headers.get(name) for name in wanted],
    "cookies": [settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_NAME],
    "flags": [settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_SECURE, bool(cookie["secure"])],
    "hosts": settings.ALLOWED_HOSTS,
}))
"""


@pytest.fixture(scope="module")
def over_https(tmp_path_factory) -> dict:
    """The product's own settings as they are behind https, in a process of its own."""
    import json

    folder = tmp_path_factory.mktemp("https")
    own = {
        "PUBLIC_URL": "https://air.example.nl",
        "VAR_DIR": str(folder),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "ORIGINS": "",
        "DJANGO_SETTINGS_MODULE": "airtool.settings",
    }
    environment = os.environ | own
    for command in (["manage.py", "migrate", "-v0"], ["manage.py", "createcachetable"]):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "-v0", "--noinput"],
        cwd=ROOT, env=environment, check=True,
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", PROFILE],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1])


def test_https_is_remembered_for_a_year(over_https):
    assert over_https["headers"][0] == "max-age=31536000; includeSubDomains; preload"


def test_over_https_windows_are_kept_apart(over_https):
    assert over_https["headers"][1] == "same-origin"


def test_over_https_sockets_go_to_wss_only(over_https):
    assert "connect-src 'self' wss://air.example.nl" in over_https["headers"][2]


def test_over_https_cookies_belong_to_this_host_alone(over_https):
    assert over_https["cookies"] == ["__Host-air-csrf", "__Host-air-login"]


def test_over_https_cookies_travel_encrypted_only(over_https):
    assert over_https["flags"] == [True, True, True]


def test_another_host_name_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_over_http_no_promise_of_https_is_made(client):
    assert (settings.SECURE, client.get("/").has_header("Strict-Transport-Security")) == (
        False,
        False,
    )

"""Every address × everything hostile: an answer in words or a cleaned acceptance, never a 500.

Addresses come from the resolver and fields from the forms, so what is added is attacked as well.
Each test walks one address through a whole list and names what went wrong.
"""

import inspect
import re
from itertools import cycle
from urllib.parse import quote, urlencode

import pytest
from allauth.account import forms as account_forms
from django import forms as django_forms
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client

from sessions import forms as all_forms
from sessions.commands import accounts
from tests.conftest import NOW
from tests.hostile import MARKS, VALUES
from tests.views.test_every_door import World, patterns, world

pytestmark = pytest.mark.django_db
__all__ = ["world"]

VALID = {
    "organisation": "Gemeente Vlietdam",
    "name": "Carla C.",
    "email": "carla@vlietdam.example",
    "password1": "een lang wachtwoord",
    "password2": "een lang wachtwoord",
    "text": "Vraag de lijst op",
    "question": "8",
    "kind": "process",
    "owner": "Carla",
    "due_date": "2026-12-01",
    "outcome": "no_good_answer",
    "reason": "Weet niemand.",
    "risk": "low",
    "risk_reason": "Klein.",
    "acceptance": "HR",
    "open": "1",
    "code": "AAAA-AAAA",
    "perspective": "hr",
    "perspective_text": "",
    "part": "0",
    "done": "1",
    "insiders": "mMmMmMmMmMmMmMmMmMmMmM",
    "on": "1",
    "phase": "running",
    "number": "8",
    "return_code": "AAAA-AAAA-AAAA",
    "title": "Matchwijzer",
    "names_in_report": "on",
    "told_of_names": "on",
    "client_name": "Gemeente Vlietdam",
    "system_name": "Matchwijzer 3",
    "vendor_name": "Werkwijs",
    "date": "2026-11-23",
    "starts_at": "09:00",
    "keep_until": "2027-11-23",
    "questions": "8",
    "version": "3.1",
    "contact": "Klantenservice Werkwijs",
    "place_in_process": "Voorselectie",
    "what_it_does": "Sorteert",
    "data_used": "Cv",
    "who_decides": "Twee recruiters",
    "candidates": "3.400",
    "period": "Bij elke vacature",
    "since": "Februari 2027",
    "high_risk": "Ja, volgens HR",
    "impact_assessment": "Begonnen",
    "works_council": "Als deelnemer",
    "complaints": "Bij HR",
    "documents": "Handleiding",
    "emotions": "no",
    "biometrics": "unknown",
    "note": "Iris, HR",
    "role": "reader",
    "of": "",
    "days": "30",
    "which": "shareable",
    "seen": "8",
    "to": "composing",
    "step": "composing",
    "choice": "objection",
    "settled": "discussed",
    "member": "0a1b",
    "manner": "steps",
    "steps": "writing",
    "shown_with": "role",
    "one_pen": "on",
    "vendor_sees_inputs": "on",
    "vendor_sees_risk": "on",
    "inputs_in_report": "on",
    "told_of_input": "role.v",
    "q": "Matchwijzer",
    "page": "1",
    "proof": "shown",
    "document": "Handleiding",
    "document_date": "2026-06-01",
    "document_address": "https://werkwijs.example/",
    "document_place": "Bij Inkoop",
    "unnamed": "0",
    "dont_know": "0",
    "look_into": "1",
    "key": "0a1b",
    "edition": "1",
    "brought": "whole",
    "confidential": "1",
    "judged": "rejected",
    "login": "carla@vlietdam.example",
    "password": "een lang wachtwoord",
    "oldpassword": "een lang wachtwoord",
    "remember": "on",
    "language": "nl",
    "next": "/",
}
# What Django's own views read without a form.
BARE_FIELDS = {"language", "next"}
FORM = "application/x-www-form-urlencoded"
ACCEPTS = ("text/html", "application/json")
OWN_GROUND = {"first_account", "enter_code", "join", "not_me", "come_back", "set_language"}
OFFICE_IDS = {"report_id", "share_id", "member_id", "invitation_id"}
# Long bodies say the same about every field; one of them is enough.
SHORT = {what: value for what, value in VALUES.items() if len(value) < 100_000}


def fields_of_all_forms() -> set[str]:
    shown = [form for _n, form in inspect.getmembers(all_forms, inspect.isclass)]
    ours = [form for form in shown if issubclass(form, django_forms.BaseForm)]
    theirs = [
        account_forms.LoginForm,
        account_forms.ChangePasswordForm,
        account_forms.ResetPasswordForm,
        account_forms.ResetPasswordKeyForm,
    ]
    return {field for form in [*ours, *theirs] for field in form.base_fields} | BARE_FIELDS


def test_every_field_of_every_form_is_attacked():
    assert fields_of_all_forms() - set(VALID) == set()


def _noted(way, read: set[str]):
    def noting(fields, key, *rest):
        if not fields._mutable:  # it is while the body is read
            read.add(key)
        return way(fields, key, *rest)

    return noting


class Attack:
    """One address and the browser that attacks it; collects what went wrong."""

    def __init__(self, name: str, world: World) -> None:
        self.name, self.world = name, world
        self.client = Client(raise_request_exception=False)
        if name not in OWN_GROUND and not name.startswith("account_reset"):
            self.client.force_login(world.people["anna"].account)
        self.address = world.address(name)
        if name == "first_account":
            self.address = f"/setup/{accounts.make_first_account_link(at=NOW)}/"
        self.wrong: dict[str, str] = {}
        # Every other address begins with the other one: each value is tried as both.
        self.accepts = cycle(ACCEPTS if len(name) % 2 else reversed(ACCEPTS))

    def send(self, what: str, method: str, address: str = "", body=b"", kind: str = FORM) -> None:
        """Ask as a person's browser (GET), or in turn as one and as a script; note faults."""
        accept = "text/html" if method == "GET" else next(self.accepts)
        cache.clear()  # what is tried here would be too often for anybody
        response = self.client.generic(
            method, address or self.address, body, kind, headers={"accept": accept}
        )
        if response.status_code >= 500 or not self._says_something(response, method):
            self.wrong[f"{what} as {accept}"] = f"{response.status_code} {response.content!r}"

    def fields_read(self, monkeypatch) -> list[str]:
        """Return the fields of a form that this address looks at: what it never reads is no way in.

        Forms read all their fields before they judge one.
        """
        read: set[str] = set()
        for way in ("__getitem__", "get", "getlist", "__contains__"):
            monkeypatch.setattr(QueryDict, way, _noted(getattr(QueryDict, way), read))
        self.send("to see what is read", "POST", body=urlencode(VALID))
        monkeypatch.undo()
        return sorted(read & VALID.keys())

    def _says_something(self, response, method: str) -> bool:
        """Tell whether a refusal has words; what the libraries below us answer may have none."""
        if response.status_code < 400 or method == "HEAD":
            return True
        if response.headers.get("Content-Type", "").startswith("application/json"):
            return bool(response.json().get("message") or response.json().get("form"))
        page = response.content.decode()
        bare = self.name.startswith(("account_", "operator_", "words", "set_language"))
        worded = re.search(r'<html\s+lang="nl".*<h1', page, re.DOTALL)
        return bool(worded) or (bare and response.status_code == 405)


@pytest.fixture(params=sorted(patterns()))
def attack(request, world) -> Attack:
    return Attack(request.param, world)


def test_hostile_values_in_all_fields_at_once(attack, monkeypatch):
    bodies = {what: dict.fromkeys(VALID, value) for what, value in SHORT.items()}
    if not attack.fields_read(monkeypatch):
        bodies = {"one in each": dict(zip(VALID, cycle(SHORT.values()), strict=False))}
    for what, fields in bodies.items():
        attack.send(what, "POST", body=urlencode(fields, errors="surrogatepass"))

    assert attack.wrong == {}


def test_one_hostile_field_among_good_ones(attack, monkeypatch):
    for field in attack.fields_read(monkeypatch):
        for what in ("lone surrogate", "first day"):
            body = urlencode(VALID | {field: VALUES[what]}, errors="surrogatepass")
            attack.send(f"{what} in {field}", "POST", body=body)

    assert attack.wrong == {}


def test_bodies_that_are_no_form(attack):
    part = 'Content-Disposition: form-data; name="code"'
    file = f'{part}; filename="a.svg"\r\nContent-Type: image/svg+xml'
    bodies = {
        "nothing": ("", FORM),
        "JSON": ('{"code": "AAAA"}', "application/json"),
        "text": ("code=AAAA", "text/plain"),
        "no type": ("code=AAAA", ""),
        "bytes that are no UTF-8": (b"code=\xff\xfe\xed\xa0\x80&\xff=%ff%ed%a0%80", FORM),
        "twice": ("code=A&code=B&" * 20, FORM),
        "fields nobody asked for": ("is_staff=1&role=facilitator&session=1&__proto__=1", FORM),
        "two thousand fields": ("&".join(f"f{n}=1" for n in range(2000)), FORM),
        "a megabyte": ("code=" + "x" * 900_000, FORM),
        "a megabyte of accents": (
            urlencode({"name": VALUES["a megabyte of marks"][:80_000]}),
            FORM,
        ),
        "more than a megabyte": ("code=" + "x" * 1_100_000, FORM),
        "a file": (f"--b\r\n{file}\r\n\r\n<svg/>\r\n--b--\r\n", "multipart/form-data; boundary=b"),
        "no boundary": (f"--b\r\n{part}\r\n\r\nA\r\n--b--\r\n", "multipart/form-data"),
        "half a part": ("--b\r\nContent-Disp", "multipart/form-data; boundary=b"),
        "false base64": (
            f"--b\r\n{part}\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
    }
    for what, (body, kind) in bodies.items():
        attack.send(what, "POST", body=body, kind=kind)

    assert attack.wrong == {}


def test_other_character_sets_are_refused(attack):
    names = [*VALID, "csrfmiddlewaretoken"]
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\nA\\ud800+2AA-'
        for name in names
    ]
    body = "\r\n".join([*parts, "--b--", ""])
    for charset in ("unicode_escape", "utf-7", "hex", "idna", "utf-16", "none"):
        kind = f"multipart/form-data; boundary=b; charset={charset}"
        attack.send(charset, "POST", body=body, kind=kind)

    assert attack.wrong == {}


def test_methods_nobody_uses(attack):
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "FOO"):
        attack.send(method, method, body=urlencode(VALID))

    assert attack.wrong == {}


def test_hostile_path_parameters(attack):
    own = attack.world
    known = [
        *(own.session.public_id, own.session.join_code, own.action_point.public_id),
        *(own.people["carla"].public_id, "8"),
        *(value for name, value in own.ids().items() if name in OFFICE_IDS),
    ]
    strange = [
        "%00",
        "%ED%A0%80",
        "%FF",
        "a" * 10_000,
        quote("ж\u202e👩🏽‍⚖️"),
        "..%2F..",
        "%0d%0aX:y",
    ]
    strange += ["0", "-1", "9" * 5000, str(10**30), "1.5", "NaN", quote(MARKS)]
    for part in [one for one in known if f"/{one}/" in attack.address]:
        for value in strange:
            address = attack.address.replace(f"/{part}/", f"/{value}/")
            for method in ("GET", "POST"):
                attack.send(f"{method} {value[:20]} for {part}", method, address, urlencode(VALID))

    assert attack.wrong == {}


def test_hostile_questions_in_the_address(attack):
    pairs = [("next", value) for value in SHORT.values()] + [
        (value, "1") for value in SHORT.values()
    ]
    query = urlencode(pairs, errors="surrogatepass")

    attack.send("all of them", "GET", f"{attack.address}?{query}")

    assert attack.wrong == {}


def test_hostile_cookies(attack):
    names = [
        *("air-login", "air-csrf", "air-language", "air-device", "air-look", "messages"),
        f"air-{attack.world.session.public_id}",
    ]
    signed = ".eJwrSS0uAQAEXQHB:1abc:xyz"
    values = ["", "x" * 4000, '"\\000\\377"', "é", signed, '{"a":1}', "a,b;;=;", '"', "../../x"]
    for value in values:
        attack.client.cookies.clear()
        header = "; ".join(f"{name}={value}" for name in names)
        attack.client.defaults["HTTP_COOKIE"] = header
        attack.send(f"{value[:10]} by POST", "POST", body=urlencode(VALID))

    assert attack.wrong == {}


def test_a_megabyte_of_accents_is_refused_before_it_is_cleaned(client, monkeypatch):
    cleaned = []
    monkeypatch.setattr("sessions.forms.fields.clean_line", cleaned.append)

    client.post("/j/", {"code": VALUES["a megabyte of marks"]})

    assert cleaned == []

"""Guessing at the doors themselves: codes, return codes, passwords, from one address and many."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from sessions.access.codes import new_join_code, new_return_code
from sessions.commands import accounts
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def statuses(address: str, bodies: list[dict[str, str]], **meta: str) -> list[int]:
    """Return what each post gets, every one from a browser without cookies."""
    return [Client().post(address, body, **meta).status_code for body in bodies]


def codes(number: int) -> list[dict[str, str]]:
    return [{"code": new_join_code()} for _ in range(number)]


def test_one_address_guesses_thirty_join_codes_and_no_more(session):
    assert statuses("/j/", codes(40)) == [404] * 30 + [429] * 10


def test_a_forged_forwarded_address_buys_no_more_guesses(session):
    answers = [
        Client().post("/j/", body, headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code
        for n, body in enumerate(codes(35))
    ]

    assert answers == [404] * 30 + [429] * 5


def test_join_pages_and_typed_codes_are_counted_together(session):
    statuses("/j/", codes(30))

    assert Client().get(f"/j/{new_join_code()}/").status_code == 429


def test_two_hundred_addresses_are_stopped_together(session):
    hosts = [f"203.0.113.{host}" for host in range(200)]
    for _ in range(2):
        for host in hosts:
            statuses("/j/", codes(1), REMOTE_ADDR=host)

    assert [statuses("/j/", codes(1), REMOTE_ADDR=host) for host in hosts] == [[429]] * 200


def test_while_two_hundred_addresses_guess_the_room_walks_in(session):
    for host in range(200):
        statuses("/j/", codes(2), REMOTE_ADDR=f"203.0.113.{host}")
    people = [
        Client().post(f"/j/{session.join_code}/", {"name": f"Persoon {n}", "perspective": "hr"})
        for n in range(60)
    ]

    assert [one.status_code for one in people] == [302] * 60


def test_a_network_of_its_own_is_one_address(session):
    answers = [
        statuses("/j/", codes(1), REMOTE_ADDR=f"2001:db8:1:1::{host:x}") for host in range(35)
    ]

    assert answers == [[404]] * 30 + [[429]] * 5


def test_one_code_is_tried_a_hundred_times_a_minute_by_everybody_together(session):
    tried = [{"code": "ABCD-EFGH"}]
    answers = [
        statuses("/j/", tried, REMOTE_ADDR=f"198.51.{host // 200}.{host % 200}")
        for host in range(105)
    ]

    assert answers == [[404]] * 100 + [[429]] * 5


def test_return_codes_are_guessed_no_oftener(session):
    guesses = [{"return_code": new_return_code()} for _ in range(35)]
    for guess in guesses[:30]:
        Client().post("/return/", guess)

    page = Client().post("/return/", guesses[30])
    assert "Te veel foute codes" in page.content.decode()


def test_passwords_of_one_account_are_guessed_five_times(anna_account):
    guesses = [{"login": anna_account.email, "password": f"geraden {n}"} for n in range(6)]
    pages = [
        Client().post("/accounts/login/", guess, REMOTE_ADDR=f"203.0.113.{n}")
        for n, guess in enumerate(guesses)
    ]
    right = {"login": anna_account.email, "password": "a long enough password"}

    assert "Te veel" in pages[-1].content.decode()
    assert Client().post("/accounts/login/", right).status_code == 200


def test_sign_ins_from_one_address_are_bounded_also_with_forged_headers(db):
    answers = [
        Client()
        .post(
            "/accounts/login/",
            {"login": f"a{n}@example.org", "password": "x"},
            headers={"x-forwarded-for": f"10.0.0.{n}"},
        )
        .content.decode()
        for n in range(12)
    ]

    assert ["Te veel" in answer for answer in answers] == [False] * 10 + [True] * 2


def test_the_operators_door_is_the_same_door(client):
    page = client.post("/operator/login/", {"username": "a@example.org", "password": "x"})

    assert page.url == "/accounts/login/?next=%2Foperator%2Flogin%2F"


def spend(token: str) -> str:
    noor = {"organisation": "O", "name": "Noor", "email": "noor@example.org"}
    password = {"password1": "een lang wachtwoord", "password2": "een lang wachtwoord"}
    Client().post(f"/setup/{token}/", noor | password)
    return token


def said(address: str) -> tuple[int, str]:
    """Return the answer without what differs on every page: its address and its form token."""
    page = Client().get(address)
    return page.status_code, re.sub(r'value="[^"]*"', "", page.content.decode())


def test_unknown_used_and_expired_setup_links_get_the_same_answer(db):
    expired = accounts.make_first_account_link(at=NOW)
    used = spend(accounts.make_first_account_link(at=timezone.now()))

    answers = [said(f"/setup/{token}/") for token in ("unknown", expired, used)]

    assert answers == [(404, answers[0][1])] * 3

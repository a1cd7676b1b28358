"""Guessing is slowed down; a whole room behind one address is not."""

import pytest
from django.test import override_settings

from sessions.access import limits
from sessions.access.limits import TooManyTries

pytestmark = pytest.mark.django_db


def fail(times: int, *, device: str = "", address: str = "10.0.0.1") -> None:
    for _ in range(times):
        limits.count_failure(device=device, address=address)


def test_one_device_is_stopped_after_eight_wrong_codes():
    fail(8, device="phone")

    with pytest.raises(TooManyTries):
        limits.refuse_when_guessing(device="phone", address="10.0.0.2")


def test_a_neighbour_behind_the_same_address_is_not_stopped():
    fail(8, device="phone")

    assert limits.refuse_when_guessing(device="laptop", address="10.0.0.1") is None


def test_an_address_is_stopped_after_thirty_wrong_codes_however_often_cookies_are_dropped():
    fail(30)

    with pytest.raises(TooManyTries):
        limits.refuse_when_guessing(device="", address="10.0.0.1")


def test_when_the_site_is_attacked_one_wrong_code_is_too_many():
    for host in range(300):
        fail(1, address=f"10.1.{host // 250}.{host % 250}")

    with pytest.raises(TooManyTries):
        limits.refuse_when_guessing(device="", address="10.1.0.7")


def test_when_the_site_is_attacked_who_types_right_walks_in():
    for host in range(300):
        fail(1, address=f"10.1.{host // 250}.{host % 250}")

    assert limits.refuse_when_guessing(device="", address="10.2.0.1") is None


def test_a_forged_forwarded_address_is_not_believed():
    meta = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "10.9.9.9"}

    assert limits.client_address(meta) == "203.0.113.9"


@override_settings(TRUSTED_PROXIES=["127.0.0.1", "10.0.0.1"])
def test_behind_our_own_proxies_the_last_foreign_address_counts():
    meta = {
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.9, 10.0.0.1",
    }

    assert limits.client_address(meta) == "203.0.113.9"


def test_after_the_window_the_device_may_try_again(monkeypatch):
    monkeypatch.setattr(limits, "WINDOW_SECONDS", 0)
    fail(9, device="phone")

    assert limits.refuse_when_guessing(device="phone", address="10.0.0.1") is None

"""Slows down who guesses: failures are counted per device, address and code, and for all.

Right codes are never counted, so a whole room behind one address walks in at once.
Counters live in the cache, which all processes share.
"""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from sessions.errors import Refused

WINDOW_SECONDS = 60


class TooManyTries(Refused):
    """Wrong codes came too fast; says how long to wait."""

    code = "too_many_tries"
    status = 429


@dataclass(frozen=True)
class Limit:
    """How many failures of one kind pass within one window."""

    name: str
    failures: int


DEVICE = Limit("device", 8)
ADDRESS = Limit("address", 30)
CODE = Limit("code", 100)
SITE = Limit("site", 300)


def client_address(meta: Mapping[str, Any]) -> str:
    """Return the address of the browser, past the proxies named in TRUSTED_PROXIES.

    Anybody can send X-Forwarded-For; only what our own proxies added is believed.
    """
    address = str(meta.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in str(meta.get("HTTP_X_FORWARDED_FOR", "")).split(",")]
    while address in settings.TRUSTED_PROXIES and hops and hops[-1]:
        address = hops.pop()
    return address


def refuse_when_guessing(*, device: str, address: str, code: str = "", what: str = "") -> None:
    """Raise TooManyTries when this device or address failed too often, or all with this code.

    Each `what` is counted apart: wrong links to reports shut nobody out of a session. When the
    whole site is being guessed at, one failure from an address is too many; whoever types the right
    code at once still walks in, so an attacker cannot shut the door for others.
    """
    failures = {limit: cache.get(key) or 0 for limit, key in _keys(device, address, code, what)}
    under_attack = failures[SITE] >= SITE.failures and failures.get(ADDRESS, 0) > 0
    own = (DEVICE, ADDRESS, CODE)
    if under_attack or any(failures.get(limit, 0) >= limit.failures for limit in own):
        raise TooManyTries(
            _("Too many wrong codes. Wait %(seconds)d seconds and try again.")
            % {"seconds": WINDOW_SECONDS}
        )


def count_failure(*, device: str, address: str, code: str = "", what: str = "") -> None:
    """Remember one wrong code."""
    for _unused, key in _keys(device, address, code, what):
        # Not `incr` alone: some caches start a longer term with it than the window promised.
        if not cache.add(key, 1, WINDOW_SECONDS):
            with contextlib.suppress(ValueError):  # the window ended this very moment
                cache.incr(key)
            cache.touch(key, WINDOW_SECONDS)


def _network(address: str) -> str:
    """Return what one household or company has: an IPv4 address, or 64 bits of an IPv6 one."""
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return address
    return address if version == 4 else str(ipaddress.ip_network(f"{address}/64", strict=False))


def _keys(device: str, address: str, code: str, what: str) -> list[tuple[Limit, str]]:
    named = [(DEVICE, device), (ADDRESS, _network(address)), (CODE, code), (SITE, "all")]
    kind = f"guess.{what}." if what else "guess."
    return [(limit, f"{kind}{limit.name}.{_unread(value)}") for limit, value in named if value]


def _unread(value: str) -> str:
    """Return what stands for an address or device: nobody can try all addresses against it."""
    return salted_hmac("sessions.access.limits", value, algorithm="sha256").hexdigest()[:32]

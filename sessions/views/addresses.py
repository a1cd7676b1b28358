"""Whole addresses, to copy and send."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def address_of(name: str, token: str) -> str:
    """Return the address with this secret in it, as people reach us from outside."""
    return settings.PUBLIC_URL + reverse(name, args=[token])

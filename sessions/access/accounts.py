"""How accounts come to be: never by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Public sign-up is closed: accounts are made by a one-time link or by an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell allauth that nobody may sign up by themselves."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits count by, believing only our own proxies."""
        from sessions.access.limits import client_address  # noqa: PLC0415 - settings load this early

        return client_address(request.META)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Leave it: accounts have no user name."""

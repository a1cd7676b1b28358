"""How accounts come to be: never by themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Public sign-up is closed: accounts are made by a one-time link or by an invitation."""

    # In our own words: the library's are stiff in Dutch.
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is switched off. Ask whoever runs this site."),
        "email_password_mismatch": _("Your e-mail address or your password is not right."),
        "enter_current_password": _("Fill in the password you have now."),
        "incorrect_password": _("This password is not right."),
        "same_as_current": _("Choose another password than the one you have now."),
        "too_many_login_attempts": _("Too many wrong passwords. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell allauth that nobody may sign up by themselves."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the address somebody lands on after signing in: where they have something."""
        from sessions.access.offices import first_page  # noqa: PLC0415 - settings load this early

        return reverse(first_page(request.user))  # type: ignore[arg-type]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits count by, believing only our own proxies."""
        from sessions.access.limits import client_address  # noqa: PLC0415 - settings load this early

        return client_address(request.META)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Leave it: accounts have no user name."""

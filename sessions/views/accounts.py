"""Accounts: one-time links, and sign-outs that reach the pages of a session.

A link is shown with a button by GET and used up by POST: mail scanners only look.
"""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.access.links import usable_link
from sessions.access.offices import first_page
from sessions.commands import accounts
from sessions.enums import LinkKind
from sessions.errors import NotAllowed
from sessions.forms import FirstAccountForm
from sessions.models import Account
from sessions.views.guards import door
from sessions.views.refusals import refuse

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@door("GET", "POST")
def first_account(request: HttpRequest, *, token: str) -> HttpResponse:
    """Make the first account and its organisation, once."""
    if usable_link(kind=LinkKind.FIRST_ACCOUNT, token=token, at=timezone.now()) is None:
        return _expired(request)
    form = FirstAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        account = accounts.make_first_account(token=token, first=form.first(), at=timezone.now())
        return signed_in(request, account)
    status = 400 if form.errors else 200
    return render(request, "pages/first_account.html", {"form": form}, status=status)


@door("GET", "POST")
def sign_in_link(request: HttpRequest, *, token: str) -> HttpResponse:
    """Sign somebody in by a link, once."""
    if request.method == "POST":
        return signed_in(request, accounts.use_sign_in_link(token=token, at=timezone.now()))
    if usable_link(kind=LinkKind.SIGN_IN, token=token, at=timezone.now()) is None:
        return _expired(request)
    context = {"action_label": _("Sign in"), "expired": False}
    return render(request, "pages/one_time_link.html", context)


def _expired(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/one_time_link.html", {"expired": True}, status=404)


def signed_in(request: HttpRequest, account: Account) -> HttpResponse:
    """Sign this account in, and lead it to what it has."""
    before = request.user
    login(request, account, backend=BACKEND)
    _end_pages_of(before)
    return redirect(first_page(account))


def _end_pages_of(user: Any) -> None:
    """Close the sockets that somebody opened by a sign-in that is over now."""
    if isinstance(user, Account):
        accounts.close_sockets_of_ended_sign_ins(account=user)


class LogoutView(allauth.LogoutView):  # type: ignore[misc]
    """Sign out, also on the pages of a session that are open in this browser."""

    def logout(self) -> None:
        """End the sign-in, then what it opened."""
        before = self.request.user
        super().logout()
        _end_pages_of(before)


class PasswordChangeView(allauth.PasswordChangeView):  # type: ignore[misc]
    """Change the password: every other browser of this account is signed out by it."""

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        """Refuse an account of an example: it has no password, and gets none."""
        if isinstance(request.user, Account) and not request.user.has_usable_password():
            return refuse(request, NotAllowed(_("This account has no password to change.")))
        response: HttpResponse = super().dispatch(request, *arguments, **named)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the password, then end what older sign-ins opened."""
        response: HttpResponse = super().form_valid(form)
        _end_pages_of(form.user)
        return response


class PasswordResetFromKeyView(allauth.PasswordResetFromKeyView):  # type: ignore[misc]
    """Set a new password by a link from a mail: every browser of this account is signed out."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the password, then end what older sign-ins opened."""
        response: HttpResponse = super().form_valid(form)
        _end_pages_of(form.user)
        return response

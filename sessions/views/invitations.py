"""What an invited colleague sees: a page to look at, and a button or form that uses the link up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.access import offices
from sessions.access.links import LinkState, invitation_behind, invitation_state
from sessions.commands import invitations
from sessions.enums import MembershipRole
from sessions.forms import NewAccountForm
from sessions.models import Account, Invitation
from sessions.views.accounts import signed_in
from sessions.views.guards import door


@door("GET", "POST")
def invitation(request: HttpRequest, *, token: str) -> HttpResponse:
    """Show whose invitation this is; let in by POST only, as mail scanners follow every link."""
    found = invitation_behind(token)
    state = invitation_state(found, at=timezone.now()) if found else None
    if found is None or state != LinkState.OPEN:
        return _over(request, state)
    if not isinstance(request.user, Account):
        return _for_newcomer(request, found, token)
    known = offices.membership_of(account=request.user, organisation_id=found.organisation_id)
    if known is not None:
        return _page(request, found, known=MembershipRole(known.role))
    if request.method == "POST":
        return _accepted(request, request.user, token)
    return _page(request, found)


def _accepted(request: HttpRequest, account: Account, token: str) -> HttpResponse:
    try:
        membership = invitations.accept_invitation(token=token, by=account, at=timezone.now())
    except invitations.InvitationOver:
        return _over(request, LinkState.USED)
    words = _("You belong to %(organisation)s now.")
    messages.success(request, words % {"organisation": membership.organisation.name})
    return redirect(offices.first_page(account))


def _for_newcomer(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    form = NewAccountForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, found, form=form)
    try:
        account = invitations.accept_with_new_account(
            token=token, newcomer=form.newcomer(), at=timezone.now()
        )
    except invitations.EmailKnown as refused:
        form.add_error("email", str(refused.message))
        return _page(request, found, form=form, email_known=True)
    except invitations.InvitationOver:
        return _over(request, LinkState.USED)
    return signed_in(request, account)


def _page(request: HttpRequest, found: Invitation, **more: Any) -> HttpResponse:
    form = more.get("form")
    context = {"invitation": found, "role": MembershipRole(found.role), **more}
    status = 400 if form and form.errors else 200
    return render(request, "pages/invitation.html", context, status=status)


def _over(request: HttpRequest, state: LinkState | None) -> HttpResponse:
    """Say why it works no more; of a token nobody ever had, only that it does not work."""
    context = {"state": state.value if state else ""}
    return render(request, "pages/invitation_over.html", context, status=404)

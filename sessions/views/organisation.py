"""The owner's page: who belongs to the organisation, and who is invited."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.access import offices
from sessions.access.links import LinkState, invitation_state
from sessions.access.offices import Right
from sessions.commands import invitations, organisations
from sessions.enums import MembershipRole
from sessions.errors import NotAllowed, NotFound
from sessions.forms import InvitationForm, MemberRoleForm
from sessions.models import Account, Organisation
from sessions.views.addresses import address_of
from sessions.views.guards import account_of, door
from sessions.views.posting import right


@login_required
@door("GET")
def organisation(request: HttpRequest) -> HttpResponse:
    """List members and invitations, with what an owner can do about them."""
    mine = _mine(account_of(request), request.GET.get("of", ""))
    form = InvitationForm(initial={"of": mine.public_id, "role": MembershipRole.READER})
    return _page(request, mine, form=form)


@login_required
@door("POST")
def invite(request: HttpRequest) -> HttpResponse:
    """Make an invitation and show its link, this once."""
    account = account_of(request)
    form = InvitationForm(request.POST)
    form.is_valid()
    mine = _mine(account, form.cleaned_data.get("of", ""))
    if form.errors:
        return _page(request, mine, form=form)
    token = invitations.invite(
        organisation_id=mine.pk,
        role=form.membership_role(),
        note=form.cleaned_data["note"],
        by=account,
        at=timezone.now(),
    )
    made = {"address": address_of("invitation", token), "note": form.cleaned_data["note"]}
    fresh = InvitationForm(initial={"of": mine.public_id, "role": MembershipRole.READER})
    return _page(request, mine, form=fresh, made=made)


@login_required
@door("POST")
def invitation_revocation(request: HttpRequest, *, invitation_id: str) -> HttpResponse:
    """Take an invitation back."""
    account = account_of(request)
    invitations.revoke_invitation(invitation_id=invitation_id, by=account, at=timezone.now())
    messages.success(request, _("The invitation is taken back. Its link works no more."))
    return redirect("organisation")


@login_required
@door("POST")
def member_role(request: HttpRequest, *, member_id: str) -> HttpResponse:
    """Give a member another role."""
    role = right(MemberRoleForm(request.POST)).membership_role()
    return _done(
        request,
        partial(organisations.change_role, role=role),
        member_id=member_id,
        words=_("The role is changed."),
    )


@login_required
@door("POST")
def member_removal(request: HttpRequest, *, member_id: str) -> HttpResponse:
    """Take a member out."""
    return _done(
        request,
        organisations.remove_member,
        member_id=member_id,
        words=_("This person has no access any more."),
    )


def _done(
    request: HttpRequest, command: Callable[..., None], *, member_id: str, words: str
) -> HttpResponse:
    """Do it and go back; an owner who stopped being one goes where they have something."""
    account = account_of(request)
    try:
        command(member_id=member_id, by=account, at=timezone.now())
    except organisations.LastOwner as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, words)
    still = offices.organisations_with(Right.MANAGE_MEMBERS, account=account)
    return redirect("organisation" if still else offices.first_page(account))


def _mine(account: Account, wanted: str) -> Organisation:
    """Return the organisation (public id) this account manages; the first one when none is named.

    Raises NotAllowed for who manages none, and NotFound for somebody else's.
    """
    mine = offices.organisations_with(Right.MANAGE_MEMBERS, account=account)
    if not mine:
        raise NotAllowed(_("Only an owner manages the members of an organisation."))
    for one in mine:
        if wanted in {"", one.public_id}:
            return one
    raise NotFound("")


def _page(
    request: HttpRequest,
    mine: Organisation,
    *,
    form: InvitationForm,
    made: dict[str, str] | None = None,
) -> HttpResponse:
    account = account_of(request)
    context = {
        "organisation": mine,
        "others": [
            one
            for one in offices.organisations_with(Right.MANAGE_MEMBERS, account=account)
            if one != mine
        ],
        "members": _members(mine, account),
        "roles": MembershipRole,
        "form": form,
        "made": made,
        "days": invitations.DAYS,
        **_invitations(mine),
    }
    status = 400 if form.errors else 200
    return render(request, "pages/organisation.html", context, status=status)


def _members(mine: Organisation, account: Account) -> list[dict[str, Any]]:
    order = {role: place for place, role in enumerate(MembershipRole.values)}
    rows = list(mine.memberships.select_related("account"))
    owners = [row for row in rows if row.role == MembershipRole.OWNER and row.account.is_active]
    rows.sort(key=lambda row: (order[row.role], row.account.name.casefold(), row.pk))
    return [
        {"member": row, "own": row.account == account, "last_owner": owners == [row]}
        for row in rows
    ]


def _invitations(mine: Organisation) -> dict[str, list[dict[str, Any]]]:
    now = timezone.now()
    rows = [
        {"invitation": row, "state": invitation_state(row, at=now)}
        for row in mine.invitations.select_related("used_by")
    ]
    return {
        "open_invitations": [row for row in rows if row["state"] == LinkState.OPEN],
        "past_invitations": [row for row in rows if row["state"] != LinkState.OPEN],
    }

"""Invitations: an owner makes a link for one colleague; whoever holds it comes in with it, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sessions.access import offices
from sessions.access.codes import digest, new_token
from sessions.access.links import LinkState, invitation_behind, invitation_state
from sessions.access.offices import Right
from sessions.commands import audit
from sessions.commands.locking import locked_organisation
from sessions.enums import MembershipRole
from sessions.errors import NotFound, Refused
from sessions.models import Account, Invitation, Membership

DAYS = 7
MOST_OPEN = 100


class InvitationOver(Refused):
    """This invitation was used, taken back, or has expired; or there is none."""

    code = "invitation_over"
    status = 404


class AlreadyMember(Refused):
    """This account belongs to the organisation; the invitation stays for somebody else."""

    code = "already_member"


class EmailKnown(Refused):
    """There is an account with this address: sign in with it instead of making another."""

    code = "email_known"


@dataclass(frozen=True)
class NewAccount:
    """What somebody without an account fills in."""

    name: str
    email: str
    password: str


@transaction.atomic
def invite(
    *, organisation_id: int, role: MembershipRole, note: str, by: Account, at: datetime
) -> str:
    """Return the secret of a new link; `note` says for whom it is. Shown once: kept is a digest."""
    organisation = locked_organisation(organisation_id)
    boss = offices.require(Right.INVITE, account=by, organisation_id=organisation.pk)
    still_open = organisation.invitations.filter(used_at=None, revoked_at=None, expires_at__gt=at)
    if still_open.count() >= MOST_OPEN:
        raise Refused(_("There are too many open invitations. Take some back first."))
    token = new_token()
    invitation = Invitation.objects.create(
        organisation=organisation,
        role=role,
        note=note,
        token_hash=digest(token),
        made_by=by,
        created_at=at,
        expires_at=at + timedelta(days=DAYS),
    )
    _record("invited", invitation, by=boss, at=at)
    return token


@transaction.atomic
def revoke_invitation(*, invitation_id: str, by: Account, at: datetime) -> None:
    """Take an invitation back; raises NotFound for one of another organisation.

    Doing it again does nothing, and neither does doing it to one that was used.
    """
    invitation = Invitation.objects.filter(public_id=invitation_id).first()
    if invitation is None:
        raise NotFound("")
    locked_organisation(invitation.organisation_id)
    boss = offices.membership_of(account=by, organisation_id=invitation.organisation_id)
    if not offices.may(Right.INVITE, membership=boss):
        raise NotFound("")
    if _end(Invitation.objects.filter(pk=invitation.pk), at=at):
        _record("invitation_revoked", invitation, by=boss, at=at)


@transaction.atomic
def accept_invitation(*, token: str, by: Account, at: datetime) -> Membership:
    """Return the new membership of who is signed in; raises InvitationOver or AlreadyMember."""
    invitation = _usable(token, at=at)
    organisation = locked_organisation(invitation.organisation_id)
    if offices.membership_of(account=by, organisation_id=organisation.pk):
        raise AlreadyMember(_("You belong to this organisation already."))
    # Asked again in the write itself: of two at once, one comes in.
    used = Invitation.objects.filter(
        pk=invitation.pk, used_at=None, revoked_at=None, expires_at__gt=at
    ).update(used_at=at, used_by=by)
    if not used:
        raise _over()
    membership = Membership.objects.create(
        organisation=organisation, account=by, role=invitation.role
    )
    _record("invitation_accepted", invitation, by=membership, at=at)
    return membership


@transaction.atomic
def accept_with_new_account(*, token: str, newcomer: NewAccount, at: datetime) -> Account:
    """Return the new account, a member now; raises InvitationOver, or EmailKnown at the address."""
    _usable(token, at=at)
    try:
        with transaction.atomic():
            account = Account.objects.create_user(
                newcomer.email, newcomer.password, name=newcomer.name
            )
    except IntegrityError as error:
        message = _("There is an account with this address already. Sign in with it first.")
        raise EmailKnown(message, field="email") from error
    accept_invitation(token=token, by=account, at=at)
    return account


def end_invitations_of(*, account: Account, organisation_id: int, at: datetime) -> None:
    """Take back the open invitations that somebody made who may not invite any more."""
    _end(Invitation.objects.filter(organisation_id=organisation_id, made_by=account), at=at)


def _usable(token: str, *, at: datetime) -> Invitation:
    invitation = invitation_behind(token)
    if invitation is None or invitation_state(invitation, at=at) != LinkState.OPEN:
        raise _over()
    return invitation


def _over() -> InvitationOver:
    return InvitationOver(_("This invitation does not work any more. Ask for a new one."))


def _end(invitations: QuerySet[Invitation], *, at: datetime) -> int:
    return invitations.filter(used_at=None, revoked_at=None).update(revoked_at=at)


def _record(action: str, invitation: Invitation, *, by: Membership | None, at: datetime) -> None:
    audit.record_of_organisation(
        action,
        organisation_id=invitation.organisation_id,
        by=by,
        at=at,
        subject=invitation.public_id,
    )

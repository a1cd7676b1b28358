"""Members of an organisation: another role, and out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import offices
from sessions.access.offices import Right
from sessions.commands import audit
from sessions.commands.invitations import end_invitations_of
from sessions.commands.locking import locked_organisation
from sessions.commands.places import hand_over
from sessions.commands.share_links import end_links_of
from sessions.enums import MembershipRole
from sessions.errors import NotFound, Refused
from sessions.models import Account, Membership


class LastOwner(Refused):
    """Without an owner nobody could invite anybody any more."""

    code = "last_owner"


@transaction.atomic
def change_role(*, member_id: str, role: MembershipRole, by: Account, at: datetime) -> None:
    """Give a member another role; raises LastOwner. What the new role may not do ends at once."""
    boss, member = _boss_and_member(member_id, by=by)
    if member.role == role:
        return
    if member.role == MembershipRole.OWNER:
        _require_another_owner(member)
    member.role = role
    member.save(update_fields=["role"])
    _record("member_role_changed", member, by=boss, at=at)
    if role == MembershipRole.READER:
        _hand_over_places(member, boss=boss, at=at)
    _end_what_may_not_be(member, at=at)


@transaction.atomic
def remove_member(*, member_id: str, by: Account, at: datetime) -> None:
    """Take a member out of the organisation and its sessions; raises LastOwner.

    The account stays: it may belong to other organisations.
    """
    boss, member = _boss_and_member(member_id, by=by)
    if member.role == MembershipRole.OWNER:
        _require_another_owner(member)
    _record("member_removed", member, by=boss, at=at)
    _hand_over_places(member, boss=boss, at=at)
    Membership.objects.filter(pk=member.pk).delete()
    _end_what_may_not_be(member, at=at)


def _boss_and_member(member_id: str, *, by: Account) -> tuple[Membership, Membership]:
    """Return who manages and who is managed, the organisation locked; NotFound for all others."""
    found = Membership.objects.filter(public_id=member_id).first()
    if found is None:
        raise NotFound("")
    locked_organisation(found.organisation_id)
    boss = offices.membership_of(account=by, organisation_id=found.organisation_id)
    # Read again: while waiting for the lock, this member may have gone or changed.
    member = Membership.objects.select_related("account").filter(pk=found.pk).first()
    if boss is None or member is None or not offices.may(Right.MANAGE_MEMBERS, membership=boss):
        raise NotFound("")
    return boss, member


def _require_another_owner(member: Membership) -> None:
    if not _other_owners(member):
        raise LastOwner(_("This is the only owner. Make somebody else owner first."))


def _other_owners(member: Membership) -> list[Membership]:
    owners = Membership.objects.filter(
        organisation_id=member.organisation_id,
        role=MembershipRole.OWNER,
        account__is_active=True,
    )
    return list(owners.exclude(pk=member.pk).select_related("account").order_by("pk"))


def _hand_over_places(member: Membership, *, boss: Membership, at: datetime) -> None:
    """End the member's places; what nobody leads goes to who did it, or to another owner."""
    heir = boss if boss.pk != member.pk else _other_owners(member)[0]
    hand_over(
        account=member.account, organisation_id=member.organisation_id, heir=heir.account, at=at
    )


def _end_what_may_not_be(member: Membership, *, at: datetime) -> None:
    """End the links this account made and might not make now."""
    account, organisation_id = member.account, member.organisation_id
    now = offices.membership_of(account=account, organisation_id=organisation_id)
    if not offices.may(Right.INVITE, membership=now):
        end_invitations_of(account=account, organisation_id=organisation_id, at=at)
    end_links_of(account=account, organisation_id=organisation_id, at=at)


def _record(action: str, member: Membership, *, by: Membership, at: datetime) -> None:
    audit.record_of_organisation(
        action,
        organisation_id=member.organisation_id,
        by=by,
        at=at,
        subject=member.public_id,
    )

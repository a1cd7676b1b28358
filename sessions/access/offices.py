"""Who may do what in an organisation: one table over the roles of its members. Deny is the default.

Each right is held throughout the organisation, or for the sessions somebody led only. Rights in a
session itself are in `rules`: a reader has none there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sessions.enums import MembershipRole, Role
from sessions.errors import NotAllowed, NotFound
from sessions.models import Account, Membership, Organisation, Participant, Report


class Right(StrEnum):
    """Everything a member of an organisation can do outside the sessions."""

    INVITE = "invite"
    MANAGE_MEMBERS = "manage_members"
    MAKE_SESSIONS = "make_sessions"
    READ_REPORTS = "read_reports"
    SHARE_REPORTS = "share_reports"
    SIGN_OFF = "sign_off"


@dataclass(frozen=True)
class Row:
    """One row of the table: roles with the right everywhere, and with it where they led."""

    everywhere: frozenset[MembershipRole]
    where_they_led: frozenset[MembershipRole] = frozenset()


OWNER, FACILITATOR, READER = (
    MembershipRole.OWNER,
    MembershipRole.FACILITATOR,
    MembershipRole.READER,
)
_LEAD = frozenset({FACILITATOR})

TABLE: dict[Right, Row] = {
    Right.INVITE: Row(frozenset({OWNER})),
    Right.MANAGE_MEMBERS: Row(frozenset({OWNER})),
    Right.MAKE_SESSIONS: Row(frozenset({OWNER, FACILITATOR})),
    Right.READ_REPORTS: Row(frozenset({OWNER, READER}), _LEAD),
    Right.SHARE_REPORTS: Row(frozenset({OWNER, READER}), _LEAD),
    Right.SIGN_OFF: Row(frozenset({OWNER, READER}), _LEAD),
}


def membership_of(*, account: Account, organisation_id: int) -> Membership | None:
    """Return this account's place in the organisation; None for a stranger."""
    if not account.is_active:
        return None
    return Membership.objects.filter(account=account, organisation_id=organisation_id).first()


def roles_with(right: Right) -> list[MembershipRole]:
    """Return the roles that hold a right, everywhere or where they led."""
    row = TABLE[right]
    return [role for role in MembershipRole if role in row.everywhere | row.where_they_led]


def may(right: Right, *, membership: Membership | None) -> bool:
    """Tell whether a member has this right throughout the organisation."""
    return membership is not None and membership.role in TABLE[right].everywhere


def require(right: Right, *, account: Account, organisation_id: int) -> Membership:
    """Return the membership that gives this right throughout the organisation.

    Raises NotFound for strangers, who hear nothing, and NotAllowed for members without the right.
    """
    membership = membership_of(account=account, organisation_id=organisation_id)
    if membership is None:
        raise NotFound("")
    if not may(right, membership=membership):
        raise NotAllowed(_("You cannot do this here. Ask the owner of your organisation."))
    return membership


def organisations_with(right: Right, *, account: Account) -> list[Organisation]:
    """Return the organisations in which this account has a right, the oldest membership first."""
    rows = account.memberships.filter(role__in=roles_with(right)).select_related("organisation")
    return [row.organisation for row in rows.order_by("pk")] if account.is_active else []


def reports_with(right: Right, *, account: Account) -> QuerySet[Report]:
    """Return the reports, stubs too, for which this account has a right: asked in the query."""
    if not account.is_active:
        return Report.objects.none()
    row = TABLE[right]
    everywhere = _in_roles(account, row.everywhere)
    where_they_led = _in_roles(account, row.where_they_led)
    led = Participant.objects.filter(account=account, role=Role.FACILITATOR, removed_at=None)
    # Once its session is deleted, who made a version final is all that is known of who led.
    own = Q(session__in=led.values("session")) | Q(session=None, final_by=account)
    return Report.objects.filter(
        Q(organisation__in=everywhere) | (Q(organisation__in=where_they_led) & own)
    )


def may_read_report(*, account: Account, report: Report) -> bool:
    """Tell whether this account may read and download this version."""
    return _has(Right.READ_REPORTS, account=account, report=report)


def may_share_report(*, account: Account, report: Report) -> bool:
    """Tell whether this account may make links that open this version, and end them."""
    return _has(Right.SHARE_REPORTS, account=account, report=report)


def may_sign_off(*, account: Account, report: Report) -> bool:
    """Tell whether this account may put its tick under this version."""
    return _has(Right.SIGN_OFF, account=account, report=report)


def require_report(right: Right, *, account: Account, report: Report) -> Membership:
    """Return the membership behind a right on this version; raises NotFound for everybody else."""
    found = membership_of(account=account, organisation_id=report.organisation_id)
    if found is None or not _has(right, account=account, report=report):
        raise NotFound("")
    return found


def first_page(account: Account) -> str:
    """Return the name of the page somebody lands on after signing in.

    Who reads only goes to the reports; everybody else to the sessions.
    """
    roles = set(account.memberships.values_list("role", flat=True))
    return "reports" if roles == {READER.value} else "dashboard"


def _has(right: Right, *, account: Account, report: Report) -> bool:
    return reports_with(right, account=account).filter(pk=report.pk).exists()


def _in_roles(account: Account, roles: frozenset[MembershipRole]) -> QuerySet[Membership, int]:
    rows = Membership.objects.filter(account=account, role__in=[role.value for role in roles])
    return rows.values_list("organisation_id", flat=True)

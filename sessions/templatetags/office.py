"""What a page must know about somebody's organisation and reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from sessions.access.offices import Right, roles_with
from sessions.report.html import FIRST
from sessions.report.wording import groups

register = template.Library()


@dataclass(frozen=True)
class Duties:
    """Which pages somebody who is signed in has something to do on."""

    sessions: bool
    reports: bool
    organisation: bool


@register.simple_tag
def duties_of(user: Any) -> Duties:
    """Return what belongs in the main menu of this account; one query."""
    roles = set(user.memberships.values_list("role", flat=True)) if user.is_authenticated else set()

    def has(right: Right) -> bool:
        return bool(roles & {role.value for role in roles_with(right)})

    return Duties(
        # Who belongs nowhere has to land somewhere: on the page that says so.
        sessions=has(Right.MAKE_SESSIONS) or not roles,
        reports=has(Right.READ_REPORTS),
        organisation=has(Right.MANAGE_MEMBERS),
    )


@register.filter
def short_code(fingerprint: str) -> str:
    """Return the first signs of a fingerprint, written as on the cover of the report."""
    return groups(fingerprint[:FIRST])


@register.filter
def in_groups(fingerprint: str) -> list[str]:
    """Return a fingerprint in the groups of signs in which the report prints it."""
    return groups(fingerprint).split()

"""Links with a secret in them: one-time links, invitations, links to a report or homework."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sessions.access.codes import digest
from sessions.enums import LinkKind
from sessions.models import HomeworkLink, Invitation, OneTimeLink, ShareLink


class LinkState(StrEnum):
    """Whether a link still opens something, or why not."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"


def usable_link(*, kind: LinkKind, token: str, at: datetime) -> OneTimeLink | None:
    """Return the link this token opens, or None when it is unknown, used or expired."""
    return (
        OneTimeLink.objects.select_related("account")
        .filter(kind=kind, token_hash=digest(token), used_at=None, expires_at__gt=at)
        .first()
    )


def invitation_behind(token: str) -> Invitation | None:
    """Return the invitation this token belongs to, whatever its state; None for a guess."""
    return (
        Invitation.objects.select_related("organisation").filter(token_hash=digest(token)).first()
    )


def invitation_state(invitation: Invitation, *, at: datetime) -> LinkState:
    """Tell whether somebody can still come in with this invitation."""
    if invitation.used_at is not None:
        return LinkState.USED
    return _state(invitation, at=at)


def share_link_behind(token: str) -> ShareLink | None:
    """Return the share link this token belongs to, whatever its state; None for a guess."""
    return (
        ShareLink.objects.select_related("report__organisation")
        .defer("report__contents", "report__pdf")
        .filter(token_hash=digest(token))
        .first()
    )


def share_link_state(link: ShareLink, *, at: datetime) -> LinkState:
    """Tell whether this link opens its report; one of a deleted report counts as expired."""
    state = _state(link, at=at)
    return LinkState.EXPIRED if state == LinkState.OPEN and link.report.deleted_at else state


def homework_link_behind(token: str) -> HomeworkLink | None:
    """Return the link to the homework this token belongs to, whatever its state; None for a guess.

    Its session is loaded.
    """
    return HomeworkLink.objects.select_related("session").filter(token_hash=digest(token)).first()


def homework_link_state(link: HomeworkLink, *, at: datetime) -> LinkState:
    """Tell whether this link opens the homework, or why not."""
    return _state(link, at=at)


def _state(link: Invitation | ShareLink | HomeworkLink, *, at: datetime) -> LinkState:
    if link.revoked_at is not None:
        return LinkState.REVOKED
    return LinkState.OPEN if at < link.expires_at else LinkState.EXPIRED

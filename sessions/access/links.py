"""One-time links: who holds an unused one that has not expired may use it once."""

from __future__ import annotations

from datetime import datetime

from sessions.access.codes import digest
from sessions.enums import LinkKind
from sessions.models import OneTimeLink


def usable_link(*, kind: LinkKind, token: str, at: datetime) -> OneTimeLink | None:
    """Return the link this token opens, or None when it is unknown, used or expired."""
    return (
        OneTimeLink.objects.select_related("account")
        .filter(kind=kind, token_hash=digest(token), used_at=None, expires_at__gt=at)
        .first()
    )

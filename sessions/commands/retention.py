"""What the privacy line promises: sessions go on their date, links and old records go too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from sessions.commands.sessions import delete_session
from sessions.models import AuditEntry, OneTimeLink, Session

AUDIT_DAYS = 365
LINK_DAYS = 30


@dataclass(frozen=True)
class Purged:
    """How many of each were deleted."""

    sessions: int
    links: int
    audit_entries: int


def purge(*, at: datetime, dry_run: bool = False) -> Purged:
    """Delete sessions past their date, links and audit entries past their term.

    May run any number of times a day. A dry run counts and deletes nothing.
    """
    today = timezone.localdate(at)
    sessions = Session.objects.filter(keep_until__lt=today)
    links = OneTimeLink.objects.filter(expires_at__lt=at - timedelta(days=LINK_DAYS))
    entries = AuditEntry.objects.filter(at__lt=at - timedelta(days=AUDIT_DAYS))
    purged = Purged(sessions.count(), links.count(), entries.count())
    if not dry_run:
        for session_id in list(sessions.values_list("pk", flat=True)):
            delete_session(session_id=session_id, by=None, at=at)
        links.delete()
        entries.delete()
    return purged

"""What the privacy line promises: sessions go on their date, links and old records go too."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from sessions.commands import pdf_jobs
from sessions.commands.screens import retire_screens
from sessions.commands.sessions import delete_session
from sessions.errors import NotFound
from sessions.models import AuditEntry, Invitation, OneTimeLink, PdfJob, Session, ShareLink

log = logging.getLogger(__name__)
AUDIT_DAYS = 365
LINK_DAYS = 30


@dataclass(frozen=True)
class Purged:
    """How many of each were deleted."""

    sessions: int
    links: int
    audit_entries: int
    pdfs: int = 0


def purge(*, at: datetime, dry_run: bool = False) -> Purged:
    """Delete sessions past their date, links and audit entries past their term.

    May run any number of times a day. A dry run counts and deletes nothing.
    """
    today = timezone.localdate(at)
    sessions = Session.objects.filter(keep_until__lt=today)
    links = [
        model.objects.filter(expires_at__lt=at - timedelta(days=LINK_DAYS))
        for model in (OneTimeLink, Invitation, ShareLink)
    ]
    entries = AuditEntry.objects.filter(at__lt=at - timedelta(days=AUDIT_DAYS))
    pdfs = PdfJob.objects.filter(ended_at__lt=at - pdf_jobs.KEPT)
    purged = Purged(
        sessions.count(), sum(rows.count() for rows in links), entries.count(), pdfs.count()
    )
    if not dry_run:
        for session_id in list(sessions.values_list("pk", flat=True)):
            _delete(session_id, at=at)
        pdf_jobs.drop_old(at=at)
        for rows in links:
            rows.delete()
        entries.delete()
        retire_screens(at=at)
        call_command("clearsessions")
        _forget_old_counters(at=at)
    return purged


def _delete(session_id: int, *, at: datetime) -> None:
    """Delete one session; one that fails must not keep the others beyond their date."""
    try:
        delete_session(session_id=session_id, by=None, at=at)
    except NotFound:
        log.info("Another round deleted the session first")
    except Exception:
        log.exception("A session past its date could not be deleted; the next round tries again")


def _forget_old_counters(*, at: datetime) -> None:
    """Delete counters of wrong codes that ended: a database cache keeps them until it is full."""
    cache = caches["default"]
    if not isinstance(cache, DatabaseCache):
        return
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    moment = connection.ops.adapt_datetimefield_value(at.replace(microsecond=0))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [moment])  # noqa: S608 - our own

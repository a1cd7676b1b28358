"""After a backup was put back: browsers that were open before must not merge into it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sessions.commands import audit
from sessions.commands.locking import locked_session
from sessions.texts import rooms

MINUTE = 60


@transaction.atomic
def raise_epoch(*, session_id: int, at: datetime) -> int:
    """Begin a new epoch of a session's texts and return it; raises NotFound when it is gone.

    Every text gets another name by it, so a browser that knows newer text than the backup is told
    that the session was restored, offers what it had not saved for copying, and loads anew. The
    number grows with the clock: a backup put back twice never gets the same epoch twice. Nothing
    else changes, so nothing is announced; the revision tells open pages to look again.
    """
    session = locked_session(session_id)
    session.epoch = max(session.epoch + 1, int(at.timestamp()) // MINUTE)
    session.revision += 1
    session.save(update_fields=["epoch", "revision"])
    audit.record("epoch_raised", session=session, by=None, at=at, subject=str(session.epoch))
    rooms.recheck(session.public_id)
    return session.epoch

"""One command at a time per session."""

from __future__ import annotations

from sessions.errors import NotFound
from sessions.models import Participant, Session


def locked_session(session_id: int) -> Session:
    """Return the session's row, locked until the transaction ends; raises NotFound when it is gone.

    SQLite has no row locks: there every transaction takes the whole file, see `airtool.databases`.
    """
    session = Session.objects.select_for_update().filter(pk=session_id).first()
    if session is None:
        raise NotFound("")
    return session


def fresh(participant: Participant) -> Participant:
    """Return the participant as stored now: rights may have changed while waiting for the lock."""
    row = Participant.objects.filter(pk=participant.pk).first()
    if row is None:
        raise NotFound("")
    return row

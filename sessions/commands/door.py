"""The door: open, shut, and a new code."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.codes import save_with_new_code
from sessions.commands.locking import fresh, locked_session
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Participant


@transaction.atomic
def set_door(*, session_id: int, is_open: bool, by: Participant, at: datetime) -> None:
    """Let new people in, or nobody new; who is in stays in."""
    session = locked_session(session_id)
    rules.require(Action.CHANGE_DOOR, participant=fresh(by), session=session)
    session.door_open = is_open
    session.save(update_fields=["door_open"])
    audit.record("door_opened" if is_open else "door_shut", session=session, by=by, at=at)
    announce(session, slices.SESSION, slices.INVITATION, at=at)


@transaction.atomic
def renew_code(*, session_id: int, by: Participant, at: datetime) -> None:
    """Replace the join code: the old code, link and QR let nobody in any more."""
    session = locked_session(session_id)
    rules.require(Action.CHANGE_DOOR, participant=fresh(by), session=session)
    save_with_new_code(session, fields=["join_code"])
    audit.record("code_renewed", session=session, by=by, at=at)
    announce(session, slices.INVITATION, at=at)

"""Which question is on the table."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands.locking import fresh, locked_session
from sessions.errors import NotFound
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Answer, Participant


@transaction.atomic
def show_question(*, session_id: int, number: int, by: Participant, at: datetime) -> None:
    """Put a question of the programme on the table for everybody who follows."""
    session = locked_session(session_id)
    rules.require(Action.SHOW_QUESTION, participant=fresh(by), session=session)
    if not Answer.objects.filter(session=session, number=number, chosen=True).exists():
        raise NotFound(_("This question is not in the programme."))
    session.current_question = number
    session.save(update_fields=["current_question"])
    announce(session, slices.SESSION, at=at)

"""Which question is on the table."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import closed_rounds, rules
from sessions.access.rules import Action
from sessions.commands import audit, who_did
from sessions.commands.locking import fresh, locked_session
from sessions.errors import NotFound
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Answer, Participant


@transaction.atomic
def show_question(
    *, session_id: int, number: int, by: Participant, at: datetime, seen: int | None = None
) -> None:
    """Put a question of the programme on the table for everybody who follows.

    `seen` is the question on the table it was clicked on, None when nobody looked at one. Raises
    Moved, saying who was first, when another one is there by now.
    """
    session = locked_session(session_id)
    rules.require(Action.SHOW_QUESTION, participant=fresh(by), session=session)
    if not Answer.objects.filter(session=session, number=number, chosen=True).exists():
        raise NotFound(_("This question is not in the programme."))
    before = session.current_question
    if seen is not None and seen != before:
        raise who_did.moved_to_question(session, by=by)
    if number == before:
        return
    session.current_question = number
    session.save(update_fields=["current_question"])
    audit.record("question_shown", session=session, by=by, at=at, subject=str(number))
    inside_only = closed_rounds.is_running(session)
    # Outside a closed round the counts of who is asked go along with the question.
    counted = [] if inside_only else [slices.question(before), slices.question(number)]
    shown = [slices.SESSION, slices.voices(number), *counted]
    announce(session, *shown, at=at, closed=inside_only)

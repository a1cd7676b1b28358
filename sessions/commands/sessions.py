"""A session's life: make ready, start, close, reopen, delete."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from sessions import queries
from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit, reports
from sessions.commands.conclusions import stands
from sessions.commands.erasing import erase_after_commit
from sessions.commands.locking import fresh, locked_session
from sessions.enums import Outcome, Phase, Step
from sessions.live import slices
from sessions.live.announce import announce, say_goodbye
from sessions.models import Answer, Participant, Session
from sessions.texts import rooms


@transaction.atomic
def open_lobby(*, session_id: int, by: Participant, at: dt.datetime) -> None:
    """Make the session ready: from now on people can come in."""
    _enter(Phase.LOBBY, Action.OPEN_LOBBY, session_id=session_id, by=by, at=at)


@transaction.atomic
def start_session(*, session_id: int, by: Participant, at: dt.datetime) -> None:
    """Start: the current question comes on the table."""
    session = _enter(Phase.RUNNING, Action.START_SESSION, session_id=session_id, by=by, at=at)
    session.started_at = session.started_at or at
    session.save(update_fields=["started_at"])


@transaction.atomic
def close_session(*, session_id: int, by: Participant, at: dt.datetime) -> None:
    """Close: nobody writes any more, and what is open, or open again, is "not discussed".

    A question that was opened again keeps its outcome when all that outcome needs is still there.
    """
    session = locked_session(session_id)
    rules.require(Action.CLOSE_SESSION, participant=fresh(by), session=session)
    # Locked, so that an edit is either kept before the close or refused by it.
    list(Answer.objects.select_for_update().filter(session=session).order_by("pk"))
    unfinished = [one for one in queries.answers_in(session) if one.step != Step.DONE]
    numbers = [answer.number for answer in unfinished if not stands(answer)]
    left = Answer.objects.filter(session=session, number__in=numbers)
    left.update(outcome=Outcome.NOT_DISCUSSED)
    session.phase, session.closed_at = Phase.CLOSED, at
    session.save(update_fields=["phase", "closed_at"])
    audit.record("session_closed", session=session, by=by, at=at)
    questions = [slices.question(number) for number in numbers]
    announce(session, slices.SESSION, slices.INVITATION, *questions, at=at)
    rooms.recheck(session.public_id)


@transaction.atomic
def reopen_session(*, session_id: int, by: Participant, at: dt.datetime) -> None:
    """Go on where the group stopped; what the close called "not discussed" is open again."""
    session = locked_session(session_id)
    rules.require(Action.REOPEN_SESSION, participant=fresh(by), session=session)
    left = Answer.objects.filter(session=session, outcome=Outcome.NOT_DISCUSSED)
    reopened = left.exclude(step=Step.DONE)
    numbers = list(reopened.values_list("number", flat=True))
    reopened.update(outcome=Outcome.OPEN)
    session.phase, session.closed_at = Phase.RUNNING, None
    session.save(update_fields=["phase", "closed_at"])
    audit.record("session_reopened", session=session, by=by, at=at)
    questions = [slices.question(number) for number in numbers]
    announce(session, slices.SESSION, slices.INVITATION, *questions, at=at)
    rooms.recheck(session.public_id)


@transaction.atomic
def delete_session(*, session_id: int, by: Participant | None, at: dt.datetime) -> None:
    """Delete the session and everything in it; audit entry and stubs of final versions stay.

    `by` is None when the retention date has passed and the daily work deletes it.
    """
    session = locked_session(session_id)
    if by is not None:
        rules.require(Action.DELETE_SESSION, participant=fresh(by), session=session)
    people = list(Participant.objects.filter(session=session).values_list("public_id", flat=True))
    audit.record("session_deleted", session=session, by=by, at=at)
    public_id = session.public_id
    # The text journal takes the same locks: nobody adds a row while the old ones go.
    list(Answer.objects.select_for_update().filter(session=session).order_by("pk"))
    reports.leave_stubs(session=session, by=by, at=at)
    session.delete()
    say_goodbye(session, people, reason="deleted")
    erase_after_commit()
    rooms.recheck(public_id)


def _enter(
    phase: Phase, action: Action, *, session_id: int, by: Participant, at: dt.datetime
) -> Session:
    session = locked_session(session_id)
    rules.require(action, participant=fresh(by), session=session)
    session.phase = phase
    session.save(update_fields=["phase"])
    audit.record(f"session_{phase}", session=session, by=by, at=at)
    announce(session, slices.SESSION, slices.INVITATION, at=at)
    rooms.recheck(session.public_id)
    return session

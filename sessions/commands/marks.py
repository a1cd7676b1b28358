"""Small marks by one person: ready with a step, and not understanding the question."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands.locking import fresh, locked_answer, locked_session
from sessions.enums import MarkKind, Step
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce, tell_mine
from sessions.models import Answer, Mark, Participant, Session


@transaction.atomic
def mark_ready(
    *, session_id: int, number: int, step: Step, on: bool, by: Participant, at: datetime
) -> None:
    """Say that one is ready with this step, or not yet; twice says the same.

    One who says so while the group goes on is ready with the step they saw.
    """
    session = locked_session(session_id)
    rules.require(Action.MARK_READY, participant=fresh(by), session=session)
    answer = _open_answer(session, number)
    if step not in session.steps:
        raise Refused(_("This session does not use this step."), field="step")
    ready = Mark(answer=answer, participant=by, kind=MarkKind.READY, step=step, at=at)
    _mark(ready, on=on, session=session)


@transaction.atomic
def ask_help(*, session_id: int, number: int, on: bool, by: Participant, at: datetime) -> None:
    """Say that one does not understand the question, or does by now; nobody sees whose it is."""
    session = locked_session(session_id)
    rules.require(Action.ASK_HELP, participant=fresh(by), session=session)
    answer = _open_answer(session, number)
    puzzled = Mark(answer=answer, participant=by, kind=MarkKind.HELP, at=at)
    _mark(puzzled, on=on, session=session)


@transaction.atomic
def answer_help(*, session_id: int, number: int, by: Participant, at: datetime) -> None:
    """Say that the question was explained: whoever still does not understand asks again."""
    session = locked_session(session_id)
    rules.require(Action.ANSWER_HELP, participant=fresh(by), session=session)
    answer = locked_answer(session, number)
    asked = Mark.objects.filter(answer=answer, kind=MarkKind.HELP)
    people = list(Participant.objects.filter(pk__in=asked.values("participant")))
    if not people:
        return
    asked.delete()
    announce(session, slices.question(number), at=at)
    for one in people:
        tell_mine(one)


def _mark(mark: Mark, *, on: bool, session: Session) -> None:
    """Have this mark be there, or not be there, and tell when that changed something."""
    own = Mark.objects.filter(
        answer=mark.answer, participant=mark.participant, kind=mark.kind, step=mark.step
    )
    if own.exists() == on:
        return
    if on:
        mark.save(force_insert=True)
    else:
        own.delete()
    announce(session, slices.question(mark.answer.number), at=mark.at)
    tell_mine(mark.participant)


def _open_answer(session: Session, number: int) -> Answer:
    answer = locked_answer(session, number)
    if answer.frozen_at is not None:
        raise Refused(_("This question is rounded off."))
    return answer

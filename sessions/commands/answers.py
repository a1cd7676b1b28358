"""A question's end: tick its parts, round it off with outcome and risk, open it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit, objections, steps, who_did
from sessions.commands.conclusions import Conclusion, require_complete
from sessions.commands.locking import fresh, locked_answer, locked_session
from sessions.enums import Step
from sessions.errors import NotFound
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Participant
from sessions.texts import rooms


@transaction.atomic
def round_off(
    *, session_id: int, number: int, conclusion: Conclusion, by: Participant, at: datetime
) -> None:
    """Keep outcome and risk and freeze the text; raises NotReady while something is missing.

    What people wrote alone and was not shown stays theirs; an objection that stands is kept as a
    view that differs. Raises Moved, saying who was first, when it was rounded off already.
    """
    session = locked_session(session_id)
    rules.require(Action.ROUND_OFF, participant=fresh(by), session=session)
    answer = locked_answer(session, number)
    if answer.frozen_at is not None:
        raise who_did.rounded_off_already(first=who_did.present(answer.step_by), by=by)
    require_complete(conclusion, answer=answer)
    answer.frozen_at = at
    answer.outcome = conclusion.outcome
    answer.reason = conclusion.reason
    answer.risk = conclusion.risk or ""
    answer.risk_reason = conclusion.risk_reason
    answer.acceptance = conclusion.acceptance
    answer.save(
        update_fields=["frozen_at", "outcome", "reason", "risk", "risk_reason", "acceptance"]
    )
    steps.enter(answer, Step.DONE, by=by, at=at)
    objections.keep_objections(answer, at=at)
    audit.record("question_rounded_off", session=session, by=by, at=at, subject=str(number))
    announce(session, slices.question(number), slices.voices(number), at=at)
    rooms.recheck(session.public_id)


@transaction.atomic
def reopen_question(*, session_id: int, number: int, by: Participant, at: datetime) -> None:
    """Let the group go on; outcome, risk, text and voices stay as they are until changed.

    Raises Moved, saying who was first, when it is open already.
    """
    session = locked_session(session_id)
    rules.require(Action.REOPEN_QUESTION, participant=fresh(by), session=session)
    answer = locked_answer(session, number)
    if answer.frozen_at is None:
        raise who_did.reopened_already(first=who_did.present(answer.step_by), by=by)
    answer.frozen_at = None
    answer.save(update_fields=["frozen_at"])
    back = steps.back_from_done(answer, session=session)
    steps.enter(answer, back, by=by, at=at)
    audit.record("question_reopened", session=session, by=by, at=at, subject=str(number))
    announce(session, slices.question(number), slices.voices(number), at=at)
    rooms.recheck(session.public_id)


@transaction.atomic
def tick_part(
    *, session_id: int, number: int, part: int, done: bool, by: Participant, at: datetime
) -> None:
    """Mark one sub-question, counted from 0, as answered or not."""
    session = locked_session(session_id)
    rules.require(Action.TICK_PART, participant=fresh(by), session=session)
    answer = locked_answer(session, number)
    if not 0 <= part < len(answer.question.parts):
        raise NotFound(_("This question has no such part."))
    ticked = set(answer.parts_done)
    answer.parts_done = sorted(ticked | {part} if done else ticked - {part})
    answer.save(update_fields=["parts_done"])
    announce(session, slices.question(number), at=at)

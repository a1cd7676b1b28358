"""Where the group is with one question: any step the session uses, in any order, back and forth."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.access.showing import SAYING, is_shown
from sessions.commands import audit, who_did
from sessions.commands.locking import fresh, locked_answer, locked_session
from sessions.enums import PRIVATE_STEPS, ContributionKind, Step
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Answer, Contribution, Participant, Session

PUT_IN = [ContributionKind.INPUT, ContributionKind.ADDITION]


@transaction.atomic
def set_step(
    *, session_id: int, number: int, seen: Step, to: Step, by: Participant, at: datetime
) -> None:
    """Go to another step; `seen` is the one this was clicked on. Raises Moved, saying who was
    first, when the question is not at that step any more.

    The first step after writing shows what people wrote alone, all of it at once.
    """
    session = locked_session(session_id)
    rules.require(Action.SET_STEP, participant=fresh(by), session=session)
    answer = locked_answer(session, number)
    if answer.step != seen:
        first = who_did.present(answer.step_by)
        raise who_did.moved_to_step(Step(answer.step), first=first, by=by)
    if answer.frozen_at is not None:
        raise Refused(_("This question is rounded off. Open it again first."))
    if to not in session.steps:
        raise Refused(_("This session does not use this step."), field="to")
    if to == seen:
        return
    was_shown = is_shown(answer)
    enter(answer, to, by=by, at=at)
    audit.record("step_set", session=session, by=by, at=at, subject=f"{number} {to}")
    changed = [slices.question(number)]
    if is_shown(answer) != was_shown:
        changed.append(slices.voices(number))
    announce(session, *changed, at=at)


def enter(answer: Answer, step: Step, *, by: Participant | None, at: datetime) -> None:
    """Put a question at this step; who calls it holds the locks and announces.

    What is shown stays shown: also when the group goes back to writing alone.
    """
    keep_shown(answer, step=step, at=at)
    answer.step, answer.step_by = step, by
    answer.save(update_fields=["step", "step_by", "revealed_at"])


def keep_shown(answer: Answer, *, step: Step, at: datetime) -> None:
    """Note that the inputs are shown from now on, when this step shows them or they are already.

    The row is not saved.
    """
    if answer.revealed_at is not None:
        return
    shows = step not in PRIVATE_STEPS and step != Step.DONE
    if shows or (is_shown(answer) and _has(answer, PUT_IN)):
        answer.revealed_at = at


def start_of(session: Session) -> Step:
    """Return the step at which a question of this session starts."""
    return Step(session.steps[0])


def back_from_done(answer: Answer, *, session: Session) -> Step:
    """Return the step a question goes back to when it is opened again.

    The last one before rounding off; the last private one when what people wrote was not shown:
    opening a question again shows nothing by itself.
    """
    steps = [Step(step) for step in session.steps]
    private = [step for step in steps if step in PRIVATE_STEPS]
    if answer.revealed_at is None and private and _has(answer, [ContributionKind.INPUT]):
        return private[-1]
    return [step for step in steps if step != Step.CLOSING][-1]


def _has(answer: Answer, kinds: list[ContributionKind]) -> bool:
    return Contribution.objects.filter(SAYING, answer=answer, kind__in=kinds).exists()

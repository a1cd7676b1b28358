"""How a session goes: its steps, who writes, what stands above input and who reads it.

Who joined was told how what they put in is shown; from then on it only becomes more private.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from sessions import queries
from sessions.access.showing import SAYING, is_shown
from sessions.commands import pens, steps
from sessions.enums import STEPS, ContributionKind, ShownWith, Step
from sessions.errors import Refused
from sessions.models import Answer, Contribution, Mark, Participant, Session
from sessions.models.session import plain_steps

# From most to least private.
_PRIVACY = [ShownWith.NOTHING, ShownWith.ROLE, ShownWith.NAME]
_NAMES = ["shown_with", "one_pen", "vendor_sees_inputs", "vendor_sees_risk", "inputs_in_report"]


class BrokenPromise(Refused):
    """Who joined was told something else."""

    code = "broken_promise"


@dataclass(frozen=True)
class Manner:
    """How a session goes. The steps are those it uses; writing together is always among them."""

    steps: list[str] = field(default_factory=plain_steps)
    shown_with: ShownWith = ShownWith.ROLE
    one_pen: bool = False
    vendor_sees_inputs: bool = True
    vendor_sees_risk: bool = True
    inputs_in_report: bool = False


class _Told(NamedTuple):
    shown_with: str
    vendor_sees_inputs: bool
    inputs_in_report: bool


def fields_of(manner: Manner) -> dict[str, Any]:
    """Return what a session stores of it, the steps in their order."""
    used = {*manner.steps, Step.COMPOSING}
    ordered = [step.value for step in STEPS if step in used]
    return {"steps": ordered} | {name: getattr(manner, name) for name in _NAMES}


def change(session: Session, manner: Manner, *, by: Participant, at: datetime) -> list[int]:
    """Let a session go in this manner from now on; returns the questions whose slice changed.

    Raises BrokenPromise when that is less private than who joined was told, or when it would show
    what somebody is writing alone. Who calls it holds the lock and announces.
    """
    _require_promises(session, manner)
    wanted = fields_of(manner)
    risk_or_label = ["vendor_sees_risk", "shown_with"]
    everywhere = any(getattr(session, name) != wanted[name] for name in risk_or_label)
    before = session.steps
    for name, value in wanted.items():
        setattr(session, name, value)
    session.save(update_fields=list(wanted))
    hand_out_pen(session, by=by)
    moved = _put_in_step(session, by=by, at=at) if session.steps != before else []
    return [one.number for one in queries.answers_in(session)] if everywhere else moved


def hand_out_pen(session: Session, *, by: Participant) -> None:
    """Give the pen to somebody where one pen writes and nobody holds it, and else take it in."""
    if session.one_pen and session.pen_id is None:
        pens.give_pen(session, pens.first_holder(session, by=by))
    elif not session.one_pen and session.pen_id is not None:
        pens.give_pen(session, None)


def promise_of(session: Session) -> str:
    """Return, for the page at the door, what it says about what people put in."""
    return _promise(session)


def keeps_promise(session: Session, told: str) -> bool:
    """Tell whether the session is no less private than a page at the door said; "": as usual."""
    shown_with, _dot, rest = (told or _promise(Manner())).partition(".")
    if shown_with not in _PRIVACY:
        return False
    return not any(_looser(session, than=_Told(shown_with, "v" in rest, "r" in rest)).values())


def guests_joined(session: Session) -> bool:
    """Tell whether somebody came in by the door, who was told what is kept and shown."""
    return queries.persons().filter(session=session, account=None).exists()


def _require_promises(session: Session, manner: Manner) -> None:
    """Raise BrokenPromise, naming the field, when this is less private than who joined was told."""
    looser = _looser(manner, than=session)
    broken = [name for name, is_looser in looser.items() if is_looser]
    if broken and guests_joined(session):
        message = _("People who joined were told otherwise. You can only make it more private.")
        raise BrokenPromise(message, field=broken[0])


def _promise(made: Manner | Session) -> str:
    vendor, report = "v" * made.vendor_sees_inputs, "r" * made.inputs_in_report
    return f"{made.shown_with}.{vendor}{report}"


def _looser(wanted: Manner | Session, *, than: Session | _Told) -> dict[str, bool]:
    """Return by field whether it is less private than it was."""
    by_name = {"shown_with": _rank(wanted.shown_with) > _rank(than.shown_with)}
    ticks = ["vendor_sees_inputs", "inputs_in_report"]
    return by_name | {name: getattr(wanted, name) and not getattr(than, name) for name in ticks}


def _rank(shown_with: str) -> int:
    return _PRIVACY.index(ShownWith(shown_with))


def _put_in_step(session: Session, *, by: Participant, at: datetime) -> list[int]:
    """Put every open question at a step the session uses; returns those that went elsewhere.

    One nobody did anything at starts at the first step. Those that are rounded off stay so, and
    must be able to open again without showing anything.
    """
    for rounded_off in Answer.objects.filter(session=session).exclude(frozen_at=None):
        _require_not_shown_by_this(rounded_off, steps.back_from_done(rounded_off, session=session))
    rows = Answer.objects.select_for_update().filter(session=session, frozen_at=None)
    moved = []
    for answer in rows.order_by("pk"):
        untouched = _is_untouched(answer)
        step = steps.start_of(session) if untouched else _nearest(answer, session)
        if step == answer.step:
            continue
        if untouched:
            answer.step = step
            answer.save(update_fields=["step"])
        else:
            _require_not_shown_by_this(answer, step)
            steps.enter(answer, step, by=by, at=at)
        moved.append(answer.number)
    return moved


def _nearest(answer: Answer, session: Session) -> Step:
    """Return this question's step, or the last one before it that the session uses now."""
    reached = STEPS.index(Step(answer.step))
    before = [step for step in STEPS[: reached + 1] if step in session.steps]
    return before[-1] if before else steps.start_of(session)


def _is_untouched(answer: Answer) -> bool:
    """Tell whether nobody wrote, marked or put in anything at this question."""
    return not (
        answer.step_by_id
        or answer.revealed_at
        or answer.text_updates.exists()
        or answer.text_checkpoints.exists()
        or Contribution.objects.filter(answer=answer).exists()
        or Mark.objects.filter(answer=answer).exists()
    )


def _require_not_shown_by_this(answer: Answer, step: Step) -> None:
    later = Answer(step=step, revealed_at=answer.revealed_at)
    inputs = Contribution.objects.filter(answer=answer, kind=ContributionKind.INPUT).filter(SAYING)
    if is_shown(later) and not is_shown(answer) and inputs.exists():
        message = _("At question %(number)d people wrote something that is not shown yet.")
        raise BrokenPromise(message % {"number": answer.number}, field="steps")

"""What is to be done: add, change and drop action points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sessions.access import closed_rounds, rules
from sessions.access.rules import Action
from sessions.commands.conclusions import stands
from sessions.commands.locking import fresh, locked_session
from sessions.enums import ActionKind, Outcome, Risk, Step
from sessions.errors import NotFound, Refused
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import ActionPoint, Answer, Participant, Session

MOST_ACTION_POINTS = 300
MOST_OWN = 100  # of one person


@dataclass(frozen=True)
class ActionFacts:
    """What is to be done, by whom and by when; `question` is None for the session as a whole.

    `key` is what the page of who adds it calls it.
    """

    text: str
    question: int | None = None
    kind: ActionKind | None = None
    owner: str = ""
    due_date: date | None = None
    key: str = ""


@transaction.atomic
def add_action_point(
    *, session_id: int, facts: ActionFacts, by: Participant, at: datetime
) -> ActionPoint:
    """Return the new action point; the same `key` again is the same action point.

    What is added in a closed round stays inside it.
    """
    session = locked_session(session_id)
    rules.require(Action.ADD_ACTION_POINT, participant=fresh(by), session=session)
    own = ActionPoint.objects.filter(session=session, added_by=by)
    known = own.filter(key=facts.key).first() if facts.key else None
    if known is not None:
        return known
    # What who leads made of the parking list is everybody's.
    if own.exclude(key__startswith="parked:").count() >= MOST_OWN:
        raise Refused(_("You added 100 actions already. Put some of them together."))
    if ActionPoint.objects.filter(session=session).count() >= MOST_ACTION_POINTS:
        raise Refused(_("There are 300 actions already. Put some of them together."))
    action_point = ActionPoint.objects.create(
        session=session,
        closed=closed_rounds.is_running(session),
        key=facts.key,
        added_by=by,
        added_at=at,
        **_fields(session, facts),
    )
    announce(session, slices.ACTIONS, at=at, closed=action_point.closed)
    return action_point


@transaction.atomic
def change_action_point(
    *, session_id: int, action_point_id: str, facts: ActionFacts, by: Participant, at: datetime
) -> None:
    """Write an action point anew; one's own, or any for who leads."""
    session = locked_session(session_id)
    action_point = _permitted(session, action_point_id, by)
    fields = _fields(session, facts)
    for name, value in fields.items():
        setattr(action_point, name, value)
    action_point.save(update_fields=list(fields))
    _require_rounded_off_to_stand(session)
    announce(session, slices.ACTIONS, at=at, closed=action_point.closed)


@transaction.atomic
def drop_action_point(
    *, session_id: int, action_point_id: str, by: Participant, at: datetime
) -> None:
    """Take an action point away; one's own, or any for who leads."""
    session = locked_session(session_id)
    action_point = _permitted(session, action_point_id, by)
    action_point.delete()
    _require_rounded_off_to_stand(session)
    announce(session, slices.ACTIONS, at=at, closed=action_point.closed)


def _permitted(session: Session, action_point_id: str, by: Participant) -> ActionPoint:
    """Return the action point, which this person may change now.

    One of a closed round is not there for who was outside; open ones wait while a round runs.
    """
    person = fresh(by)
    found = ActionPoint.objects.filter(session=session, public_id=action_point_id).first()
    if found is None:
        raise NotFound(_("This action is not there any more."))
    closed_rounds.require_reachable(closed=found.closed, participant=person, session=session)
    rules.require_action_point(action_point=found, participant=person, session=session)
    return found


def _require_rounded_off_to_stand(session: Session) -> None:
    """Raise Refused when a question was rounded off on what an action said before this change."""
    rounded_off = Answer.objects.filter(session=session, step=Step.DONE)
    needing = Q(outcome=Outcome.TO_INVESTIGATE) | Q(risk=Risk.HIGH)
    for answer in rounded_off.filter(needing).order_by("number"):
        if not stands(answer):
            message = _("Question %(number)d was rounded off with this action. Reopen it first.")
            raise Refused(message % {"number": answer.number})


def _fields(session: Session, facts: ActionFacts) -> dict[str, object]:
    answer = None
    if facts.question is not None:
        answer = Answer.objects.filter(session=session, number=facts.question).first()
        if answer is None:
            raise NotFound(_("This question is not in the programme."), field="question")
    return {
        "answer": answer,
        "text": facts.text,
        "kind": facts.kind or "",
        "owner": facts.owner,
        "due_date": facts.due_date,
    }

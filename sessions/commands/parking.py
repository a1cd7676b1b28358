"""The parking list: what waits, so that the question on the table goes on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import closed_rounds, rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.action_points import MOST_ACTION_POINTS
from sessions.commands.erasing import erase_after_commit
from sessions.commands.locking import fresh, locked_session
from sessions.commands.wording import text_in_words
from sessions.enums import Parked
from sessions.errors import NotFound, Refused
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import ActionPoint, Answer, ParkedItem, Participant, Session

MOST_WAITING = 300
MOST_OWN_WAITING = 60  # of one person
MOST_PARKED = 1000  # also of what was settled
LONGEST_ITEM = 500


@transaction.atomic
def park(
    *,
    session_id: int,
    text: str,
    by: Participant,
    at: datetime,
    question: int | None = None,
    key: str = "",
) -> ParkedItem:
    """Return the new item; the same `key` again is the same item.

    What is parked in a closed round stays inside it.
    """
    session = locked_session(session_id)
    rules.require(Action.PARK, participant=fresh(by), session=session)
    items = ParkedItem.objects.filter(session=session)
    known = items.filter(added_by=by, key=key).first() if key else None
    if known is not None:
        return known
    _require_room(session, by=by)
    made = ParkedItem.objects.create(
        session=session,
        answer=_answer(session, question),
        text=text_in_words(text, longest=LONGEST_ITEM),
        closed=closed_rounds.is_running(session),
        key=key,
        added_by=by,
        added_at=at,
    )
    announce(session, slices.PARKED, at=at, closed=made.closed)
    return made


@transaction.atomic
def settle_parked(
    *, session_id: int, item_id: str, settled: Parked | None, by: Participant, at: datetime
) -> None:
    """Say what became of an item; None: it waits again. One that becomes an action makes it, once.

    Taking that back leaves the action: it is dropped like any other.
    """
    session = locked_session(session_id)
    person = fresh(by)
    rules.require(Action.SETTLE_PARKED, participant=person, session=session)
    item = _item(session, item_id, person)
    if item.settled == (settled or ""):
        return
    item.settled, item.settled_at = settled or "", at if settled else None
    item.save(update_fields=["settled", "settled_at"])
    changed = [slices.PARKED]
    if settled == Parked.ACTION and _make_action(item, by=person, at=at):
        changed.append(slices.ACTIONS)
    announce(session, *changed, at=at, closed=item.closed)


@transaction.atomic
def remove_parked(*, session_id: int, item_id: str, by: Participant, at: datetime) -> None:
    """Take away an item one parked oneself, or, for who leads, any: it may name a candidate.

    An action that it became stays, and is dropped like any other.
    """
    session = locked_session(session_id)
    person = fresh(by)
    item = _item(session, item_id, person)
    own = item.added_by_id == person.pk
    right = Action.PARK if own else Action.HIDE_CONTRIBUTION
    rules.require(right, participant=person, session=session)
    item.delete()
    erase_after_commit()
    audit.record("parked_removed", session=session, by=by, at=at, subject=item_id)
    announce(session, slices.PARKED, at=at, closed=item.closed)


def _require_room(session: Session, *, by: Participant) -> None:
    """Raise Refused when enough waits, of this person or in all, or enough was ever parked."""
    items = ParkedItem.objects.filter(session=session)
    waiting = items.filter(settled="")
    if waiting.filter(added_by=by).count() >= MOST_OWN_WAITING:
        raise Refused(_("60 items of yours are waiting on the parking list already."))
    if waiting.count() >= MOST_WAITING:
        raise Refused(_("There are 300 items on the parking list already. Settle some first."))
    if items.count() >= MOST_PARKED:
        raise Refused(_("The parking list is full: 1000 items, settled ones included."))


def _make_action(item: ParkedItem, *, by: Participant, at: datetime) -> bool:
    """Make the action point of this item unless there is one; tell whether it was made."""
    actions = ActionPoint.objects.filter(session=item.session)
    key = f"parked:{item.public_id}"
    if actions.filter(key=key).exists():
        return False
    if actions.count() >= MOST_ACTION_POINTS:
        raise Refused(_("There are 300 actions already. Put some of them together."))
    ActionPoint.objects.create(
        session=item.session,
        answer=item.answer,
        text=item.text,
        closed=item.closed,
        key=key,
        added_by=by,
        added_at=at,
    )
    return True


def _item(session: Session, item_id: str, person: Participant) -> ParkedItem:
    """Return the item; what was said in a closed round is not there for who was outside."""
    items = ParkedItem.objects.filter(session=session).select_related("session", "answer")
    found = items.filter(public_id=item_id).first()
    if found is None:
        raise NotFound(_("This item is not on the list any more."))
    closed_rounds.require_reachable(closed=found.closed, participant=person, session=session)
    return found


def _answer(session: Session, question: int | None) -> Answer | None:
    if question is None:
        return None
    found = Answer.objects.filter(session=session, number=question).first()
    if found is None:
        raise NotFound(_("This question is not in the programme."), field="question")
    return found

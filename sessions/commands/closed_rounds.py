"""A closed round: the organisation talks without vendor, observers and screens.

Who is inside is what a facilitator saw and said: whoever joins, comes back or is made something
else stays outside until a facilitator lets them in.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import closed_rounds, rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.errors import Moved, NotFound, Refused
from sessions.homework_items import wanted
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Answer, ClosedRound, HomeworkItem, Participant, Session
from sessions.texts import rooms

# A command that waits for the session carries the moment it came in, this much earlier at most.
WAITED = timedelta(minutes=1)


@transaction.atomic
def begin(*, session_id: int, insiders: Collection[str], by: Participant, at: datetime) -> None:
    """Begin a closed round with these people, by public id: those the facilitator saw.

    Whoever is not among them waits, also who came in while the facilitator looked. The open texts
    are read-only from this moment; the question on the table is all that outsiders go on seeing.
    """
    session = locked_session(session_id)
    rules.require(Action.HOLD_CLOSED_ROUND, participant=fresh(by), session=session)
    if closed_rounds.is_running(session):
        raise Moved(_("A closed round is running already."))
    _lock_texts(session)
    people = Participant.objects.filter(
        session=session, removed_at=None, role__in=closed_rounds.ADMISSIBLE
    )
    people.filter(public_id__in=insiders).update(insider=True)
    people.exclude(public_id__in=insiders).update(insider=False)
    ClosedRound.objects.create(session=session, began_at=at)
    session.closed_round = session.current_question
    _tell(session, "closed_round_began", by=by, at=at)


@transaction.atomic
def end(*, session_id: int, by: Participant, at: datetime) -> None:
    """Go on with everybody, at the question on the table; what was said stays closed."""
    session = locked_session(session_id)
    rules.require(Action.HOLD_CLOSED_ROUND, participant=fresh(by), session=session)
    if not closed_rounds.is_running(session):
        raise Moved(_("The closed round has ended already."))
    _lock_texts(session)
    held_back = _held_back(session)
    ClosedRound.objects.filter(session=session, ended_at=None).update(ended_at=at)
    session.closed_round = None
    _tell(session, "closed_round_ended", *held_back, by=by, at=at)


@transaction.atomic
def admit(
    *, session_id: int, participant_id: str, inside: bool, by: Participant, at: datetime
) -> None:
    """Let somebody into closed rounds and what was said there, or out of them again."""
    session = locked_session(session_id)
    rules.require(Action.LET_IN, participant=fresh(by), session=session)
    people = Participant.objects.filter(session=session, removed_at=None)
    participant = people.filter(public_id=participant_id).first()
    if participant is None:
        raise NotFound(_("This person is not in the session any more."))
    if participant.role not in closed_rounds.ADMISSIBLE:
        raise Refused(_("Only a scribe or a participant can be let in."))
    participant.insider = inside
    participant.save(update_fields=["insider"])
    act = "let_in" if inside else "let_out"
    audit.record(act, session=session, by=by, at=at, subject=participant_id)
    announce(session, slices.PEOPLE, at=at, closed=True)
    rooms.recheck(session.public_id)


def _held_back(session: Session) -> list[str]:
    """Return the slices of which outsiders heard nothing in the round that runs, or not enough.

    Who is asked is counted at another question now, votes may have lapsed at any, the question on
    the table may be new to outsiders, and the vendor may have filled in homework meanwhile.
    """
    began_at = ClosedRound.objects.get(session=session, ended_at=None).began_at
    prepared = HomeworkItem.objects.filter(session=session, changed_at__gte=began_at - WAITED)
    items = [wanted(number) for number in prepared.values_list("number", flat=True)]
    spoken = {session.current_question, *(one for item in items if item for one in item.questions)}
    answers = Answer.objects.filter(session=session).order_by("number")
    numbers = list(answers.values_list("number", flat=True))
    voices = [slices.voices(number) for number in numbers if number in spoken]
    return [*map(slices.question, numbers), *voices]


def _lock_texts(session: Session) -> None:
    """An edit is kept before this, or asked again after it: the text journal takes these locks."""
    list(Answer.objects.select_for_update().filter(session=session).order_by("pk"))


def _tell(session: Session, act: str, *changed: str, by: Participant, at: datetime) -> None:
    session.save(update_fields=["closed_round"])
    audit.record(act, session=session, by=by, at=at)
    announce(session, slices.SESSION, slices.PEOPLE, *changed, at=at)
    rooms.recheck(session.public_id)

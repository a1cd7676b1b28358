"""A closed round: the organisation talks without vendor, observers and screens.

Who is inside is what a facilitator saw and said: whoever joins, comes back or is made something
else stays outside until a facilitator lets them in.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import closed_rounds, rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.errors import Moved, NotFound, Refused
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Answer, ClosedRound, Participant, Session
from sessions.texts import rooms


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
    ClosedRound.objects.filter(session=session, ended_at=None).update(ended_at=at)
    began_at, session.closed_round = session.closed_round, None
    # Who is asked is counted where the group is now, and no more where the round began.
    counted = [slices.question(number) for number in {began_at, session.current_question} if number]
    _tell(session, "closed_round_ended", *counted, by=by, at=at)


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


def _lock_texts(session: Session) -> None:
    """An edit is kept before this, or asked again after it: the text journal takes these locks."""
    list(Answer.objects.select_for_update().filter(session=session).order_by("pk"))


def _tell(session: Session, act: str, *changed: str, by: Participant, at: datetime) -> None:
    session.save(update_fields=["closed_round"])
    audit.record(act, session=session, by=by, at=at)
    announce(session, slices.SESSION, slices.PEOPLE, *changed, at=at)
    rooms.recheck(session.public_id)

"""Who holds the pen, where one pen writes the joint answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.enums import Role
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Participant, Session
from sessions.texts import rooms


@transaction.atomic
def take_pen(*, session_id: int, by: Participant, at: datetime) -> None:
    """Take the pen from whoever holds it; they read on, and propose sentences."""
    session = locked_session(session_id)
    writer = fresh(by)
    rules.require(Action.TAKE_PEN, participant=writer, session=session)
    if not session.one_pen:
        raise Refused(_("Everybody writes in this session: there is no pen to take."))
    if session.pen_id == writer.pk:
        return
    give_pen(session, writer)
    audit.record("pen_taken", session=session, by=by, at=at)
    announce(session, slices.SESSION, at=at)
    rooms.recheck(session.public_id)


def first_holder(session: Session, *, by: Participant) -> Participant:
    """Return who gets the pen when there begins to be one: the only scribe, else who asked."""
    scribes = [one for one in queries.people_in(session) if one.role == Role.SCRIBE]
    return scribes[0] if len(scribes) == 1 else by


def give_pen(session: Session, holder: Participant | None) -> None:
    """Write down who holds the pen, None for nobody; who calls it announces SESSION."""
    session.pen = holder
    session.save(update_fields=["pen"])


def let_go_of_pen(session: Session, participant: Participant) -> list[str]:
    """Put the pen down for somebody who may not hold it any more; returns the slices to tell."""
    if session.pen_id != participant.pk:
        return []
    give_pen(session, None)
    return [slices.SESSION]

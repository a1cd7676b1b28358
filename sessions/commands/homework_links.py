"""Personal links to the homework: one person of the vendor each, without an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.codes import digest, new_token
from sessions.access.hygiene import clean_line, is_visible
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.commands.wording import Unusable
from sessions.errors import NotFound, Refused
from sessions.models import HomeworkLink, Participant, Session

# Whoever is asked has this long at least, and until this long after the day of the session.
LEAST_DAYS, DAYS_AFTER = 30, 14
MOST_LINKS = 20
WORKING_DAYS_BEFORE = 5
SATURDAY = 5
LONGEST_NAME = 120


@dataclass(frozen=True)
class MadeHomeworkLink:
    """A new link, with the token that is shown once and kept nowhere."""

    link: HomeworkLink
    token: str


@transaction.atomic
def ask_homework(*, session_id: int, name: str, by: Participant, at: datetime) -> MadeHomeworkLink:
    """Return a new link for the person of this name."""
    session = locked_session(session_id)
    rules.require(Action.ASK_HOMEWORK, participant=fresh(by), session=session)
    live = HomeworkLink.objects.filter(session=session, revoked_at=None, expires_at__gt=at)
    if live.count() >= MOST_LINKS:
        raise Refused(_("There are enough links to the homework. Take one back first."))
    token = new_token()
    link = HomeworkLink.objects.create(
        session=session,
        token_hash=digest(token),
        name=_name(name),
        created_at=at,
        expires_at=_expiry(session, at=at),
    )
    audit.record("homework_asked", session=session, by=by, at=at, subject=link.public_id)
    return MadeHomeworkLink(link, token)


@transaction.atomic
def revoke_homework_link(*, session_id: int, link_id: str, by: Participant, at: datetime) -> None:
    """Let a link open nothing any more; what was brought stays. Doing it again does nothing."""
    session = locked_session(session_id)
    rules.require(Action.READ_HOMEWORK, participant=fresh(by), session=session)
    link = HomeworkLink.objects.filter(session=session, public_id=link_id).first()
    if link is None:
        raise NotFound(_("This link is not there any more."))
    if link.revoked_at is None:
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        audit.record("homework_link_revoked", session=session, by=by, at=at, subject=link_id)


def due_day(session_date: date, *, asked: date) -> date:
    """Return by when somebody asked on this day should have prepared: five working days before.

    When that is past already, it is the day of the session, or the day of asking.
    """
    day, left = session_date, WORKING_DAYS_BEFORE
    while left:
        day -= timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day if day >= asked else max(session_date, asked)


def _name(name: str) -> str:
    cleaned = clean_line(name[: 2 * LONGEST_NAME])
    if not is_visible(cleaned) or len(cleaned) > LONGEST_NAME:
        raise Unusable(_("Write who this is for. A name or a function is enough."), field="name")
    return cleaned


def _expiry(session: Session, *, at: datetime) -> datetime:
    after = datetime.combine(session.date + timedelta(days=DAYS_AFTER + 1), time.min)
    return max(at + timedelta(days=LEAST_DAYS), timezone.make_aware(after))

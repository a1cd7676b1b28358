"""The projector: links that open a screen, and what the screens show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import rules
from sessions.access.codes import digest, new_token
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.enums import Perspective, Role, ScreenView
from sessions.errors import NotFound, Refused
from sessions.live import slices
from sessions.live.announce import announce, say_goodbye
from sessions.models import Participant, ScreenLink, Session
from sessions.models.identifiers import new_public_id
from sessions.texts import rooms

# Two dates of one session can lie a week apart; a room is set up once.
LINK_DAYS = 14
MOST_LINKS = 8


class TooManyScreens(Refused):
    """There are as many links as a session may have."""

    code = "too_many_screens"


@dataclass(frozen=True)
class MadeScreenLink:
    """A new link, with the token that is shown once and kept nowhere."""

    link: ScreenLink
    token: str


@transaction.atomic
def make_screen_link(*, session_id: int, by: Participant, at: datetime) -> MadeScreenLink:
    """Return a new link to a screen of its own; raises TooManyScreens.

    Links that ran out make room; their screens are put out.
    """
    session = locked_session(session_id)
    rules.require(Action.MANAGE_SCREENS, participant=fresh(by), session=session)
    _retire(session, at=at)
    if len(queries.screens_in(session, at=at)) >= MOST_LINKS:
        raise TooManyScreens(_("There are enough links to the projector. Revoke one first."))
    token = new_token()
    link = ScreenLink.objects.create(
        session=session,
        screen=_new_screen(session, at=at),
        token_hash=digest(token),
        created_at=at,
        expires_at=at + timedelta(days=LINK_DAYS),
    )
    audit.record("screen_link_made", session=session, by=by, at=at, subject=link.public_id)
    return MadeScreenLink(link, token)


@transaction.atomic
def revoke_screen_link(*, session_id: int, link_id: str, by: Participant, at: datetime) -> None:
    """Let a link open nothing any more, and put its screen out wherever it is shown."""
    session = locked_session(session_id)
    rules.require(Action.MANAGE_SCREENS, participant=fresh(by), session=session)
    links = ScreenLink.objects.filter(session=session, revoked_at=None).select_related("screen")
    link = links.filter(public_id=link_id).first()
    if link is None:
        raise NotFound(_("This link was revoked already."))
    _put_out(session, [link], at=at)
    audit.record("screen_link_revoked", session=session, by=by, at=at, subject=link_id)
    announce(session, at=at)


@transaction.atomic
def show_on_screen(*, session_id: int, view: ScreenView, by: Participant, at: datetime) -> None:
    """Choose what every screen of the session shows."""
    session = locked_session(session_id)
    rules.require(Action.SHOW_ON_SCREEN, participant=fresh(by), session=session)
    session.screen_view = view
    session.save(update_fields=["screen_view"])
    audit.record("screen_view_chosen", session=session, by=by, at=at, subject=view)
    announce(session, slices.SESSION, at=at)


def retire_screens(*, at: datetime) -> None:
    """Put out every screen whose link ran out, also one that stands open."""
    over = ScreenLink.objects.filter(revoked_at=None, expires_at__lte=at)
    for session_id in set(over.values_list("session_id", flat=True)):
        with transaction.atomic():
            session = locked_session(session_id)
            _retire(session, at=at)
            announce(session, at=at)


def end_screens(session: Session, *, at: datetime) -> None:
    """Revoke every link of a session. Call it inside a transaction, with the session locked."""
    live = ScreenLink.objects.filter(session=session, revoked_at=None).select_related("screen")
    _put_out(session, list(live), at=at)


def _new_screen(session: Session, *, at: datetime) -> Participant:
    """Return a participant in the role of projector: nobody's name, in no list of people."""
    public_id = new_public_id()
    return Participant.objects.create(
        public_id=public_id,
        session=session,
        name="",
        name_key=f"screen:{public_id}",
        role=Role.PROJECTOR,
        perspective=Perspective.OTHER,
        joined_at=at,
    )


def _retire(session: Session, *, at: datetime) -> None:
    """Put out the screens whose link ran out."""
    over = ScreenLink.objects.filter(session=session, revoked_at=None, expires_at__lte=at)
    _put_out(session, list(over.select_related("screen")), at=at)


def _put_out(session: Session, links: list[ScreenLink], *, at: datetime) -> None:
    if not links:
        return
    for link in links:
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        screen = link.screen
        screen.removed_at = at
        screen.cookie_version += 1
        screen.last_seen_at = None
        screen.save(update_fields=["removed_at", "cookie_version", "last_seen_at"])
    say_goodbye(session, [link.screen.public_id for link in links], reason="removed")
    rooms.recheck(session.public_id)

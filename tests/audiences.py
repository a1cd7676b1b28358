"""One person of each audience, so that a test can ask of all of them what reaches them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from sessions.access import identity
from sessions.access import screens as cookies
from sessions.commands import screens
from sessions.enums import Perspective, Role
from sessions.live.audience import Audience
from sessions.models import Participant, Session
from tests.conftest import NOW


def one_of_each(
    session: Session, arrive: Callable[..., Participant]
) -> dict[Audience, Participant]:
    """Return one person of each audience in this session, the screen as well."""
    anna = Participant.objects.select_related("session", "account").get(
        session=session, role=Role.FACILITATOR, name="Anna"
    )
    screen = screens.make_screen_link(session_id=session.pk, by=anna, at=NOW).link.screen
    return {
        Audience.FACILITATOR: anna,
        Audience.SCRIBE: _as(arrive("Sanne"), role=Role.SCRIBE, insider=True),
        Audience.PARTICIPANT: _as(arrive("Pim"), role=Role.PARTICIPANT, insider=True),
        Audience.NEWCOMER: arrive("Nadia", Perspective.DIVERSITY),
        Audience.VENDOR: arrive("Vera", Perspective.VENDOR),
        Audience.OBSERVER: _as(arrive("Joris"), role=Role.OBSERVER, insider=False),
        Audience.PROJECTOR: screen,
    }


def _as(participant: Participant, *, role: Role, insider: bool) -> Participant:
    """Give somebody a role without a command."""
    participant.role, participant.insider = role, insider
    participant.save(update_fields=["role", "insider"])
    return participant


def headers_as(participant: Participant) -> list[tuple[bytes, bytes]]:
    """Return what a browser of this person sends to open a socket, whoever they are."""
    return [(b"origin", b"http://127.0.0.1:8000"), (b"cookie", _cookie(participant).encode())]


def path_as(participant: Participant, socket: str) -> str:
    """Return the address of the `live` or `texts` socket; a screen says that it is one."""
    query = "?screen=1" if participant.role == Role.PROJECTOR else ""
    return f"/ws/sessions/{participant.session.public_id}/{socket}{query}"


def _cookie(participant: Participant) -> str:
    place = participant.session
    if participant.role == Role.PROJECTOR:
        name = cookies.cookie_name(place.public_id)
        return f"{name}={cookies.cookie_value(participant)}"
    if participant.account is None:
        return f"{identity.cookie_name(place)}={identity.cookie_value(participant)}"
    store = SessionStore()
    store[SESSION_KEY] = str(participant.account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = participant.account.get_session_auth_hash()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"

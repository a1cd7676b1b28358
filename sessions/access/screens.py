"""The cookie of a screen: the only reader of it. A browser can hold it beside any other cookie.

A request or socket says itself that it is the screen (`?screen=1`); then this cookie alone counts,
so that a projector page disturbs neither a sign-in nor a participant's place in the same browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qs

from django.conf import settings
from django.core import signing
from django.utils import timezone

from sessions.access.codes import digest
from sessions.enums import Role
from sessions.models import Participant, ScreenLink, Session

_SALT = "airsessions.screen"


def cookie_name(session_id: str) -> str:
    """Return the name of the cookie that makes a browser a screen of this session (public id)."""
    prefix = "__Host-" if settings.SECURE else ""
    return f"{prefix}air-screen-{session_id}"


def cookie_value(screen: Participant) -> str:
    """Return the signed value: which screen, and which version of its cookie."""
    return signing.dumps([screen.public_id, screen.cookie_version], salt=_SALT)


def usable_screen_link(*, token: str, at: datetime) -> ScreenLink | None:
    """Return the link this token opens, session and screen loaded; None when it opens none now."""
    return (
        ScreenLink.objects.filter(token_hash=digest(token), expires_at__gt=at, revoked_at=None)
        .select_related("session", "screen")
        .first()
    )


def screen_behind(*, session: Session, cookies: Mapping[str, str]) -> Participant | None:
    """Return the screen of this session that a browser is, its session loaded; None for none."""
    signed = _signed(cookies.get(cookie_name(session.public_id), ""))
    if signed is None:
        return None
    public_id, version = signed
    return (
        Participant.objects.select_related("session")
        .filter(
            session=session,
            public_id=public_id,
            role=Role.PROJECTOR,
            cookie_version=version,
            removed_at=None,
            screen_link__revoked_at=None,
            screen_link__expires_at__gt=timezone.now(),
        )
        .first()
    )


def screen_named(*, session_id: str, cookies: Mapping[str, str]) -> str | None:
    """Return the public id of the screen that a cookie of ours names, whether or not it is one."""
    signed = _signed(cookies.get(cookie_name(session_id), ""))
    return signed[0] if signed else None


def says_screen(query: bytes | str) -> bool:
    """Tell whether a query string says that the page that asks is a screen."""
    text = query.decode("latin-1") if isinstance(query, bytes) else query
    return parse_qs(text).get("screen") == ["1"]


def _signed(value: str) -> tuple[str, int] | None:
    """Return which screen a cookie is of and its version; None when we did not sign it."""
    try:
        public_id, version = signing.loads(value, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return public_id, version

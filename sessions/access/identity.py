"""Who is behind a browser or a socket: the only reader of the participant cookie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core import signing
from django.http import parse_cookie
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from sessions.access import screens
from sessions.enums import Role
from sessions.models import Account, Participant, Session

_SALT = "airsessions.participant"
# How long people without an account can still look back once the session is closed.
AFTER_CLOSE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Trace:
    """What a cookie of ours still tells of somebody without a place; it gives no right at all.

    `person` is a participant's public id. "removed": put out, or the cookie was revoked; "deleted":
    the person went away with the session; "expired": the session closed too long ago.
    """

    person: str
    reason: Literal["removed", "deleted", "expired"]


def cookie_name(session: Session) -> str:
    """Return the name of the cookie that holds who this browser is in this session."""
    return _cookie_name(session.public_id)


def cookie_value(participant: Participant) -> str:
    """Return the signed value: who, and which version of this person's cookie."""
    value = [participant.public_id, participant.cookie_version]
    return signing.dumps(value, salt=_SALT)


def participant_behind(
    *, session: Session, account: Any, cookies: Mapping[str, str]
) -> Participant | None:
    """Return who this is in this session: by account first, else by cookie; None for a stranger."""
    by_account = _by_account(session=session, account=account)
    return by_account or _by_cookie(session=session, value=cookies.get(cookie_name(session), ""))


def trace_behind(*, session_id: str, cookies: Mapping[str, str]) -> Trace | None:
    """Return what is left of a place in the session with this public id; None for a stranger.

    Ask only about a browser that has no place there now. The same is said of a session that is gone
    and of one that never was: only whom we once signed a cookie for hears anything.
    """
    signed = _signed(cookies.get(_cookie_name(session_id), ""))
    if signed is None:
        return None
    public_id, version = signed
    person = Participant.objects.select_related("session").filter(public_id=public_id).first()
    if person is None:
        return Trace(public_id, "deleted")
    if person.session.public_id != session_id:
        return None
    revoked = person.removed_at is not None or person.cookie_version != version
    return Trace(public_id, "removed" if revoked else "expired")


def screen_trace_behind(*, session_id: str, cookies: Mapping[str, str]) -> Trace | None:
    """Return the same of a browser that was a screen: "removed" when its link was revoked or ran
    out, "deleted" with the session.
    """
    public_id = screens.screen_named(session_id=session_id, cookies=cookies)
    if public_id is None:
        return None
    screen = Participant.objects.select_related("session").filter(public_id=public_id).first()
    if screen is None:
        return Trace(public_id, "deleted")
    return Trace(public_id, "removed") if screen.session.public_id == session_id else None


def socket_trace(scope: Mapping[str, Any], public_id: str) -> Trace | None:
    """Return what is left of the place of the browser that opens this socket."""
    is_screen = screens.says_screen(scope.get("query_string", b""))
    trace = screen_trace_behind if is_screen else trace_behind
    return trace(session_id=public_id, cookies=_cookies(scope))


def socket_participant(scope: Mapping[str, Any], public_id: str) -> Participant | None:
    """Return who opens a socket of the session with this public id; None refuses it.

    A page that says it is a screen is that and nobody else. The row's `session` is loaded with it.
    """
    session = Session.objects.filter(public_id=public_id).first()
    if session is None:
        return None
    cookies = _cookies(scope)
    if screens.says_screen(scope.get("query_string", b"")):
        return screens.screen_behind(session=session, cookies=cookies)
    account = _account(cookies.get(settings.SESSION_COOKIE_NAME, ""))
    return participant_behind(session=session, account=account, cookies=cookies)


def _by_account(*, session: Session, account: Any) -> Participant | None:
    if account is None or not account.is_authenticated:
        return None
    found = Participant.objects.filter(session=session, account=account, removed_at=None)
    return _in(session, found.first())


def _by_cookie(*, session: Session, value: str) -> Participant | None:
    if session.closed_at and timezone.now() > session.closed_at + AFTER_CLOSE:
        return None
    signed = _signed(value)
    if signed is None:
        return None
    public_id, version = signed
    found = Participant.objects.filter(
        session=session, public_id=public_id, cookie_version=version, removed_at=None
    )
    person = found.exclude(role=Role.PROJECTOR).order_by().first()
    return _in(session, person)


def _in(session: Session, person: Participant | None) -> Participant | None:
    """Return somebody with the session they were looked for in, which is not read once more."""
    if person is not None:
        person.session = session
    return person


def _signed(value: str) -> tuple[str, int] | None:
    """Return who a cookie is of and its version; None when we did not sign it."""
    try:
        public_id, version = signing.loads(value, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return public_id, version


def _cookie_name(public_id: str) -> str:
    prefix = "__Host-" if settings.SECURE else ""
    return f"{prefix}air-{public_id}"


def _cookies(scope: Mapping[str, Any]) -> dict[str, str]:
    """Return the cookies as Django reads them over HTTP: a broken one of somebody else's is no
    reason to forget ours; values holding NUL are dropped, PostgreSQL refuses them.
    """
    sent = [value for name, value in scope.get("headers", []) if name == b"cookie"]
    cookies = parse_cookie(b"; ".join(sent).decode("latin-1"))
    return {name: value for name, value in cookies.items() if "\0" not in value}


def _account(session_key: str) -> Account | None:
    """Return the account signed in under Django's session key, as its own middleware would."""
    if not session_key:
        return None
    engine = import_module(settings.SESSION_ENGINE)
    browser_session = engine.SessionStore(session_key)
    key = browser_session.get(SESSION_KEY)
    if key is None or browser_session.get(BACKEND_SESSION_KEY) is None:
        return None
    account = Account.objects.filter(pk=key, is_active=True).first()
    signed_in = browser_session.get(HASH_SESSION_KEY, "")
    if account and constant_time_compare(signed_in, account.get_session_auth_hash()):
        return account
    return None

"""Who is behind a browser or a socket: the only reader of the participant cookie."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core import signing
from django.http import parse_cookie
from django.utils.crypto import constant_time_compare

from sessions.models import Account, Participant, Session

_SALT = "airsessions.participant"


def cookie_name(session: Session) -> str:
    """Return the name of the cookie that holds who this browser is in this session."""
    prefix = "__Host-" if settings.SECURE else ""
    return f"{prefix}air-{session.public_id}"


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


def socket_participant(scope: Mapping[str, Any], public_id: str) -> Participant | None:
    """Return who opens a socket of the session with this public id; None refuses it.

    The row's `session` is loaded with it.
    """
    session = Session.objects.filter(public_id=public_id).first()
    if session is None:
        return None
    cookies = _cookies(scope)
    account = _account(cookies.get(settings.SESSION_COOKIE_NAME, ""))
    return participant_behind(session=session, account=account, cookies=cookies)


def _by_account(*, session: Session, account: Any) -> Participant | None:
    if account is None or not account.is_authenticated:
        return None
    return (
        Participant.objects.select_related("session")
        .filter(session=session, account=account, removed_at=None)
        .first()
    )


def _by_cookie(*, session: Session, value: str) -> Participant | None:
    try:
        public_id, version = signing.loads(value, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (
        Participant.objects.select_related("session")
        .filter(session=session, public_id=public_id, cookie_version=version, removed_at=None)
        .first()
    )


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

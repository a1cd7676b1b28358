"""Tokens that open a text without a cookie: for load tests and tools, off by default."""

from __future__ import annotations

from django.conf import settings
from django.core import signing

from sessions.models import Participant

_SALT = "airsessions.text-token"
VALID_SECONDS = 24 * 3600


def mint(participant: Participant) -> str:
    """Return a token for this participant's own session, good for a day."""
    return signing.dumps([participant.public_id, participant.cookie_version], salt=_SALT)


def bearer(token: str, *, session_id: str) -> Participant | None:
    """Return who a token stands for in this session (its public id); None for any other token."""
    if not settings.ALLOW_TEXT_TOKENS:
        return None
    try:
        public_id, version = signing.loads(token, salt=_SALT, max_age=VALID_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Participant.objects.filter(
        session__public_id=session_id,
        public_id=public_id,
        cookie_version=version,
        removed_at=None,
    ).first()

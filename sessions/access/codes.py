"""Codes people read aloud and type: join codes, personal return codes; and secrets in links."""

from __future__ import annotations

import hashlib
import secrets

# No I, O, 0 or 1: 32 signs, five bits each, so eight of them are 40 bits.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
JOIN_CODE_LENGTH = 8
RETURN_CODE_LENGTH = 12


def new_join_code() -> str:
    """Return eight random signs (40 bits)."""
    return _random(JOIN_CODE_LENGTH)


def new_return_code() -> str:
    """Return twelve random signs (60 bits), personal to one participant."""
    return _random(RETURN_CODE_LENGTH)


def new_token() -> str:
    """Return a secret for a link (256 bits)."""
    return secrets.token_urlsafe(32)


def read_code(typed: str) -> str:
    """Return what was meant: upper case, without dashes and blanks."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def shown(code: str) -> str:
    """Return the code in groups of four, as it stands on the wall."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def digest(secret: str) -> str:
    """Return what is stored of a secret: SHA-256 in hexadecimal.

    The secrets are random and long, so a plain digest cannot be turned back.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))

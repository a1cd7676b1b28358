"""What people put in words: cleaned, measured, and refused by the name of its field."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from sessions.access.hygiene import clean_line, clean_text, is_visible
from sessions.errors import Refused

LONGEST_TEXT = 4000
LONGEST_LINE = 200
LONGEST_ADDRESS = 500


class Unusable(Refused):
    """A field that is empty, too long or no https address; `field` says which."""

    code = "invalid"
    status = 400


@dataclass(frozen=True)
class Words:
    """What somebody says; `unnamed` leaves out everywhere whose it is.

    `key` is what the author's page calls it, so that sending it twice says it once.
    """

    text: str
    unnamed: bool = False
    key: str = ""


@dataclass(frozen=True)
class Evidence:
    """What shows something: a document, its date, an https address, and where else to find it."""

    document: str = ""
    document_date: dt.date | None = None
    document_address: str = ""
    document_place: str = ""


NO_EVIDENCE = Evidence()


def text_in_words(text: str, *, longest: int = LONGEST_TEXT, may_be_empty: bool = False) -> str:
    """Return a text of several lines, cleaned; raises Unusable when empty or too long."""
    # What is far too long is refused before it is cleaned: cleaning piles of accents takes long.
    if len(text) > 2 * longest:
        raise _too_long("text", longest)
    cleaned = clean_text(text)
    if not is_visible(cleaned):
        if may_be_empty:
            return ""
        raise Unusable(_("Write something first."), field="text")
    if len(cleaned) > longest:
        raise _too_long("text", longest)
    return cleaned


def evidence_in_words(evidence: Evidence) -> dict[str, Any]:
    """Return the fields of a document, cleaned; raises Unusable for a bad one."""
    return {
        "document": _line(evidence.document, field="document"),
        "document_date": evidence.document_date,
        "document_address": _address(evidence.document_address),
        "document_place": _line(evidence.document_place, field="document_place"),
    }


def _line(text: str, *, field: str, longest: int = LONGEST_LINE) -> str:
    if len(text) > 2 * longest:
        raise _too_long(field, longest)
    cleaned = clean_line(text)
    if len(cleaned) > longest:
        raise _too_long(field, longest)
    return cleaned


def _address(text: str) -> str:
    """Return an https address without a name or password in it; empty stays empty."""
    address = _line(text, field="document_address", longest=LONGEST_ADDRESS)
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        good = parts.scheme == "https" and parts.hostname and "@" not in parts.netloc
        _port = parts.port  # raises ValueError when it is no number
    except ValueError:
        good = False
    if not good or " " in address:
        raise Unusable(_("Use an address that begins with https://."), field="document_address")
    return address


def _too_long(field: str, longest: int) -> Unusable:
    return Unusable(_("Use at most %(count)d signs.") % {"count": longest}, field=field)

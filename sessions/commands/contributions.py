"""What one participant puts in at one question, apart from the joint answer.

A vendor states facts and says how firmly they stand; anybody who writes may keep a view that
differs from the joint answer. Neither is ever merged into that answer.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.hygiene import clean_line, clean_text, is_visible
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.enums import ContributionKind, Proof
from sessions.errors import NotFound, Refused
from sessions.live.announce import announce
from sessions.models import Answer, Contribution, Participant, Session

MOST_CONTRIBUTIONS = 100  # all of them at full length still fit in one report
LONGEST_TEXT = 4000
LONGEST_LINE = 200
LONGEST_ADDRESS = 500


class Unusable(Refused):
    """A field that is empty, too long or no https address; `field` says which."""

    code = "invalid"
    status = 400


@dataclass(frozen=True)
class VendorStatement:
    """What the vendor states and how firmly it stands; the rest says what shows it, and where."""

    text: str
    proof: Proof
    document: str = ""
    document_date: dt.date | None = None
    document_address: str = ""
    document_place: str = ""


@transaction.atomic
def state_vendor_fact(
    *, session_id: int, number: int, statement: VendorStatement, by: Participant, at: dt.datetime
) -> Contribution:
    """Return the new vendor statement at this question; raises Unusable for a bad field."""
    session = locked_session(session_id)
    rules.require(Action.STATE_VENDOR_FACT, participant=fresh(by), session=session)
    made = Contribution.objects.create(
        answer=_answer_with_room(session, number),
        author=by,
        kind=ContributionKind.VENDOR_STATEMENT,
        text=_text(statement.text),
        proof=Proof(statement.proof),
        document=_line(statement.document, field="document"),
        document_date=statement.document_date,
        document_address=_address(statement.document_address),
        document_place=_line(statement.document_place, field="document_place"),
        added_at=at,
    )
    audit.record("vendor_fact_stated", session=session, by=by, at=at, subject=str(number))
    announce(session, at=at)
    return made


@transaction.atomic
def keep_dissent(
    *,
    session_id: int,
    number: int,
    text: str,
    by: Participant,
    at: dt.datetime,
    unnamed: bool = False,
) -> Contribution:
    """Return the new view that differs; `unnamed` leaves out everywhere whose it is.

    Not even the audit trail tells who kept an unnamed one.
    """
    session = locked_session(session_id)
    rules.require(Action.KEEP_DISSENT, participant=fresh(by), session=session)
    made = Contribution.objects.create(
        answer=_answer_with_room(session, number),
        author=by,
        kind=ContributionKind.DISSENT,
        text=_text(text),
        unnamed=unnamed,
        added_at=at,
    )
    whose = None if unnamed else by
    audit.record("dissent_kept", session=session, by=whose, at=at, subject=str(number))
    announce(session, at=at)
    return made


def _answer_with_room(session: Session, number: int) -> Answer:
    """Return the answer of a question in the programme; raises Refused when all is full."""
    answer = Answer.objects.filter(session=session, number=number, chosen=True).first()
    if answer is None:
        raise NotFound(_("This question is not in the programme."))
    if Contribution.objects.filter(answer__session=session).count() >= MOST_CONTRIBUTIONS:
        raise Refused(_("There are 300 statements and views already. No more can be added."))
    return answer


def _text(text: str) -> str:
    # What is far too long is refused before it is cleaned: cleaning piles of accents takes long.
    if len(text) > 2 * LONGEST_TEXT:
        raise _too_long("text", LONGEST_TEXT)
    cleaned = clean_text(text)
    if not is_visible(cleaned):
        raise Unusable(_("Write something first."), field="text")
    if len(cleaned) > LONGEST_TEXT:
        raise _too_long("text", LONGEST_TEXT)
    return cleaned


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

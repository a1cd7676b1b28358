"""What the vendor itself states at a question, and how firmly it stands.

A statement stands apart from the joint answer and is never merged into it. Only who made it
changes it or takes it back, until the question is rounded off: the group concluded upon it then.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.commands.wording import NO_EVIDENCE, Evidence, evidence_in_words, text_in_words
from sessions.enums import ContributionKind, Proof
from sessions.errors import NotFound, Refused
from sessions.live import slices
from sessions.live.announce import announce, tell_mine
from sessions.models import Answer, Contribution, Participant, Session

MOST_STATEMENTS = 100  # all of them at full length still fit in one report
MOST_OWN_STATEMENTS = 40  # of one person


@dataclass(frozen=True)
class VendorStatement:
    """What the vendor states, how firmly it stands, and what shows it."""

    text: str
    proof: Proof
    evidence: Evidence = NO_EVIDENCE


@transaction.atomic
def state_vendor_fact(
    *,
    session_id: int,
    number: int,
    statement: VendorStatement,
    by: Participant,
    at: dt.datetime,
    key: str = "",
) -> Contribution:
    """Return the vendor statement at this question; raises Unusable for a bad field.

    Sent twice with the same `key`, it is there once.
    """
    session = locked_session(session_id)
    rules.require(Action.STATE_VENDOR_FACT, participant=fresh(by), session=session)
    answer = _answer(session, number)
    statements = Contribution.objects.filter(kind=ContributionKind.VENDOR_STATEMENT)
    sent_before = statements.filter(answer=answer, author=by, key=key).first() if key else None
    if sent_before is not None:
        return sent_before
    _require_room(statements.filter(answer__session=session), by=by)
    made = Contribution.objects.create(
        answer=answer,
        author=by,
        kind=ContributionKind.VENDOR_STATEMENT,
        key=key,
        added_at=at,
        **_fields(statement),
    )
    _tell(session, "vendor_fact_stated", number=number, by=by, at=at)
    return made


@transaction.atomic
def change_vendor_statement(
    *,
    session_id: int,
    contribution_id: str,
    statement: VendorStatement,
    by: Participant,
    at: dt.datetime,
) -> None:
    """Write one's own statement anew; raises Unusable for a bad field."""
    session = locked_session(session_id)
    own = _own(session, contribution_id, by=by)
    fields = {**_fields(statement), "changed_at": at}
    for name, value in fields.items():
        setattr(own, name, value)
    own.save(update_fields=list(fields))
    _tell(session, "vendor_fact_changed", number=own.answer.number, by=by, at=at)


@transaction.atomic
def take_back_vendor_statement(
    *, session_id: int, contribution_id: str, by: Participant, at: dt.datetime
) -> None:
    """Take one's own statement away."""
    session = locked_session(session_id)
    own = _own(session, contribution_id, by=by)
    own.delete()
    _tell(session, "vendor_fact_taken_back", number=own.answer.number, by=by, at=at)


def _require_room(statements: QuerySet[Contribution], *, by: Participant) -> None:
    """Raise Refused when this person, or the session, has enough vendor statements."""
    if statements.filter(author=by).count() >= MOST_OWN_STATEMENTS:
        raise Refused(_("You made 40 vendor statements already."))
    if statements.count() >= MOST_STATEMENTS:
        raise Refused(_("There are 100 vendor statements already. No more can be added."))


def _answer(session: Session, number: int) -> Answer:
    answer = Answer.objects.filter(session=session, number=number, chosen=True).first()
    if answer is None:
        raise NotFound(_("This question is not in the programme."))
    return answer


def _own(session: Session, contribution_id: str, *, by: Participant) -> Contribution:
    """Return a statement of this person that may be changed now; NotFound for another's."""
    rules.require(Action.STATE_VENDOR_FACT, participant=fresh(by), session=session)
    own = (
        Contribution.objects.filter(
            answer__session=session, author=by, kind=ContributionKind.VENDOR_STATEMENT
        )
        .select_related("answer")
        .filter(public_id=contribution_id)
        .first()
    )
    if own is None:
        raise NotFound(_("This statement is not there any more."))
    if own.answer.frozen_at is not None:
        raise Refused(_("This question is rounded off. Add a new statement if something is wrong."))
    return own


def _fields(statement: VendorStatement) -> dict[str, Any]:
    return {
        "text": text_in_words(statement.text),
        "proof": Proof(statement.proof),
        **evidence_in_words(statement.evidence),
    }


def _tell(session: Session, what: str, *, number: int, by: Participant, at: dt.datetime) -> None:
    audit.record(what, session=session, by=by, at=at, subject=str(number))
    announce(session, slices.question(number), slices.voices(number), at=at)
    tell_mine(by)

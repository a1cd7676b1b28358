"""A contribution as a card: its words, who it is of, and what others said about it."""

from __future__ import annotations

from typing import Any

from sessions.enums import ContributionKind
from sessions.live.bylines import byline
from sessions.live.spoken import Echoes
from sessions.models import Answer, Contribution, Participant, Proposal, Reaction, Session

KINDS = {
    ContributionKind.INPUT: "input",
    ContributionKind.ADDITION: "addition",
    ContributionKind.VENDOR_STATEMENT: "statement",
    ContributionKind.DISSENT: "dissent",
}


def card(
    contribution: Contribution, *, echoes: Echoes, answer: Answer, session: Session
) -> dict[str, Any]:
    """Return a card, ready for JSON."""
    is_statement = contribution.kind == ContributionKind.VENDOR_STATEMENT
    return {
        "id": contribution.public_id,
        "kind": KINDS[ContributionKind(contribution.kind)],
        "by": byline(
            _whose(contribution, echoes),
            session=session,
            unnamed=contribution.unnamed,
            vendor=is_statement,
        ),
        "text": contribution.text,
        "dont_know": contribution.dont_know,
        "look_into": contribution.look_into,
        "proof": contribution.proof,
        **_evidence(contribution),
        "at": _moment(contribution, answer),
        "recognised": echoes.recognised.get(contribution.pk, 0),
        "reactions": [
            _reaction(one, echoes, session) for one in echoes.reactions.get(contribution.pk, [])
        ],
        "taken_over": contribution.taken_over_at is not None,
        "closed": contribution.closed,
        "prepared": contribution.prepared,
    }


def proposal_card(proposal: Proposal, *, echoes: Echoes, session: Session) -> dict[str, Any]:
    """Return a proposed sentence, ready for JSON."""
    return {
        "id": proposal.public_id,
        "by": byline(_whose(proposal, echoes), session=session),
        "text": proposal.text,
        "at": proposal.added_at.isoformat(),
    }


def _whose(row: Contribution | Reaction | Proposal, echoes: Echoes) -> Participant | None:
    return echoes.people.get(row.author_id) if row.author_id else None


def _evidence(contribution: Contribution) -> dict[str, Any]:
    day = contribution.document_date
    return {
        "document": contribution.document,
        "document_date": day.isoformat() if day else None,
        "document_address": contribution.document_address,
        "document_place": contribution.document_place,
    }


def _moment(contribution: Contribution, answer: Answer) -> str:
    """Return when it came; inputs all came when they were shown, or the moment would tell whose."""
    if contribution.kind == ContributionKind.INPUT:
        return answer.revealed_at.isoformat() if answer.revealed_at else ""
    return contribution.added_at.isoformat()


def _reaction(reaction: Reaction, echoes: Echoes, session: Session) -> dict[str, Any]:
    return {
        "id": reaction.public_id,
        "by": byline(_whose(reaction, echoes), session=session, unnamed=reaction.unnamed),
        "text": reaction.text,
        "at": reaction.added_at.isoformat(),
    }

"""Puts updates in the log as the journal does."""

from __future__ import annotations

from sessions.models import Answer, Participant, Session
from sessions.texts.keeping import Letter, Parcel, Receipt
from sessions.texts.keeping import keep as keep_parcels


def letter(participant: Participant, update: bytes | None, *clients: int) -> Letter:
    """Return one update on its way."""
    return Letter(participant.pk, update, clients)


def key_of(session: Session, number: int = 7) -> tuple[int, bool]:
    """Return the key of a question's open text."""
    return Answer.objects.get(session=session, number=number).pk, False


def keep(
    session: Session, participant: Participant, *updates: bytes, number: int = 7
) -> list[Receipt]:
    """Keep these updates of one text and return the receipts."""
    letters = [letter(participant, update) for update in updates]
    return keep_parcels([Parcel(key_of(session, number), letters)])[0]

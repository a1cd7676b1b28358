"""One transaction for every update that waits: locked, allowed, numbered, written.

The right to write is asked here once more, from fresh rows and under the lock that rounding a
question off takes too: that makes the freeze exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db import transaction
from django.utils import timezone

from sessions.access import rules
from sessions.models import Answer, Participant, Session, TextClient, TextUpdate
from sessions.texts import log, standing
from sessions.texts.log import TextKey


@dataclass(frozen=True, slots=True)
class Letter:
    """One update to keep; None asks only to be answered after everything before it is kept.

    `clients` are the client ids it was written with, to be pinned to the participant.
    """

    participant_id: int
    update: bytes | None
    clients: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """The letters that wait for one text, in order."""

    key: TextKey
    letters: list[Letter]


class Fate(Enum):
    """What became of a letter. Only KEPT ones are in the log."""

    KEPT = "kept"
    NOT_ALLOWED = "not allowed"
    # Not tried: the row was locked elsewhere, or what came before was turned down.
    AGAIN = "again"
    # The database said no to this very letter.
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Receipt:
    """A letter's fate; `sequence` is its number when it was kept, 0 when it had nothing to keep.

    `readers` are who may read it, by participant, of a text of a closed round; None of an open one.
    """

    fate: Fate
    sequence: int = 0
    readers: frozenset[int] | None = None


@transaction.atomic
def keep(parcels: list[Parcel], *, at: datetime | None = None) -> list[list[Receipt]]:
    """Write down what may be written, `at` or now; return the receipts, in the same order."""
    keys = [parcel.key for parcel in parcels]
    answers = _locked_answers(answer_id for answer_id, _ in keys)
    existing = _existing(keys, answers)
    people = Participant.objects.in_bulk(
        {letter.participant_id for parcel in parcels for letter in parcel.letters}
    )
    page = _Page(log.heads(keys), _owners(parcels), answers, people, at=at or timezone.now())
    receipts = [
        page.take(parcel)
        if parcel.key[0] in answers
        else [_absent(parcel.key[0] in existing)] * len(parcel.letters)
        for parcel in parcels
    ]
    TextUpdate.objects.bulk_create(page.rows)
    TextClient.objects.bulk_create(page.pins)
    return receipts


def _locked_answers(ids: Iterable[int]) -> dict[int, Answer]:
    """Lock answers, and read their sessions after that.

    A statement that waited for a lock reads only the locked rows anew; a session joined to them
    would be as it was before the close this waited for.
    """
    locked = Answer.objects.select_for_update(skip_locked=True).filter(pk__in=set(ids))
    answers = {answer.pk: answer for answer in locked.order_by("pk")}
    sessions = Session.objects.in_bulk({answer.session_id for answer in answers.values()})
    for answer in answers.values():
        answer.session = sessions[answer.session_id]
    return answers


def _existing(keys: list[TextKey], answers: dict[int, Answer]) -> set[int]:
    """Return which answers are only locked elsewhere, and not deleted."""
    away = {answer_id for answer_id, _ in keys} - answers.keys()
    return set(Answer.objects.filter(pk__in=away).values_list("pk", flat=True)) if away else set()


def _absent(exists: bool) -> Receipt:
    return Receipt(Fate.AGAIN if exists else Fate.NOT_ALLOWED)


def _owners(parcels: list[Parcel]) -> dict[tuple[TextKey, int], int]:
    clients = {
        client for parcel in parcels for letter in parcel.letters for client in letter.clients
    }
    if not clients:
        return {}
    rows = TextClient.objects.filter(
        client_id__in=clients, answer_id__in={parcel.key[0] for parcel in parcels}
    ).values_list("answer_id", "closed", "client_id", "participant_id")
    return {((answer_id, closed), client): owner for answer_id, closed, client, owner in rows}


class _Page:
    """The rows of one transaction, while they are gathered."""

    def __init__(
        self,
        heads: dict[TextKey, int],
        owners: dict[tuple[TextKey, int], int],
        answers: dict[int, Answer],
        people: dict[int, Participant],
        *,
        at: datetime,
    ) -> None:
        self.rows: list[TextUpdate] = []
        self.pins: list[TextClient] = []
        self._heads, self._owners, self._answers, self._people = heads, owners, answers, people
        self._readers: dict[int, frozenset[int]] = {}
        self._at = at

    def take(self, parcel: Parcel) -> list[Receipt]:
        """Number what may be kept. After a letter that may not, the others are looked at again."""
        turned_down: set[int] = set()
        receipts = []
        for letter in parcel.letters:
            allowed = self._may_keep(parcel.key, letter)
            if not allowed:
                turned_down.add(letter.participant_id)
                receipts.append(Receipt(Fate.NOT_ALLOWED))
            elif turned_down:
                receipts.append(Receipt(Fate.AGAIN))
            else:
                receipts.append(self._write(parcel.key, letter))
        return receipts

    def _may_keep(self, key: TextKey, letter: Letter) -> bool:
        if letter.update is None:
            return True
        answer, person = self._answers[key[0]], self._people.get(letter.participant_id)
        return (
            person is not None
            and rules.may_write(
                answer=answer, participant=person, session=answer.session, closed=key[1]
            )
            and all(
                self._owners.get((key, client), person.pk) == person.pk for client in letter.clients
            )
        )

    def _write(self, key: TextKey, letter: Letter) -> Receipt:
        if letter.update is None:
            return Receipt(Fate.KEPT)
        self._heads[key] += 1
        self.rows.append(self._row(key, letter, letter.update))
        for client in letter.clients:
            if (key, client) not in self._owners:
                self._owners[key, client] = letter.participant_id
                self.pins.append(self._pin(key, client, letter.participant_id))
        return Receipt(Fate.KEPT, self._heads[key], self._who_may_read(key))

    def _who_may_read(self, key: TextKey) -> frozenset[int] | None:
        """Return who may read a closed text as of this transaction: that travels with the edit."""
        answer_id, closed = key
        if not closed:
            return None
        if answer_id not in self._readers:
            self._readers[answer_id] = standing.readers_now(self._answers[answer_id])
        return self._readers[answer_id]

    def _row(self, key: TextKey, letter: Letter, update: bytes) -> TextUpdate:
        return TextUpdate(
            answer_id=key[0],
            closed=key[1],
            sequence=self._heads[key],
            update=update,
            author_id=letter.participant_id,
            kept_at=self._at,
        )

    def _pin(self, key: TextKey, client: int, participant_id: int) -> TextClient:
        return TextClient(
            answer_id=key[0], closed=key[1], client_id=client, participant_id=participant_id
        )

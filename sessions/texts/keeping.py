"""One transaction for every update that waits: locked, allowed, numbered, written.

The right to write is asked here once more, from fresh rows and under the lock that rounding a
question off takes too: that makes the freeze exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import lru_cache

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from sessions.access import rules
from sessions.models import Answer, Participant, Session, TextClient
from sessions.texts import prepared, standing
from sessions.texts.log import TextKey
from sessions.texts.prepared import AnswerRow, Row


@dataclass(frozen=True, slots=True)
class Letter:
    """One update to keep; None asks only to be answered after everything before it is kept.

    `clients` are the client ids it was written with that are not in the log yet: they are pinned to
    the participant.
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


def keep(parcels: list[Parcel], *, at: datetime | None = None) -> list[list[Receipt]]:
    """Write down what may be written, `at` or now; return the receipts, in the same order."""
    with transaction.atomic(), connection.cursor() as cursor:
        page = _page(cursor, parcels, at=at or timezone.now())
        receipts = [page.take(parcel) for parcel in parcels]
        prepared.write_updates(cursor, page.rows)
        if page.pins:
            TextClient.objects.bulk_create(page.pins)
    return receipts


def _page(cursor: CursorWrapper, parcels: list[Parcel], *, at: datetime) -> _Page:
    """Lock the answers, and read after that what decides.

    A statement that waited for a lock reads only the locked rows anew, and would see the session
    as it was before the close this waited for.
    """
    ids = {parcel.key[0] for parcel in parcels}
    answers = prepared.answers(cursor, prepared.lock(cursor, ids))
    authors = {letter.participant_id for parcel in parcels for letter in parcel.letters}
    page = _Page(answers, prepared.people(cursor, authors), _owners(parcels), at=at)
    page.existing = _existing(ids - answers.keys())
    return page


def _existing(away: set[int]) -> set[int]:
    """Return which answers are only locked elsewhere, and not deleted."""
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


@lru_cache(maxsize=4096)
def _may_write(*, answer: Row, session: Row, person: Row, closed: bool) -> bool:
    """Ask the rules; the same rows get the same answer, so they are asked once per change.

    The models hold what was read and nothing else: a rule that reads more asks the database.
    """
    return rules.may_write(
        answer=Answer.from_db(None, prepared.OF_ANSWER, answer),
        participant=Participant.from_db(None, prepared.OF_PERSON, person),
        session=Session.from_db(None, prepared.OF_SESSION, session),
        closed=closed,
    )


class _Page:
    """The rows of one transaction, while they are gathered."""

    def __init__(
        self,
        answers: dict[int, AnswerRow],
        people: dict[int, Row],
        owners: dict[tuple[TextKey, int], int],
        *,
        at: datetime,
    ) -> None:
        self.rows: list[Row] = []
        self.pins: list[TextClient] = []
        # Answers that are there and locked elsewhere.
        self.existing: set[int] = set()
        self._answers, self._people, self._owners = answers, people, owners
        self._heads: dict[TextKey, int] = {}
        self._readers: dict[int, frozenset[int]] = {}
        self._at = connection.ops.adapt_datetimefield_value(at)

    def take(self, parcel: Parcel) -> list[Receipt]:
        """Number what may be kept. After a letter that may not, the others are looked at again."""
        if parcel.key[0] not in self._answers:
            return [_absent(parcel.key[0] in self.existing)] * len(parcel.letters)
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
        stored, person = self._answers[key[0]], self._people.get(letter.participant_id)
        return (
            person is not None
            and _may_write(
                answer=stored.answer, session=stored.session, person=person, closed=key[1]
            )
            and all(
                self._owners.get((key, client), person[0]) == person[0] for client in letter.clients
            )
        )

    def _write(self, key: TextKey, letter: Letter) -> Receipt:
        if letter.update is None:
            return Receipt(Fate.KEPT)
        sequence = self._next(key)
        self.rows.append((*key, sequence, letter.update, letter.participant_id, self._at))
        for client in letter.clients:
            if (key, client) not in self._owners:
                self._owners[key, client] = letter.participant_id
                self.pins.append(self._pin(key, client, letter.participant_id))
        return Receipt(Fate.KEPT, sequence, self._who_may_read(key))

    def _next(self, key: TextKey) -> int:
        if key not in self._heads:
            stored = self._answers[key[0]]
            self._heads[key] = stored.closed_head if key[1] else stored.head
        self._heads[key] += 1
        return self._heads[key]

    def _who_may_read(self, key: TextKey) -> frozenset[int] | None:
        """Return who may read a closed text as of this transaction: that travels with the edit."""
        answer_id, closed = key
        if not closed:
            return None
        if answer_id not in self._readers:
            answer = Answer.from_db(None, prepared.OF_ANSWER, self._answers[answer_id].answer)
            self._readers[answer_id] = standing.readers_now(answer)
        return self._readers[answer_id]

    def _pin(self, key: TextKey, client: int, participant_id: int) -> TextClient:
        return TextClient(
            answer_id=key[0], closed=key[1], client_id=client, participant_id=participant_id
        )

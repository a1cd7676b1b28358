"""A text without a socket, where a proxy lets none through: one request, one answer, no memory.

An edit is written as a command's are: in a transaction of its own, under the lock of the answer,
after the same vetting. No process needs to have the text open; open rooms read the log on.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from sessions.models import Answer, Participant
from sessions.texts import log, rooms, standing
from sessions.texts.documents import DocumentName
from sessions.texts.keeping import Fate, Letter, Parcel, keep
from sessions.texts.log import TextKey
from sessions.texts.shape import Missing
from sessions.texts.standing import Access, Background, Denial
from sessions.texts.text_copy import Full, Pending, TextCopy
from sessions.texts.updates import parse
from sessions.texts.varints import Reader, uint
from sessions.texts.vetting import Known, NotVetted

_NOTHING_WAITS = Pending(0, 0)


class Denied(Exception):
    """The text is closed to this person, or this edit closes it."""

    def __init__(self, reason: Denial) -> None:
        super().__init__(reason)
        self.reason = reason


class TooLate(Exception):
    """The text may be read, and an edit of it is not kept."""


class Incomplete(Exception):
    """Something must come before this edit; `vector` says what is kept."""

    def __init__(self, vector: bytes) -> None:
        super().__init__("something is missing")
        self.vector = vector


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody lacks to have everything up to `sequence`; `update` is None when nothing.

    `vector` is the state vector of what is kept, given together with an update.
    """

    access: Access
    sequence: int
    update: bytes | None = None
    vector: bytes | None = None


def read(session_id: str, name: DocumentName, *, participant: Participant, after: int) -> Part:
    """Return what came after a sequence number, made from the document: deleted words stay here.

    Raises Denied, also to whom lost the right while the text was read.
    """
    background, access = _look(session_id, name, participant=participant)
    key = (background.answer.pk, name.closed)
    head = log.heads([key])[key]
    if after == head and head:
        return Part(access, head)
    part = _lacking(key, after=after if after < head else 0)
    _, access = _look(session_id, name, participant=participant)
    return Part(access, part.head, part.update, part.vector)


def write(
    session_id: str, name: DocumentName, *, participant: Participant, data: bytes, whole: bool
) -> int:
    """Keep an edit, or everything somebody has when `whole`; return its number in the log.

    0 when it brought nothing new: the last number may be that of an edit this person lacks. Raises
    Denied, TooLate and Incomplete.
    """
    background, _ = _look(session_id, name, participant=participant)
    loaded = standing.load(session_id, name)
    if isinstance(loaded, Denial):
        raise Denied(loaded)
    # Opened before the lock is taken: others wait for the last few rows only.
    copy = TextCopy(loaded.stretch, owners=loaded.owners)
    with transaction.atomic():
        answer = Answer.objects.select_for_update(of=("self",)).filter(pk=background.answer.pk)
        if answer.first() is None:
            raise Denied(Denial.UNKNOWN)
        _, access = _look(session_id, name, participant=participant)
        _read_on(copy, (background.answer.pk, name.closed))
        try:
            letter = _vetted(copy, access, data=data, whole=whole, participant=participant)
        except Known:
            return 0
        kept = keep([Parcel((background.answer.pk, name.closed), [letter])])[0][0]
        if kept.fate is not Fate.KEPT:
            raise TooLate
        rooms.read_on(session_id, name)
    return kept.sequence


def _look(
    session_id: str, name: DocumentName, *, participant: Participant
) -> tuple[Background, Access]:
    """Return how this person has the text, from rows read now; raises Denied."""
    background = standing.background_now(session_id, name)
    person = Participant.objects.filter(pk=participant.pk).first()
    if background is None or person is None:
        raise Denied(Denial.UNKNOWN)
    access = standing.access_to(name, background=background, participant=person)
    if isinstance(access, Denial):
        raise Denied(access)
    return background, access


def _read_on(copy: TextCopy, key: TextKey) -> None:
    """Take in what others wrote since the copy was made."""
    stretch = log.replay(key, after=copy.head)
    if stretch.head == copy.head:
        return
    copy.take_in(stretch.updates, head=stretch.head)
    copy.reshape()


def _vetted(
    copy: TextCopy, access: Access, *, data: bytes, whole: bool, participant: Participant
) -> Letter:
    """Return the edit ready to be kept; raises Known when it brings nothing."""
    try:
        if access is Access.READ:
            if copy.changed_by(data, whole=whole):
                raise TooLate
            raise Known
        copy.require_space(data, whole=whole, pending=lambda: _NOTHING_WAITS)
        _, clients = copy.admit(data, whole=whole, participant=participant.pk)
    except Missing:
        raise Incomplete(copy.state()) from None
    except NotVetted:
        raise Denied(Denial.REFUSED) from None
    except Full:
        raise Denied(Denial.FULL) from None
    return Letter(participant.pk, data, tuple(clients))


@dataclass(frozen=True, slots=True)
class _Lack:
    head: int
    update: bytes
    vector: bytes


def _lacking(key: TextKey, *, after: int) -> _Lack:
    """Return what came after a sequence number that was given, or everything after 0.

    The rows tell from which clock on each browser's part is new, the document gives that part:
    rows still hold what was deleted later. No row leans on one that comes after it, so whoever has
    everything up to a number has every lower clock.
    """
    whole = log.replay(key)
    doc = log.document(whole.updates)
    vector = bytes(doc.get_state())
    if after == 0:
        return _Lack(whole.head, bytes(doc.get_update()), vector)
    # Read after the document, so that nothing in it is taken for known.
    known = _clocks(vector)
    for update in log.replay(key, after=after).updates:
        for client, structs in parse(update).structs.items():
            known[client] = min(known.get(client, 0), structs[0].id.clock)
    return _Lack(whole.head, bytes(doc.get_update(_vector(known))), vector)


def _clocks(vector: bytes) -> dict[int, int]:
    reader = Reader(vector)
    return {reader.uint(): reader.uint() for _ in range(reader.count(bytes_each=2))}


def _vector(clocks: dict[int, int]) -> bytes:
    parts = [uint(client) + uint(clock) for client, clock in clocks.items() if clock]
    return uint(len(parts)) + b"".join(parts)

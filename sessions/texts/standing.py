"""What somebody may do with one text, from rows as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sessions.access import identity, rules
from sessions.models import Answer, Participant, Session, TextClient
from sessions.texts import log
from sessions.texts.documents import DocumentName
from sessions.texts.log import Stretch


class Denial(StrEnum):
    """Why a document stays or becomes closed to somebody; the page acts on it."""

    UNKNOWN = "unknown"
    NOT_ALLOWED = "not-allowed"
    REMOVED = "removed"
    EPOCH = "epoch"
    RELOAD = "reload"
    REFUSED = "refused"
    FULL = "full"


class Access(StrEnum):
    """An open document: for writing or for reading."""

    WRITE = "read-write"
    READ = "readonly"


@dataclass(frozen=True, slots=True)
class Background:
    """The rows that decide over one text."""

    session: Session
    answer: Answer


def access_to(
    name: DocumentName, *, background: Background, participant: Participant
) -> Access | Denial:
    """Return how somebody may have this text open, or why not."""
    session, answer = background.session, background.answer
    if participant.session_id != session.pk:
        return Denial.UNKNOWN
    if participant.removed_at is not None:
        return Denial.REMOVED
    denial = _shut_to_all(name, session)
    if denial is not None:
        return denial
    if not rules.may_read(
        answer=answer, participant=participant, session=session, closed=name.closed
    ):
        return Denial.NOT_ALLOWED
    may_write = rules.may_write(
        answer=answer, participant=participant, session=session, closed=name.closed
    )
    return Access.WRITE if may_write else Access.READ


def access_now(session_id: str, name: DocumentName, *, participant: Participant) -> Access | Denial:
    """Return the same from rows read now, for a text of the session with this public id that no
    stale row may open.
    """
    background = background_now(session_id, name)
    person = Participant.objects.filter(pk=participant.pk).first()
    if background is None or person is None:
        return Denial.UNKNOWN
    return access_to(name, background=background, participant=person)


def background_now(session_id: str, name: DocumentName) -> Background | None:
    """Return the rows that decide over a text, read now; None when there is no such text."""
    answers = Answer.objects.select_related("session").filter(number=name.number)
    answer = answers.filter(session__public_id=session_id).first()
    return Background(answer.session, answer) if answer else None


def readers_now(answer: Answer) -> frozenset[int]:
    """Return who may read this answer's closed text, by primary key, from rows read now."""
    people = Participant.objects.filter(session_id=answer.session_id, removed_at=None)
    session = Session.objects.get(pk=answer.session_id)
    return frozenset(
        one.pk
        for one in people.only("pk", "session_id", "role", "insider", "removed_at")
        if rules.may_read(answer=answer, participant=one, session=session, closed=True)
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """A text as it is stored, with the owners of its client ids."""

    background: Background
    stretch: Stretch
    owners: dict[int, int]


def load(session_id: str, name: DocumentName) -> Loaded | Denial:
    """Read a text of the session with this public id, or say why nobody has it open.

    What nobody may open is not read: asking for it costs one query.
    """
    answer = (
        Answer.objects.select_related("session")
        .filter(session__public_id=session_id, number=name.number)
        .first()
    )
    if answer is None:
        return Denial.UNKNOWN
    denial = _shut_to_all(name, answer.session)
    if denial is not None:
        return denial
    owners = TextClient.objects.filter(answer=answer, closed=name.closed)
    return Loaded(
        Background(answer.session, answer),
        log.replay((answer.pk, name.closed)),
        dict(owners.values_list("client_id", "participant_id")),
    )


def _shut_to_all(name: DocumentName, session: Session) -> Denial | None:
    return Denial.EPOCH if name.epoch != session.epoch else None


def participant_of(scope: dict[str, Any], session_id: str) -> Participant | None:
    """Return who opens the socket, by cookie or account."""
    return identity.socket_participant(scope, session_id)


def denial_of(scope: dict[str, Any], session_id: str) -> Denial:
    """Return why nobody with a place in the session opens this socket."""
    trace = identity.socket_trace(scope, session_id)
    return Denial.REMOVED if trace and trace.reason == "removed" else Denial.UNKNOWN


@dataclass(frozen=True, slots=True)
class Rows:
    """A session's rows, read again. `session` is None when it was deleted."""

    session: Session | None
    answers: dict[int, Answer]
    people: dict[int, Participant]
    # Of sockets opened by an account: who is behind them now.
    signed_in: dict[int, Participant | None]
    # Whose rows were looked for; of the others they say nothing.
    asked: frozenset[int]


def read_again(
    session_id: str, *, people: Iterable[int], accounts: Iterable[tuple[int, dict[str, Any]]]
) -> Rows:
    """Read what decides over a session's texts, for these participants and account sockets."""
    asked = frozenset(people)
    session = Session.objects.filter(public_id=session_id).first()
    if session is None:
        return Rows(None, {}, {}, {}, asked)
    return Rows(
        session,
        {answer.number: answer for answer in Answer.objects.filter(session=session)},
        Participant.objects.in_bulk(asked),
        {key: identity.socket_participant(scope, session_id) for key, scope in accounts},
        asked,
    )


def revisions(session_ids: Iterable[str]) -> dict[str, int | None]:
    """Return the revisions of these sessions, by public id; None when one is gone."""
    ids = set(session_ids)
    rows = Session.objects.filter(public_id__in=ids).values_list("public_id", "revision")
    return dict.fromkeys(ids, None) | dict(rows) if ids else {}

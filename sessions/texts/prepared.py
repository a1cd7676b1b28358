"""The statements of a batch: the ORM writes each of them once, and they are asked ever again.

Writing down an edit costs a few of these and a commit. To have the ORM build and compile them anew
for every batch, and make whole models of what they find, cost three times as much as all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from django.db.backends.utils import CursorWrapper
from django.db.models import OuterRef, QuerySet, Subquery

from sessions.models import Answer, Participant, TextCheckpoint, TextUpdate

Row = tuple[Any, ...]
# What `rules.may_write` reads of each row, in the order of the models.
OF_ANSWER = ("id", "session_id", "chosen", "frozen_at")
OF_SESSION = ("id", "phase", "one_pen", "pen_id", "closed_round")
OF_PERSON = ("id", "session_id", "role", "insider", "removed_at")
OF_UPDATE = ("answer_id", "closed", "sequence", "update", "author_id", "kept_at")
_ROWS_AT_ONCE = 100


class _Prepared:
    """A query by primary keys. As SQL it is the same for every batch of about the same size."""

    def __init__(self, build: Callable[[list[int]], QuerySet[Any, Any]]) -> None:
        self._build = build
        # By how many ids: the words, and what they ask for before the ids.
        self._statements: dict[int, tuple[str, Row]] = {}

    def rows(self, cursor: CursorWrapper, ids: Collection[int]) -> list[Row]:
        """Return what is stored of these rows now, as the database says it."""
        if not ids:
            return []
        asked = [*ids]
        asked += asked[-1:] * (_room_for(len(asked)) - len(asked))
        if len(asked) not in self._statements:
            self._statements[len(asked)] = self._written(len(asked))
        words, constants = self._statements[len(asked)]
        cursor.execute(words, [*constants, *asked])
        found: list[Row] = cursor.fetchall()
        return found

    def _written(self, count: int) -> tuple[str, Row]:
        # Ids that differ, for the ORM leaves out what comes twice.
        words, given = self._build([*range(count)]).query.sql_with_params()
        return words, given[:-count]


def _room_for(count: int) -> int:
    """Return the next power of two: a handful of statements serves batches of every size."""
    return 1 << (count - 1).bit_length()


def _lock(ids: list[int]) -> QuerySet[Any, Any]:
    locked = Answer.objects.select_for_update(skip_locked=True).filter(pk__in=ids)
    return locked.order_by("pk").values_list("pk")


def _answers(ids: list[int]) -> QuerySet[Any, Any]:
    sessions = [f"session__{name}" for name in OF_SESSION]
    lasts = {
        f"last_{number}": _last(rows, closed=closed)
        for number, (closed, rows) in enumerate(
            product((False, True), (TextUpdate.objects.all(), TextCheckpoint.objects.all()))
        )
    }
    found = Answer.objects.filter(pk__in=ids).order_by().annotate(**lasts)
    return found.values_list(*OF_ANSWER, *sessions, *lasts)


def _last(rows: QuerySet[Any, Any], *, closed: bool) -> Subquery:
    """Return the last sequence number of an answer's text, found in the index alone."""
    # With `closed=False` the ORM asks for "not closed", which no index answers.
    of_text = rows.filter(answer=OuterRef("pk"), closed__in=[closed])
    return Subquery(of_text.order_by("-sequence").values("sequence")[:1])


def _people(ids: list[int]) -> QuerySet[Any, Any]:
    return Participant.objects.filter(pk__in=ids).order_by().values_list(*OF_PERSON)


_LOCK, _ANSWERS, _PEOPLE = _Prepared(_lock), _Prepared(_answers), _Prepared(_people)


def lock(cursor: CursorWrapper, answers: Collection[int]) -> set[int]:
    """Lock answers in the order of their ids and return which ones; others hold the rest."""
    return {one for (one,) in _LOCK.rows(cursor, answers)}


class AnswerRow(NamedTuple):
    """What decides over an answer's two texts, and the last sequence number of each."""

    answer: Row
    session: Row
    head: int
    closed_head: int


def answers(cursor: CursorWrapper, ids: Collection[int]) -> dict[int, AnswerRow]:
    """Return what is stored now of these answers and their sessions."""
    of_answer, of_both = len(OF_ANSWER), len(OF_ANSWER) + len(OF_SESSION)
    found = {}
    for row in _ANSWERS.rows(cursor, ids):
        lasts = [last or 0 for last in row[of_both:]]
        decides = row[:of_answer], row[of_answer:of_both]
        found[row[0]] = AnswerRow(*decides, max(lasts[:2]), max(lasts[2:]))
    return found


def people(cursor: CursorWrapper, ids: Collection[int]) -> dict[int, Row]:
    """Return what decides over these participants' rights."""
    return {row[0]: row for row in _PEOPLE.rows(cursor, ids)}


def write_updates(cursor: CursorWrapper, rows: Sequence[Row]) -> None:
    """Write rows of the log, each in the order of `OF_UPDATE`."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        cursor.execute(_insert(len(some)), [value for row in some for value in row])


@cache
def _insert(count: int) -> str:
    model = TextUpdate._meta  # noqa: SLF001 - Django's public way to a model's names
    columns = [f'"{name}"' for name in OF_UPDATE]
    values = ", ".join(["(" + ", ".join(["%s"] * len(columns)) + ")"] * count)
    return f'INSERT INTO "{model.db_table}" ({", ".join(columns)}) VALUES {values}'  # noqa: S608

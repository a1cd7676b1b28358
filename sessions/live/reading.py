"""What is stored about one session, read once for all audiences.

A command that tells seven audiences, and a snapshot with twenty questions, read each table once,
whatever they show of it to whom; nothing is read that is not shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, TypeVar

from django.db.models import F, Q

from sessions import queries
from sessions.access.closed_rounds import question_on_the_table
from sessions.access.showing import SAYING
from sessions.enums import ContributionKind, MarkKind
from sessions.live.spoken import Spoken, spoken_at
from sessions.models import (
    ActionPoint,
    Answer,
    ClosedRound,
    ConsentVote,
    Contribution,
    Mark,
    ParkedItem,
    Participant,
    Session,
)


class Said(NamedTuple):
    """That one person did something at one question; rows are in no order that tells anything."""

    answer_id: int
    participant_id: int


V = TypeVar("V", ConsentVote, Said)


class Reading:
    """The rows of one session as they are now; `numbers` says of which questions, None of all.

    Every row is read when it is first asked for, and kept: use one for one moment.
    """

    def __init__(self, session: Session, *, numbers: Collection[int] | None = None) -> None:
        self.session = session
        self._numbers = numbers
        self._spoken: dict[int, Spoken] = {}

    @cached_property
    def people(self) -> list[Participant]:
        """Who is in, in order of joining."""
        return queries.people_in(self.session)

    @cached_property
    def held_closed_rounds(self) -> bool:
        """Whether there is, or was, a closed round, so that there may be a text of it."""
        return ClosedRound.objects.filter(session=self.session).exists()

    @property
    def on_the_table(self) -> int:
        """The question whose counts run: a closed round leaves it where it was."""
        return question_on_the_table(self.session, inside=False)

    @cached_property
    def chosen(self) -> list[int]:
        """The numbers of the questions in the programme, in order."""
        rows = Answer.objects.filter(session=self.session, chosen=True)
        return list(rows.order_by("number").values_list("number", flat=True))

    @cached_property
    def answers(self) -> dict[int, Answer]:
        """The answers by number of question, in order."""
        rows = Answer.objects.filter(session=self.session).order_by("number")
        if self._numbers is not None:
            rows = rows.filter(number__in=self._numbers)
        return {answer.number: answer for answer in rows}

    def spoken(self, number: int) -> Spoken:
        """What single people put in at one question."""
        if number not in self._spoken:
            self._spoken[number] = spoken_at(self.answers[number])
        return self._spoken[number]

    @cached_property
    def actions(self) -> list[ActionPoint]:
        """The action points in order of adding, question and author loaded."""
        return queries.action_points_in(self.session)

    @cached_property
    def parked(self) -> list[ParkedItem]:
        """The parking list in order of adding, question and author loaded."""
        rows = ParkedItem.objects.filter(session=self.session)
        return list(rows.select_related("answer", "added_by"))

    @cached_property
    def votes(self) -> dict[int, list[ConsentVote]]:
        """What people said of the joint answers, by answer."""
        return _by_answer(ConsentVote.objects.filter(answer__in=self._answer_ids))

    @cached_property
    def last_words(self) -> dict[int, datetime]:
        """When each joint answer last changed, by answer."""
        return queries.last_words_in(self.session)

    @cached_property
    def ready(self) -> dict[int, list[Said]]:
        """Who is ready with the step a question is at, by answer."""
        return _said(row[1:] for row in self._marks if row[0] == MarkKind.READY)

    @cached_property
    def puzzled(self) -> dict[int, list[Said]]:
        """Who does not understand the question, by answer."""
        return _said(row[1:] for row in self._marks if row[0] == MarkKind.HELP)

    @cached_property
    def written(self) -> dict[int, list[Said]]:
        """Who put something in of their own before talking: an input, or a vendor statement."""
        kinds = [ContributionKind.INPUT, ContributionKind.VENDOR_STATEMENT]
        rows = Contribution.objects.filter(
            SAYING, answer__in=self._answer_ids, kind__in=kinds, author__isnull=False
        )
        return _said(rows.values_list("answer_id", "author_id").distinct())

    @cached_property
    def _marks(self) -> list[tuple[str, int, int]]:
        counting = Q(kind=MarkKind.HELP) | Q(kind=MarkKind.READY, step=F("answer__step"))
        rows = Mark.objects.filter(counting, answer__in=self._answer_ids)
        return list(rows.values_list("kind", "answer_id", "participant_id"))

    @cached_property
    def _answer_ids(self) -> list[int]:
        return [answer.pk for answer in self.answers.values()]


def changing_with_people(session: Session) -> list[int]:
    """Return the questions whose slice changes when people come, go or get another name."""
    told = Q(number=question_on_the_table(session, inside=False)) | Q(votes__text__gt="")
    rows = Answer.objects.filter(told, session=session).distinct()
    return list(rows.order_by("number").values_list("number", flat=True))


def _said(rows: Iterable[tuple[int, int]]) -> dict[int, list[Said]]:
    return _by_answer(Said(*row) for row in rows)


def _by_answer(rows: Iterable[V]) -> dict[int, list[V]]:
    found: dict[int, list[V]] = defaultdict(list)
    for row in rows:
        found[row.answer_id].append(row)
    return found

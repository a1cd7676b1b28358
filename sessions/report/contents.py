"""From the database to frozen values, in one look: nothing changes between two of its reads.

What is read here is what everybody may read: the shareable edition. `internal_contents` adds the
rest.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from sessions import queries
from sessions.enums import Edition, Outcome, Perspective, Phase, Role
from sessions.models import ActionPoint, Answer, Participant, Question, Session
from sessions.report import homework, moments, passages, voices
from sessions.report.values import (
    Action,
    Contents,
    Part,
    Passage,
    People,
    QuestionAnswer,
    ThemeAnswers,
)
from sessions.report.voices import Voices
from sessions.texts import readout


def collect(*, session: Session, at: dt.datetime) -> Contents:
    """Return what the shareable report of this session says now, as a concept.

    `as_of` is the moment of the last change, and never later than `at`: with several servers
    whose clocks differ, a report must not claim to know what comes after it was made.
    """
    with one_look():
        session = Session.objects.select_related("questionnaire").get(pk=session.pk)
        actions = in_order(row for row in queries.action_points_in(session) if not row.closed)
        people = queries.people_in(session)
        system_facts, red_flags = voices.system_card(session)
        return Contents(
            language=session.questionnaire.language,
            earlier=voices.earlier_versions(session, edition=Edition.SHAREABLE),
            closed=session.phase == Phase.CLOSED,
            as_of=min(moments.last_public_change(session), at).astimezone(dt.UTC),
            title=session.title,
            client=session.client_name,
            system=session.system_name,
            vendor=session.vendor_name,
            date=session.date,
            source=session.questionnaire.source,
            facilitators=sum(person.role == Role.FACILITATOR for person in people),
            people=_perspectives(people),
            scribes=sum(person.role == Role.SCRIBE for person in people),
            observers=sum(person.role == Role.OBSERVER for person in people),
            vendor_present=any(_speaks_for_vendor(person) for person in people),
            started_at=_utc(session.started_at),
            closed_at=_utc(session.closed_at),
            steps=tuple(session.steps),
            closed_rounds=session.closed_rounds.count(),
            closed_minutes=moments.minutes_closed(session),
            system_facts=system_facts,
            red_flags=red_flags,
            vendor_facts=homework.about_the_system(session),
            questionnaire_version=session.questionnaire.version,
            themes=_themes(session, actions),
            actions=actions,
        )


@contextmanager
def one_look() -> Iterator[None]:
    """See the database as it is at the first read, until the end of the block."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _utc(moment: dt.datetime | None) -> dt.datetime | None:
    return moment.astimezone(dt.UTC) if moment else None


def in_order(rows: Iterable[ActionPoint]) -> tuple[Action, ...]:
    """Return the actions by date, those without one last, numbered in that order."""
    ordered = sorted(rows, key=lambda row: (row.due_date or dt.date.max, row.added_at, row.pk))
    return tuple(
        Action(
            number=number,
            question=row.answer.number if row.answer else None,
            text=row.text,
            kind=row.kind,
            owner=row.owner,
            due_date=row.due_date,
        )
        for number, row in enumerate(ordered, 1)
    )


def _perspectives(people: Sequence[Participant]) -> tuple[People, ...]:
    """Count who is in by perspective, facilitators apart; in the order of the list at the door."""
    spoke = Counter(
        (person.perspective, voices.own_words(person))
        for person in people
        if person.role != Role.FACILITATOR
    )
    order = {value: place for place, value in enumerate(Perspective.values)}
    return tuple(
        People(perspective=perspective, own_words=own_words, count=spoke[perspective, own_words])
        for perspective, own_words in sorted(spoke, key=lambda key: (order[key[0]], key[1]))
    )


def _speaks_for_vendor(person: Participant) -> bool:
    return person.role == Role.VENDOR or person.perspective == Perspective.VENDOR


def _themes(session: Session, actions: tuple[Action, ...]) -> tuple[ThemeAnswers, ...]:
    """Return themes and questions in order, each with what the group left at it."""
    texts = readout.blocks_of(session)
    answers = {answer.number: answer for answer in queries.answers_in(session)}
    said = voices.by_question(session)
    return tuple(
        ThemeAnswers(
            number=theme.number,
            title=theme.title,
            short_name=theme.short_name,
            questions=tuple(
                _question(
                    question,
                    answer=answers.get(question.number) or Answer(chosen=False),
                    answered=passages.of(texts.get(question.number, ())),
                    said=said.get(question.number, Voices()),
                    actions=tuple(a for a in actions if a.question == question.number),
                    closed=session.phase == Phase.CLOSED,
                )
                for question in sorted(theme.questions.all(), key=lambda row: row.number)
            ),
        )
        for theme in queries.themes_of(session.questionnaire)
    )


def _question(
    question: Question,
    *,
    answer: Answer,
    answered: tuple[Passage, ...],
    said: Voices,
    actions: tuple[Action, ...],
    closed: bool,
) -> QuestionAnswer:
    return QuestionAnswer(
        number=question.number,
        short_name=question.short_name,
        text=question.text,
        parts=tuple(
            Part(text=text, done=position in answer.parts_done)
            for position, text in enumerate(question.parts)
        ),
        chosen=answer.chosen,
        outcome=_outcome(answer, closed=closed),
        answer=answered,
        reason=answer.reason,
        risk=answer.risk,
        risk_reason=answer.risk_reason,
        acceptance=answer.acceptance,
        actions=actions,
        vendor_facts=said.vendor_facts,
        dissents=said.dissents,
        inputs=said.inputs,
        consent=said.consent,
        facts_right=said.facts_right,
    )


def _outcome(answer: Answer, *, closed: bool) -> str:
    """Return the outcome; what was never taken up, or still open at the close, is not discussed."""
    if answer.outcome == Outcome.OPEN and (closed or not answer.chosen):
        return Outcome.NOT_DISCUSSED.value
    return str(answer.outcome)

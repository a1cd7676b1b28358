"""A running example session, and what both its parts write in it: texts and actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sessions.commands import action_points
from sessions.commands.action_points import ActionFacts
from sessions.commands.example_said import Voices
from sessions.commands.example_story import Story, Task
from sessions.enums import ActionKind
from sessions.models import Answer, Participant, Session
from sessions.texts.composing import Line, compose
from sessions.texts.readout import Block


@dataclass(frozen=True)
class Stage:
    """A running example session, who is in it by key, and when it began."""

    story: Story
    voices: Voices
    session: Session
    people: dict[str, Participant]
    facilitator: Participant
    began: dt.datetime


def write(
    stage: Stage,
    number: int,
    blocks: Sequence[Block],
    *,
    writers: Sequence[str],
    at: dt.datetime,
    closed: bool = False,
) -> None:
    """Have these people write the blocks in turn, in the joint answer or in its closed text."""
    answer = Answer.objects.get(session=stage.session, number=number)
    people = [stage.people[key] for key in writers]
    lines = [Line(block, people[place % len(people)]) for place, block in enumerate(blocks)]
    if lines:
        compose(answer, lines, at=at, closed=closed)


def add_task(stage: Stage, task: Task, *, question: int | None, at: dt.datetime) -> None:
    """Have somebody add this action."""
    due = stage.session.date + dt.timedelta(days=task.due)
    facts = ActionFacts(
        text=task.text,
        question=question,
        kind=ActionKind(task.kind),
        owner=task.owner,
        due_date=working_day(due, later=True),
    )
    by = stage.people.get(task.by, stage.facilitator)
    action_points.add_action_point(session_id=stage.session.pk, facts=facts, by=by, at=at)


def working_day(day: dt.date, *, later: bool) -> dt.date:
    """Return the day, or the nearest Friday before or Monday after it in a weekend."""
    beyond = day.weekday() - 4  # Saturday 1, Sunday 2
    if beyond <= 0:
        return day
    return day + dt.timedelta(days=3 - beyond if later else -beyond)

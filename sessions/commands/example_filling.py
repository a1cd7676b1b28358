"""Plays an example session: the same commands that people's pages send, in the same order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from sessions.commands import action_points, answers, contributions, vendor_statements
from sessions.commands import sessions as session_commands
from sessions.commands.action_points import ActionFacts
from sessions.commands.agenda import show_question
from sessions.commands.conclusions import Conclusion
from sessions.commands.example_story import Fact, Story, Task, Told
from sessions.commands.reports import finalise
from sessions.commands.system_card import CardFacts, fill_system_card
from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.wording import Evidence, Words
from sessions.enums import ActionKind, Outcome, Perspective, Proof, RedFlag, Risk
from sessions.models import Answer, Participant, Report, Session
from sessions.texts.composing import Line, compose

DAYS_AGO = 11
BEGINS, READ_AGAIN = dt.time(9, 5), dt.time(10, 15)
PER_QUESTION = dt.timedelta(minutes=11)
BEGUN = 3  # questions rounded off in a session that is under way


@dataclass(frozen=True)
class Stage:
    """A running example session, who is in it by key, and when it began."""

    story: Story
    session: Session
    people: dict[str, Participant]
    facilitator: Participant
    began: dt.datetime


def day_of_session(now: dt.datetime) -> dt.date:
    """Return the working day on which the filled example was held."""
    return _working_day(timezone.localdate(now) - dt.timedelta(days=DAYS_AGO), later=False)


def beginning(day: dt.date) -> dt.datetime:
    """Return when an example session of this day began."""
    return dt.datetime.combine(day, BEGINS, tzinfo=timezone.get_default_timezone())


def play_whole(stage: Stage, *, now: dt.datetime) -> list[Report]:
    """Fill in everything, close, and return two final versions; between them the card changed."""
    _fill_card(stage, stage.story.card, at=stage.began)
    for number, told in stage.story.questions.items():
        _play_question(stage, number, told)
    at = stage.began + PER_QUESTION * (len(stage.story.questions) + 1)
    for task in stage.story.tasks:
        _add_task(stage, task, question=None, at=at)
    session_commands.close_session(session_id=stage.session.pk, by=stage.facilitator, at=at)
    next_day = _working_day(stage.session.date + dt.timedelta(days=1), later=True)
    read_again = dt.datetime.combine(next_day, READ_AGAIN, tzinfo=stage.began.tzinfo)
    first = _finalise(stage, "first", at=min(read_again, now))
    _fill_card(stage, stage.story.card | stage.story.card_later, at=now)
    return [first, _finalise(stage, "second", at=now)]


def play_beginning(stage: Stage) -> None:
    """Round off the first questions, and write half an answer at the next."""
    _fill_card(stage, stage.story.card, at=stage.began)
    for number in range(1, BEGUN + 1):
        _play_question(stage, number, stage.story.questions[number])
    number = BEGUN + 1
    at = stage.began + PER_QUESTION * number
    show_question(session_id=stage.session.pk, number=number, by=stage.facilitator, at=at)
    _write(stage, number, stage.story.questions[number], blocks=1)


def _play_question(stage: Stage, number: int, told: Told) -> None:
    at = stage.began + PER_QUESTION * number
    who = {"session_id": stage.session.pk, "number": number}
    show_question(by=stage.facilitator, at=at, **who)
    _write(stage, number, told, blocks=len(told.blocks))
    for fact in told.facts:
        statement = _statement(fact, day=stage.session.date)
        vendor_statements.state_vendor_fact(statement=statement, by=_vendor(stage), at=at, **who)
    for view in told.views:
        contributions.keep_dissent(
            words=Words(view.text, unnamed=view.unnamed), by=stage.people[view.by], at=at, **who
        )
    for task in told.tasks:
        _add_task(stage, task, question=number, at=at)
    for part in told.parts_done:
        answers.tick_part(part=part, done=True, by=stage.facilitator, at=at, **who)
    answers.round_off(conclusion=_conclusion(told), by=stage.facilitator, at=at, **who)


def _write(stage: Stage, number: int, told: Told, *, blocks: int) -> None:
    answer = Answer.objects.get(session=stage.session, number=number)
    writers = [stage.people[key] for key in told.writers]
    compose(
        answer,
        [
            Line(block, writers[place % len(writers)])
            for place, block in enumerate(told.blocks[:blocks])
        ],
    )


def _add_task(stage: Stage, task: Task, *, question: int | None, at: dt.datetime) -> None:
    due = stage.session.date + dt.timedelta(days=task.due)
    facts = ActionFacts(
        text=task.text,
        question=question,
        kind=ActionKind(task.kind),
        owner=task.owner,
        due_date=_working_day(due, later=True),
    )
    by = stage.people.get(task.by, stage.facilitator)
    action_points.add_action_point(session_id=stage.session.pk, facts=facts, by=by, at=at)


def _fill_card(stage: Stage, card: dict[str, str], *, at: dt.datetime) -> None:
    words = {name: value for name, value in card.items() if name not in {"emotions", "biometrics"}}
    facts = CardFacts(
        emotions=RedFlag(card["emotions"]), biometrics=RedFlag(card["biometrics"]), **words
    )
    fill_system_card(session_id=stage.session.pk, facts=facts, by=stage.facilitator, at=at)


def _finalise(stage: Stage, version: str, *, at: dt.datetime) -> Report:
    changed = stage.story.versions[version]
    return finalise(session_id=stage.session.pk, changed=changed, by=stage.facilitator, at=at)


def _vendor(stage: Stage) -> Participant:
    vendors = (p for p in stage.people.values() if p.perspective == Perspective.VENDOR)
    return next(vendors)


def _statement(fact: Fact, *, day: dt.date) -> VendorStatement:
    dated = None if fact.dated is None else day + dt.timedelta(days=fact.dated)
    return VendorStatement(
        text=fact.text,
        proof=Proof(fact.proof),
        evidence=Evidence(
            document=fact.document,
            document_date=dated,
            document_address=fact.address,
            document_place=fact.place,
        ),
    )


def _conclusion(told: Told) -> Conclusion:
    return Conclusion(
        outcome=Outcome(told.outcome),
        reason=told.reason,
        risk=Risk(told.risk) if told.risk else None,
        risk_reason=told.risk_reason,
        acceptance=told.acceptance,
    )


def _working_day(day: dt.date, *, later: bool) -> dt.date:
    """Return the day, or the nearest Friday before or Monday after it in a weekend."""
    beyond = day.weekday() - 4  # Saturday 1, Sunday 2
    if beyond <= 0:
        return day
    return day + dt.timedelta(days=3 - beyond if later else -beyond)

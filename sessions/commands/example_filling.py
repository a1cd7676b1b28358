"""Plays an example session: the same commands that people's pages send, in the same order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from sessions.commands import answers, contributions, example_voices, vendor_statements
from sessions.commands import sessions as session_commands
from sessions.commands.agenda import show_question
from sessions.commands.conclusions import Conclusion
from sessions.commands.example_said import NOTHING, Said
from sessions.commands.example_stage import Stage, add_task, working_day, write
from sessions.commands.example_story import Fact, Told
from sessions.commands.example_voices import go_to, hold_closed_round
from sessions.commands.reports import finalise
from sessions.commands.system_card import CardFacts, fill_system_card
from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.wording import Evidence, Words
from sessions.enums import Outcome, Perspective, Proof, RedFlag, Risk, Step
from sessions.models import Participant, Report

DAYS_AGO = 11
BEGINS, READ_AGAIN = dt.time(9, 5), dt.time(10, 15)
PER_QUESTION = dt.timedelta(minutes=11)
MINUTE = dt.timedelta(minutes=1)
CLOSED_MINUTES = 5
BEGUN = 3  # questions rounded off in a session that is under way


def day_of_session(now: dt.datetime) -> dt.date:
    """Return the working day on which the filled example was held."""
    return working_day(timezone.localdate(now) - dt.timedelta(days=DAYS_AGO), later=False)


def beginning(day: dt.date) -> dt.datetime:
    """Return when an example session of this day began."""
    return dt.datetime.combine(day, BEGINS, tzinfo=timezone.get_default_timezone())


def play_whole(stage: Stage, *, now: dt.datetime) -> list[Report]:
    """Fill in everything, close, and return two final versions; between them the card changed."""
    _begin(stage, judged=range(1, 13))
    for number, told in stage.story.questions.items():
        _play_question(stage, number, told)
    at = stage.began + PER_QUESTION * (len(stage.story.questions) + 1)
    for task in stage.story.tasks:
        add_task(stage, task, question=None, at=at)
    session_commands.close_session(session_id=stage.session.pk, by=stage.facilitator, at=at)
    next_day = working_day(stage.session.date + dt.timedelta(days=1), later=True)
    read_again = dt.datetime.combine(next_day, READ_AGAIN, tzinfo=stage.began.tzinfo)
    first = _finalise(stage, "first", at=min(read_again, now))
    _fill_card(stage, stage.story.card | stage.story.card_later, at=now)
    return [first, _finalise(stage, "second", at=now)]


def play_beginning(stage: Stage) -> None:
    """Round off the first questions, and stand at the next with what people wrote alone."""
    _begin(stage, judged=[1])
    for number in range(1, BEGUN + 1):
        _play_question(stage, number, stage.story.questions[number])
    number = BEGUN + 1
    at = stage.began + PER_QUESTION * number
    show_question(session_id=stage.session.pk, number=number, by=stage.facilitator, at=at)
    example_voices.think_and_show(stage, number, stage.voices.said.get(number, NOTHING), at=at)


def _begin(stage: Stage, *, judged: Iterable[int]) -> None:
    """Give people their roles, fill the card in, and judge what the vendor prepared."""
    example_voices.give_roles(stage, at=stage.began)
    _fill_card(stage, stage.story.card, at=stage.began)
    example_voices.bring_homework(stage, at=stage.began)
    example_voices.judge_homework(stage, judged, at=stage.began + MINUTE)


def _play_question(stage: Stage, number: int, told: Told) -> None:
    at = stage.began + PER_QUESTION * number
    who: dict[str, Any] = {"session_id": stage.session.pk, "number": number}
    said = stage.voices.said.get(number, NOTHING)
    show_question(by=stage.facilitator, at=at, **who)
    example_voices.think_and_show(stage, number, said, at=at)
    at += 4 * MINUTE
    go_to(stage, number, Step.COMPOSING, at=at)
    taken = example_voices.take_over(stage, number, said, at=at)
    write(stage, number, told.blocks[taken:], writers=told.writers, at=at)
    if said.closed:
        hold_closed_round(stage, number, said.closed, at=at + MINUTE, minutes=CLOSED_MINUTES)
    at += (CLOSED_MINUTES + 1) * MINUTE
    _play_rest(stage, number, told, said, at=at)


def _play_rest(stage: Stage, number: int, told: Told, said: Said, *, at: dt.datetime) -> None:
    """State facts and views, agree on actions, vote and round off."""
    who: dict[str, Any] = {"session_id": stage.session.pk, "number": number}
    for fact in told.facts:
        statement = _statement(fact, day=stage.session.date)
        vendor_statements.state_vendor_fact(statement=statement, by=_vendor(stage), at=at, **who)
    for view in told.views:
        contributions.keep_dissent(
            words=Words(view.text, unnamed=view.unnamed), by=stage.people[view.by], at=at, **who
        )
    for task in told.tasks:
        add_task(stage, task, question=number, at=at)
    example_voices.park_all(stage, number, said.parked, at=at)
    for part in told.parts_done:
        answers.tick_part(part=part, done=True, by=stage.facilitator, at=at, **who)
    if said.inputs:
        # Consent is asked where the group talked about what people wrote alone.
        go_to(stage, number, Step.CLOSING, at=at)
        example_voices.vote(stage, number, said, at=at)
    answers.round_off(conclusion=_conclusion(told), by=stage.facilitator, at=at, **who)


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

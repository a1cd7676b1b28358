"""Plays what single people put in at a question of an example: step by step, by real commands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sessions import queries
from sessions.commands import (
    closed_rounds,
    contributions,
    homework,
    inputs,
    parking,
    reactions,
    taking_over,
    votes,
)
from sessions.commands import roles as role_commands
from sessions.commands import steps as step_commands
from sessions.commands.example_said import ClosedTold, Prepared, Put, Said, Spoken
from sessions.commands.example_stage import Stage, add_task, write
from sessions.commands.homework import Preparation
from sessions.commands.homework_links import ask_homework
from sessions.commands.inputs import Input
from sessions.commands.votes import Vote
from sessions.commands.wording import Evidence, Words
from sessions.enums import Brought, Consent, Judged, Parked, Proof, Role, Step
from sessions.models import Answer, Contribution, Membership

MINUTE = dt.timedelta(minutes=1)


def give_roles(stage: Stage, *, at: dt.datetime) -> None:
    """Make one of the people scribe and one observer, and let a colleague lead too."""
    who: dict[str, Any] = {"session_id": stage.session.pk, "by": stage.facilitator, "at": at}
    given = {stage.voices.scribe: Role.SCRIBE, stage.voices.observer: Role.OBSERVER}
    for key, role in given.items():
        if key in stage.people:
            person = stage.people[key]
            role_commands.change_role(participant_id=person.public_id, role=role, **who)
            person.refresh_from_db()
    colleague = next(one for one in stage.story.accounts if one.key == stage.voices.leads_too)
    member = Membership.objects.get(
        organisation=stage.session.organisation, account__name=colleague.name
    )
    role_commands.add_facilitator(member_id=member.public_id, **who)


def bring_homework(stage: Stage, *, at: dt.datetime) -> None:
    """Have the vendor prepare, as far as the example tells."""
    who: dict[str, Any] = {"session_id": stage.session.pk, "by": stage.facilitator, "at": at}
    made = ask_homework(name=stage.voices.preparer, **who)
    for one in stage.voices.homework:
        homework.save_homework(
            link=made.link,
            number=one.number,
            preparation=_preparation(one, day=stage.session.date),
            edition=1,
            at=at,
        )


def judge_homework(stage: Stage, numbers: Iterable[int], *, at: dt.datetime) -> None:
    """Adopt or reject these items, those the example says nothing of left alone."""
    wanted = set(numbers)
    for one in stage.voices.homework:
        if one.judged and one.number in wanted:
            homework.judge_homework(
                session_id=stage.session.pk,
                number=one.number,
                judged=Judged(one.judged),
                proof=Proof(one.proof),
                by=stage.facilitator,
                at=at,
            )


def go_to(stage: Stage, number: int, step: Step, *, at: dt.datetime) -> None:
    """Put the question at this step."""
    answer = Answer.objects.get(session=stage.session, number=number)
    step_commands.set_step(
        session_id=stage.session.pk,
        number=number,
        seen=Step(answer.step),
        to=step,
        by=stage.facilitator,
        at=at,
    )


def think_and_show(stage: Stage, number: int, said: Said, *, at: dt.datetime) -> None:
    """Have people write alone, show it, and let them say what they recognise."""
    if not said.inputs:
        return
    who: dict[str, Any] = {"session_id": stage.session.pk, "number": number}
    go_to(stage, number, Step.WRITING, at=at)
    for one in said.inputs:
        own = Input(one.text, one.unnamed, one.dont_know, one.look_into)
        by = stage.people[one.by]
        inputs.save_input(own=own, edition=1, by=by, at=at + MINUTE, **who)
    go_to(stage, number, Step.DISCUSSING, at=at + 2 * MINUTE)
    for one in said.inputs:
        _answer_to(stage, number, one, at=at + 3 * MINUTE)
    for one in said.additions:
        words = Words(one.text, unnamed=one.unnamed)
        by = stage.people[one.by]
        inputs.add_addition(words=words, by=by, at=at + 3 * MINUTE, **who)


def take_over(stage: Stage, number: int, said: Said, *, at: dt.datetime) -> int:
    """Put in the answer what the example says was taken over; return how many paragraphs."""
    taken = [one for one in said.inputs if one.taken_over]
    for one in taken:
        taking_over.take_over(
            session_id=stage.session.pk,
            contribution_id=_card_of(stage, number, one).public_id,
            by=stage.people[one.by],
            at=at,
        )
    return len(taken)


def park_all(stage: Stage, number: int, items: Iterable[Put], *, at: dt.datetime) -> None:
    """Put these on the parking list, and settle what was settled."""
    who: dict[str, Any] = {"session_id": stage.session.pk, "at": at}
    for one in items:
        made = parking.park(text=one.text, question=number, by=stage.people[one.by], **who)
        if one.settled:
            parking.settle_parked(
                item_id=made.public_id, settled=Parked(one.settled), by=stage.facilitator, **who
            )


def hold_closed_round(
    stage: Stage, number: int, told: ClosedTold, *, at: dt.datetime, minutes: int
) -> None:
    """Talk without vendor and observer: text, views, actions and parked items of their own."""
    who: dict[str, Any] = {"session_id": stage.session.pk, "by": stage.facilitator}
    inside = [
        one.public_id
        for one in queries.people_in(stage.session)
        if one.role in {Role.SCRIBE, Role.PARTICIPANT}
    ]
    closed_rounds.begin(insiders=inside, at=at, **who)
    for person in stage.people.values():
        person.refresh_from_db()
    write(stage, number, told.blocks, writers=told.writers, at=at, closed=True)
    for view in told.views:
        contributions.keep_dissent(
            session_id=stage.session.pk,
            number=number,
            words=Words(view.text, unnamed=view.unnamed),
            by=stage.people[view.by],
            at=at + MINUTE,
        )
    for task in told.tasks:
        add_task(stage, task, question=number, at=at + MINUTE)
    open_items = [Put(by=one.by, text=one.text) for one in told.parked]
    park_all(stage, number, open_items, at=at + MINUTE)
    closed_rounds.end(at=at + minutes * MINUTE, **who)


def vote(stage: Stage, number: int, said: Said, *, at: dt.datetime) -> None:
    """Have everybody of the story say yes, but for whom the example tells otherwise."""
    told = {one.by: one for one in said.ballots}
    for one in stage.story.people:
        person = stage.people[one.key]
        if person.role == Role.OBSERVER:
            continue
        ballot = told.get(one.key)
        cast = Vote(Consent(ballot.choice), ballot.text, ballot.unnamed) if ballot else YES
        votes.cast_vote(session_id=stage.session.pk, number=number, vote=cast, by=person, at=at)


YES = Vote(Consent.YES)


def _answer_to(stage: Stage, number: int, one: Spoken, *, at: dt.datetime) -> None:
    """Let others recognise an input, and react to it."""
    if not (one.recognised or one.reactions):
        return
    who: dict[str, Any] = {"session_id": stage.session.pk, "at": at}
    card = _card_of(stage, number, one).public_id
    for key in one.recognised:
        reactions.recognise(contribution_id=card, on=True, by=stage.people[key], **who)
    for reaction in one.reactions:
        words = Words(reaction.text, unnamed=reaction.unnamed)
        reactions.react(contribution_id=card, words=words, by=stage.people[reaction.by], **who)


def _card_of(stage: Stage, number: int, one: Spoken) -> Contribution:
    return Contribution.objects.get(
        answer__session=stage.session,
        answer__number=number,
        author=stage.people[one.by],
        kind="input",
    )


def _preparation(one: Prepared, *, day: dt.date) -> Preparation:
    dated = None if one.dated is None else day + dt.timedelta(days=one.dated)
    return Preparation(
        brought=Brought(one.brought),
        text=one.text,
        evidence=Evidence(one.document, dated, one.address, one.place),
        confidential=one.confidential,
    )

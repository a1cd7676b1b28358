"""Example sessions: an organisation of their own, clearly named so, that can be taken away again.

An empty one goes the plain way, straight into the joint answers; the others use every step. What
they do, real commands do; nothing of anybody else is touched.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sessions import queries
from sessions.access import examples
from sessions.commands import manners, preparing
from sessions.commands import sessions as session_commands
from sessions.commands.erasing import erase_after_commit
from sessions.commands.example_filling import (
    beginning,
    day_of_session,
    play_beginning,
    play_whole,
)
from sessions.commands.example_said import Voices, voices_in
from sessions.commands.example_stage import Stage
from sessions.commands.example_story import Somebody, Story, read_data, story_in
from sessions.commands.manners import Manner
from sessions.commands.participants import Newcomer, admit
from sessions.commands.preparing import SessionFacts
from sessions.enums import STEPS, MembershipRole, Perspective, Role
from sessions.models import (
    Account,
    AuditEntry,
    Membership,
    Organisation,
    Participant,
    Report,
    Session,
)

MOST_PEOPLE = 250


# All five steps, and what people wrote alone in the internal report.
WHOLE = Manner(steps=[step.value for step in STEPS], inputs_in_report=True)


class Kind(StrEnum):
    """How far an example is: nothing written, under way, or closed with final reports."""

    EMPTY = "empty"
    BEGUN = "begun"
    FILLED = "filled"


@dataclass(frozen=True)
class Example:
    """A session that was made, who leads it, who takes part, and its final versions."""

    session: Session
    facilitator: Participant
    people: list[Participant]
    reports: list[Report]


def story() -> Story:
    """Return what is said in the examples."""
    return story_in(_data())


def voices() -> Voices:
    """Return what single people put in, in the examples."""
    return voices_in(_data())


def make_example(*, kind: Kind, people: int, at: dt.datetime) -> Example:
    """Return a new example session with at least so many participants, and running or closed.

    A session that has texts needs the people who wrote them. Every step is a transaction of its
    own, as with real people, so that others need not wait.
    """
    told = story()
    organisation = example_office(told, at=at)
    day = day_of_session(at) if kind == Kind.FILLED else timezone.localdate(at)
    began = beginning(day) if kind == Kind.FILLED else at - dt.timedelta(minutes=45)
    session, facilitator = _opened(told, organisation, kind=kind, day=day, at=began)
    newcomers = _newcomers(told, people if kind == Kind.EMPTY else max(people, len(told.people)))
    arrived = {
        one.key: admit(session_id=session.pk, newcomer=_newcomer(one, session=session), at=began)
        for one in newcomers
    }
    session_commands.start_session(session_id=session.pk, by=facilitator, at=began)
    stage = Stage(told, voices(), session, arrived, facilitator, began)
    reports = []
    if kind == Kind.FILLED:
        reports = play_whole(stage, now=at)
    elif kind == Kind.BEGUN:
        play_beginning(stage)
    session.refresh_from_db()
    return Example(session, facilitator, list(arrived.values()), reports)


@transaction.atomic
def example_office(told: Story, *, at: dt.datetime) -> Organisation:
    """Return the organisation of the examples, made when there is none; nobody has a password."""
    if not told.organisation.startswith(examples.NAME_BEGINS):
        raise ValueError("an example must be named as one")
    found = examples.example_organisations()
    organisation = (
        found[0] if found else Organisation.objects.create(name=told.organisation, created_at=at)
    )
    for one in told.accounts:
        account = Account.objects.filter(email=examples.address(one.key)).first()
        account = account or Account.objects.create_user(examples.address(one.key), name=one.name)
        Membership.objects.get_or_create(
            organisation=organisation,
            account=account,
            defaults={"role": MembershipRole(one.role)},
        )
    return organisation


def remove_examples(*, at: dt.datetime) -> int:
    """Delete every example with its organisation and accounts; return how many sessions went."""
    removed = 0
    for organisation in examples.example_organisations():
        for session_id in list(organisation.sessions.values_list("pk", flat=True)):
            session_commands.delete_session(session_id=session_id, by=None, at=at)
            removed += 1
        _remove_office(organisation)
    return removed


@transaction.atomic
def _remove_office(organisation: Organisation) -> None:
    """Delete the organisation with its stubs and records, and accounts that were its own only."""
    AuditEntry.objects.filter(organisation_id=organisation.pk).delete()
    visitors = list(examples.visitors().filter(memberships__organisation=organisation))
    organisation.delete()
    Account.objects.filter(pk__in=[one.pk for one in visitors], memberships=None).delete()
    Account.objects.filter(email__endswith=f"@{examples.DOMAIN}", memberships=None).delete()
    erase_after_commit()


def _data() -> dict[str, Any]:
    return read_data(settings.FIXTURE_DIRS[0] / "demo_nl.json")


def _opened(
    told: Story, organisation: Organisation, *, kind: Kind, day: dt.date, at: dt.datetime
) -> tuple[Session, Participant]:
    """Return a session whose door is open, and who leads it."""
    title = {Kind.EMPTY: "empty_title", Kind.BEGUN: "begun_title", Kind.FILLED: "title"}[kind]
    questionnaire = queries.latest_questionnaire()
    questions = queries.questions_of(questionnaire) if questionnaire else []
    facts = SessionFacts(
        title=told.session[title],
        client_name=told.organisation,
        date=day,
        system_name=told.session["system"],
        vendor_name=told.session["vendor"],
        starts_at=dt.time.fromisoformat(told.session["starts_at"]),
        questions=[question.number for question in questions],
        manner=Manner() if kind == Kind.EMPTY else WHOLE,
    )
    owner = Account.objects.get(email=examples.address(told.accounts[0].key))
    session = preparing.create_session(facts=facts, organisation=organisation, account=owner, at=at)
    facilitator = Participant.objects.get(session=session, role=Role.FACILITATOR)
    session_commands.open_lobby(session_id=session.pk, by=facilitator, at=at)
    return session, facilitator


def _newcomers(told: Story, count: int) -> list[Somebody]:
    """Return so many people: those of the story first, then others, without a name in the end."""
    people = list(told.people[:count])
    perspectives = [
        p.value for p in Perspective if p not in {Perspective.OTHER, Perspective.VENDOR}
    ]
    for place in range(len(people), min(count, MOST_PEOPLE)):
        extra = place - len(told.people)
        name = told.more_names[extra] if extra < len(told.more_names) else f"Deelnemer {place + 1}"
        perspective = perspectives[place % len(perspectives)]
        people.append(Somebody(key=f"extra-{place}", name=name, perspective=perspective))
    return people


def _newcomer(one: Somebody, *, session: Session) -> Newcomer:
    return Newcomer(
        one.name,
        Perspective(one.perspective),
        one.perspective_text,
        told_of_input=manners.promise_of(session),
    )

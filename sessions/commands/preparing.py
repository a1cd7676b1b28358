"""What a facilitator fills in about a session, before it and later: the facts, the programme."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import rules
from sessions.access.names import name_key
from sessions.access.rules import Action
from sessions.commands import audit, manners
from sessions.commands.codes import save_with_new_code
from sessions.commands.locking import fresh, locked_session
from sessions.commands.manners import BrokenPromise, Manner
from sessions.enums import Perspective, Role
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Account, Answer, Organisation, Participant, Session
from sessions.texts import rooms

KEEP_DAYS = 365


class NoQuestions(Refused):
    """A session needs questions to talk about."""

    code = "no_questions"


@dataclass(frozen=True)
class SessionFacts:
    """What a facilitator fills in about a session."""

    title: str
    client_name: str
    date: dt.date
    system_name: str = ""
    vendor_name: str = ""
    starts_at: dt.time | None = None
    keep_until: dt.date | None = None
    names_in_report: bool = False
    manner: Manner = field(default_factory=Manner)
    questions: list[int] = field(default_factory=list)


@transaction.atomic
def create_session(
    *, facts: SessionFacts, organisation: Organisation, account: Account, at: dt.datetime
) -> Session:
    """Return a new session led by this account; raises NoQuestions without any question."""
    questionnaire = queries.latest_questionnaire()
    if questionnaire is None:
        raise NoQuestions(_("The questions are not loaded. Ask the operator to load them."))
    session = Session(
        organisation=organisation,
        questionnaire=questionnaire,
        created_at=at,
        changed_at=at,
        keep_until=facts.keep_until or facts.date + dt.timedelta(days=KEEP_DAYS),
        names_in_report=facts.names_in_report,
        **manners.fields_of(facts.manner),
        **_own_fields(facts),
    )
    save_with_new_code(session)
    chosen = _chosen(facts, known={q.number for q in queries.questions_of(questionnaire)})
    Answer.objects.bulk_create(
        Answer(
            session=session,
            question=question,
            number=question.number,
            chosen=question.number in chosen,
            step=session.steps[0],
        )
        for question in queries.questions_of(questionnaire)
    )
    session.current_question = min(chosen)
    session.save(update_fields=["current_question"])
    facilitator = _facilitator(session=session, account=account, at=at)
    manners.hand_out_pen(session, by=facilitator)
    audit.record("session_created", session=session, by=facilitator, at=at)
    return session


@transaction.atomic
def change_session(
    *, session_id: int, facts: SessionFacts, by: Participant, at: dt.datetime
) -> None:
    """Change the facts, and which questions are in the programme."""
    session = locked_session(session_id)
    rules.require(Action.CHANGE_SESSION, participant=fresh(by), session=session)
    fields = _own_fields(facts)
    for name, value in fields.items():
        setattr(session, name, value)
    session.keep_until = _promised(session, facts)
    session.names_in_report = _names_as_told(session, facts)
    session.save(update_fields=[*fields, "keep_until", "names_in_report"])
    counted = session.current_question
    changed = {counted, *_choose_questions(session, facts=facts, by=by)}
    changed |= set(manners.change(session, facts.manner, by=by, at=at))
    audit.record("session_changed", session=session, by=by, at=at)
    current = session.current_question
    questions = [slices.question(number) for number in sorted({*changed, current})]
    # What stands above what people put in, and whether a vendor reads it, goes along.
    announce(session, slices.SESSION, slices.PEOPLE, *questions, slices.voices(current), at=at)
    rooms.recheck(session.public_id)


def _promised(session: Session, facts: SessionFacts) -> dt.date:
    """Return until when the session is kept: never longer than who joined was told."""
    wanted = facts.keep_until or session.keep_until
    if wanted > session.keep_until and manners.guests_joined(session):
        message = _("People who joined were told an earlier date. You can only make it sooner.")
        raise BrokenPromise(message, field="keep_until")
    if wanted < facts.date:
        raise BrokenPromise(_("Choose a date after the session."), field="keep_until")
    return wanted


def _names_as_told(session: Session, facts: SessionFacts) -> bool:
    """Return whether the report names people: never when who joined was told that it does not."""
    promised = not session.names_in_report and manners.guests_joined(session)
    if facts.names_in_report and promised:
        message = _("People who joined were told that the report does not name them.")
        raise BrokenPromise(message, field="names_in_report")
    return facts.names_in_report


def _own_fields(facts: SessionFacts) -> dict[str, object]:
    names = ["title", "client_name", "date", "system_name", "vendor_name", "starts_at"]
    return {name: getattr(facts, name) for name in names}


def _chosen(facts: SessionFacts, *, known: set[int]) -> set[int]:
    chosen = set(facts.questions) & known
    if not chosen:
        raise NoQuestions(_("Choose at least one question."), field="questions")
    return chosen


def _choose_questions(session: Session, *, facts: SessionFacts, by: Participant) -> list[int]:
    answers = queries.answers_in(session)
    chosen = _chosen(facts, known={answer.number for answer in answers})
    changed = [answer for answer in answers if answer.chosen != (answer.number in chosen)]
    if not changed:
        return []
    rules.require(Action.CHOOSE_QUESTIONS, participant=by, session=session)
    for answer in changed:
        answer.chosen = answer.number in chosen
    Answer.objects.bulk_update(changed, ["chosen"])
    if session.current_question not in chosen:
        session.current_question = min(chosen)
        session.save(update_fields=["current_question"])
    return [answer.number for answer in changed]


def _facilitator(*, session: Session, account: Account, at: dt.datetime) -> Participant:
    return Participant.objects.create(
        session=session,
        account=account,
        name=account.name,
        name_key=name_key(account.name),
        role=Role.FACILITATOR,
        perspective=Perspective.OTHER,
        colour=1,
        joined_at=at,
    )

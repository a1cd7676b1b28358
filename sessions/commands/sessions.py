"""A session's life: create, change, make ready, start, close, reopen, delete."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import rules
from sessions.access.names import name_key
from sessions.access.rules import Action
from sessions.commands import audit, reports
from sessions.commands.codes import save_with_new_code
from sessions.commands.conclusions import stands
from sessions.commands.erasing import erase_after_commit
from sessions.commands.locking import fresh, locked_session
from sessions.enums import Outcome, Perspective, Phase, Role, Step
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce, say_goodbye
from sessions.models import Account, Answer, Organisation, Participant, Session
from sessions.texts import rooms

KEEP_DAYS = 365


class NoQuestions(Refused):
    """A session needs questions to talk about."""

    code = "no_questions"


class BrokenPromise(Refused):
    """The retention date cannot become this."""

    code = "broken_promise"


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
        )
        for question in queries.questions_of(questionnaire)
    )
    session.current_question = min(chosen)
    session.save(update_fields=["current_question"])
    facilitator = _facilitator(session=session, account=account, at=at)
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
    changed = _choose_questions(session, facts=facts, by=by)
    audit.record("session_changed", session=session, by=by, at=at)
    announce(session, slices.SESSION, *(slices.question(number) for number in changed), at=at)
    rooms.recheck(session.public_id)


@transaction.atomic
def open_lobby(*, session_id: int, by: Participant, at: dt.datetime) -> None:
    """Make the session ready: from now on people can come in."""
    _enter(Phase.LOBBY, Action.OPEN_LOBBY, session_id=session_id, by=by, at=at)


@transaction.atomic
def start_session(*, session_id: int, by: Participant, at: dt.datetime) -> None:
    """Start: the current question comes on the table."""
    session = _enter(Phase.RUNNING, Action.START_SESSION, session_id=session_id, by=by, at=at)
    session.started_at = session.started_at or at
    session.save(update_fields=["started_at"])


@transaction.atomic
def close_session(*, session_id: int, by: Participant, at: dt.datetime) -> None:
    """Close: nobody writes any more, and what is open, or open again, is "not discussed".

    A question that was opened again keeps its outcome when all that outcome needs is still there.
    """
    session = locked_session(session_id)
    rules.require(Action.CLOSE_SESSION, participant=fresh(by), session=session)
    # Locked, so that an edit is either kept before the close or refused by it.
    list(Answer.objects.select_for_update().filter(session=session).order_by("pk"))
    unfinished = [one for one in queries.answers_in(session) if one.step != Step.DONE]
    numbers = [answer.number for answer in unfinished if not stands(answer)]
    left = Answer.objects.filter(session=session, number__in=numbers)
    left.update(outcome=Outcome.NOT_DISCUSSED)
    session.phase, session.closed_at = Phase.CLOSED, at
    session.save(update_fields=["phase", "closed_at"])
    audit.record("session_closed", session=session, by=by, at=at)
    questions = [slices.question(number) for number in numbers]
    announce(session, slices.SESSION, slices.INVITATION, *questions, at=at)
    rooms.recheck(session.public_id)


@transaction.atomic
def reopen_session(*, session_id: int, by: Participant, at: dt.datetime) -> None:
    """Go on where the group stopped; what the close called "not discussed" is open again."""
    session = locked_session(session_id)
    rules.require(Action.REOPEN_SESSION, participant=fresh(by), session=session)
    left = Answer.objects.filter(session=session, outcome=Outcome.NOT_DISCUSSED)
    reopened = left.exclude(step=Step.DONE)
    numbers = list(reopened.values_list("number", flat=True))
    reopened.update(outcome=Outcome.OPEN)
    session.phase, session.closed_at = Phase.RUNNING, None
    session.save(update_fields=["phase", "closed_at"])
    audit.record("session_reopened", session=session, by=by, at=at)
    questions = [slices.question(number) for number in numbers]
    announce(session, slices.SESSION, slices.INVITATION, *questions, at=at)
    rooms.recheck(session.public_id)


@transaction.atomic
def delete_session(*, session_id: int, by: Participant | None, at: dt.datetime) -> None:
    """Delete the session and everything in it; audit entry and stubs of final versions stay.

    `by` is None when the retention date has passed and the daily work deletes it.
    """
    session = locked_session(session_id)
    if by is not None:
        rules.require(Action.DELETE_SESSION, participant=fresh(by), session=session)
    people = list(Participant.objects.filter(session=session).values_list("public_id", flat=True))
    audit.record("session_deleted", session=session, by=by, at=at)
    public_id = session.public_id
    # The text journal takes the same locks: nobody adds a row while the old ones go.
    list(Answer.objects.select_for_update().filter(session=session).order_by("pk"))
    reports.leave_stubs(session=session, by=by, at=at)
    session.delete()
    say_goodbye(session, people, reason="deleted")
    erase_after_commit()
    rooms.recheck(public_id)


def _enter(
    phase: Phase, action: Action, *, session_id: int, by: Participant, at: dt.datetime
) -> Session:
    session = locked_session(session_id)
    rules.require(action, participant=fresh(by), session=session)
    session.phase = phase
    session.save(update_fields=["phase"])
    audit.record(f"session_{phase}", session=session, by=by, at=at)
    announce(session, slices.SESSION, slices.INVITATION, at=at)
    rooms.recheck(session.public_id)
    return session


def _promised(session: Session, facts: SessionFacts) -> dt.date:
    """Return until when the session is kept: never longer than who joined was told."""
    wanted = facts.keep_until or session.keep_until
    if wanted > session.keep_until and _guests_joined(session):
        message = _("People who joined were told an earlier date. You can only make it sooner.")
        raise BrokenPromise(message, field="keep_until")
    if wanted < facts.date:
        raise BrokenPromise(_("Choose a date after the session."), field="keep_until")
    return wanted


def _names_as_told(session: Session, facts: SessionFacts) -> bool:
    """Return whether the report names people: never when who joined was told that it does not."""
    if facts.names_in_report and not session.names_in_report and _guests_joined(session):
        message = _("People who joined were told that the report does not name them.")
        raise BrokenPromise(message, field="names_in_report")
    return facts.names_in_report


def _guests_joined(session: Session) -> bool:
    return queries.persons().filter(session=session, account=None).exists()


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

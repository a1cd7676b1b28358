"""Reads that more than one room needs."""

from __future__ import annotations

from sessions.access.codes import read_code
from sessions.enums import MembershipRole, Phase
from sessions.models import (
    Account,
    ActionPoint,
    Answer,
    Organisation,
    Participant,
    Question,
    Questionnaire,
    Session,
    Theme,
)


def session_with_code(typed: str) -> Session | None:
    """Return the session this join code belongs to, whatever its phase; None when there is none."""
    code = read_code(typed)
    return Session.objects.filter(join_code=code).first() if code else None


def latest_questionnaire(*, language: str = "nl") -> Questionnaire | None:
    """Return the newest questionnaire in this language, or None before any was loaded."""
    return Questionnaire.objects.filter(language=language).order_by("-version").first()


def themes_of(questionnaire: Questionnaire) -> list[Theme]:
    """Return the themes in order, their questions loaded."""
    return list(questionnaire.themes.prefetch_related("questions").order_by("number"))


def questions_of(questionnaire: Questionnaire) -> list[Question]:
    """Return the questions in order, their theme loaded."""
    return list(
        Question.objects.filter(theme__questionnaire=questionnaire)
        .select_related("theme")
        .order_by("number")
    )


def people_in(session: Session) -> list[Participant]:
    """Return who is in, in order of joining; the removed left out."""
    return list(Participant.objects.filter(session=session, removed_at=None))


def answers_in(session: Session) -> list[Answer]:
    """Return the answers in order of their question."""
    return list(Answer.objects.filter(session=session).order_by("number"))


def action_points_in(session: Session) -> list[ActionPoint]:
    """Return the action points in order of adding, question and author loaded."""
    return list(ActionPoint.objects.filter(session=session).select_related("answer", "added_by"))


def sessions_led_by(account: Account) -> list[Session]:
    """Return the sessions this account leads, the newest date first."""
    return list(
        Session.objects.filter(
            participants__account=account, participants__removed_at=None
        ).order_by("-date", "-created_at")
    )


def organisation_led_by(account: Account) -> Organisation | None:
    """Return the organisation in which this account may make sessions."""
    membership = (
        account.memberships.filter(role__in=[MembershipRole.OWNER, MembershipRole.FACILITATOR])
        .select_related("organisation")
        .order_by("pk")
        .first()
    )
    return membership.organisation if membership else None


def is_over(session: Session) -> bool:
    """Tell whether nobody can write in this session any more."""
    return session.phase == Phase.CLOSED

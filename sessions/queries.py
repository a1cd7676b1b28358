"""Reads that more than one room needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from sessions.access.codes import read_code
from sessions.enums import Edition, MembershipRole, Phase, Role
from sessions.models import (
    Account,
    ActionPoint,
    Answer,
    HomeworkItem,
    Organisation,
    Participant,
    Question,
    Questionnaire,
    Report,
    ScreenLink,
    Session,
    TextCheckpoint,
    TextUpdate,
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


def persons() -> QuerySet[Participant]:
    """Return the participants who are somebody: a screen has a row among them and is nobody."""
    return Participant.objects.exclude(role=Role.PROJECTOR)


def people_in(session: Session) -> list[Participant]:
    """Return who is in, in order of joining; the removed and the screens left out."""
    return list(persons().filter(session=session, removed_at=None))


def screens_in(session: Session, *, at: datetime) -> list[ScreenLink]:
    """Return the links that open a screen now, the newest first, their screens loaded."""
    links = ScreenLink.objects.filter(session=session, revoked_at=None, expires_at__gt=at)
    return list(links.select_related("screen"))


def answers_in(session: Session) -> list[Answer]:
    """Return the answers in order of their question."""
    return list(Answer.objects.filter(session=session).order_by("number"))


def last_words_in(session: Session) -> dict[int, datetime]:
    """Return by answer when its open text last changed; one without a word is not among them."""
    open_text: dict[str, Any] = {"answer__session": session, "closed": False}
    updates = TextUpdate.objects.filter(**open_text).order_by().values_list("answer")
    summed_up = TextCheckpoint.objects.filter(**open_text).values_list("answer", "made_at")
    # Updates that were not summed up are later than the summary.
    return {**dict(summed_up), **dict(updates.annotate(at=Max("kept_at")))}


def action_points_in(session: Session) -> list[ActionPoint]:
    """Return the action points in order of adding, question and author loaded."""
    return list(ActionPoint.objects.filter(session=session).select_related("answer", "added_by"))


def homework_in(session_id: int) -> list[HomeworkItem]:
    """Return what the vendor filled in of the homework, in the order of the list."""
    return list(HomeworkItem.objects.filter(session=session_id))


def places_of(account: Account) -> list[Participant]:
    """Return the places this account has, their sessions loaded, the newest date first.

    In most it leads; who stepped down takes part, or is made something else.
    """
    rows = persons().filter(account=account, removed_at=None).select_related("session")
    return list(rows.order_by("-session__date", "-session__created_at"))


def versions_of(session: Session, *, edition: Edition = Edition.INTERNAL) -> list[Report]:
    """Return the final versions, the newest first, without their contents and PDF."""
    rows = Report.objects.filter(session=session, edition=edition).defer("contents", "pdf")
    return list(rows.order_by("-version"))


def last_version_of(session: Session, *, edition: Edition = Edition.INTERNAL) -> Report | None:
    """Return the newest final version, without its PDF; None before there is one."""
    rows = Report.objects.filter(session=session, edition=edition).defer("pdf")
    return rows.order_by("-version").first()


def other_edition_of(report: Report) -> Report | None:
    """Return the other edition of the same version, without its contents and PDF.

    None where there is none: versions of before the editions are internal only.
    """
    same = Report.objects.filter(session_public_id=report.session_public_id, version=report.version)
    return same.exclude(pk=report.pk).defer("contents", "pdf").first()


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

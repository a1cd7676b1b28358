"""What the dashboard shows of each session: when, how far, how many people."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import closed_rounds
from sessions.enums import Outcome, Phase, Role, Step
from sessions.models import Answer, Participant, Session

_ICONS = {
    Phase.DRAFT: "pen",
    Phase.LOBBY: "cal",
    Phase.RUNNING: "st-bezig",
    Phase.ADJOURNED: "pause",
    Phase.CLOSED: "st-ok",
}
_HALF = {Outcome.TO_INVESTIGATE}
_OPEN_WORDS = {Outcome.OPEN, Outcome.NOT_DISCUSSED}


def dashboard_groups(places: list[Participant]) -> list[dict[str, Any]]:
    """Return the sessions of these places, one person's, in three groups: now, later and done.

    Two queries for all of them; `leads` tells whether the person may do more than open it.
    """
    sessions = [place.session for place in places]
    answers = _answers(sessions)
    people = _people(sessions)
    rows = [(place.session, _row(place, answers[place.session_id], people)) for place in places]
    named = [
        (_("Now"), {Phase.RUNNING, Phase.ADJOURNED}),
        (_("Later"), {Phase.DRAFT, Phase.LOBBY}),
        (_("Rounded off"), {Phase.CLOSED}),
    ]
    groups = [
        {"title": title, "sessions": [row for session, row in rows if session.phase in phases]}
        for title, phases in named
    ]
    return [group for group in groups if group["sessions"]]


def _answers(sessions: list[Session]) -> dict[int, list[Answer]]:
    found: dict[int, list[Answer]] = defaultdict(list)
    rows = Answer.objects.filter(session__in=sessions).select_related("question__theme")
    for answer in rows.order_by("number"):
        found[answer.session_id].append(answer)
    return found


def _people(sessions: list[Session]) -> dict[int, int]:
    rows = queries.persons().filter(session__in=sessions, removed_at=None)
    counted = rows.values("session").annotate(number=Count("pk", filter=Q(account=None)))
    return {row["session"]: row["number"] for row in counted}


def _row(place: Participant, answers: list[Answer], people: dict[int, int]) -> dict[str, Any]:
    session = place.session
    return {
        "session": session,
        "leads": place.role == Role.FACILITATOR,
        "role_label": Role(place.role).label,
        "url": reverse("session", args=[session.public_id]),
        "strip": _strip(place, answers),
        "words": _words(session, answers),
        "people": people.get(session.pk, 0),
        "status_icon": _ICONS[Phase(session.phase)],
        "status_label": Phase(session.phase).label,
        "running": session.phase == Phase.RUNNING,
    }


def _strip(place: Participant, answers: list[Answer]) -> list[dict[str, Any]]:
    now = _on_the_table(place)
    themes: dict[int, list[dict[str, str]]] = defaultdict(list)
    for answer in answers:
        themes[answer.question.theme.number].append({"state": _cell(answer, now=now)})
    return [{"theme": number, "cells": cells} for number, cells in themes.items()]


def _on_the_table(place: Participant) -> int | None:
    """Return the question of now as this person sees it; outside a closed round, where it began."""
    if place.session.phase != Phase.RUNNING:
        return None
    inside = closed_rounds.is_insider(place)
    return closed_rounds.question_on_the_table(place.session, inside=inside)


def _cell(answer: Answer, *, now: int | None) -> str:
    """Return the cell's shape: o not in the programme, n now, r half, d done, empty to do."""
    if not answer.chosen:
        return "o"
    if answer.number == now:
        return "n"
    if answer.outcome in _OPEN_WORDS:
        return ""
    return "r" if answer.outcome in _HALF else "d"


def _words(session: Session, answers: list[Answer]) -> str:
    chosen = [answer for answer in answers if answer.chosen]
    done = [answer for answer in chosen if answer.step == Step.DONE]
    if session.phase in {Phase.DRAFT, Phase.LOBBY}:
        return _("%(count)d questions") % {"count": len(chosen)}
    words = _("%(done)d of %(count)d rounded off")
    return words % {"done": len(done), "count": len(chosen)}

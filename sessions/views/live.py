"""The pages of a session: lobby, question, overview, ending; and the snapshot behind them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import closed_rounds
from sessions.enums import Phase, Role
from sessions.errors import NotFound
from sessions.live import presence
from sessions.live.snapshot import snapshot_for
from sessions.models import Questionnaire
from sessions.views.guards import Visit, either_door, session_door

WAITING = {Phase.DRAFT, Phase.LOBBY}


@session_door("GET")
def session(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Go to where this session is now."""
    place = visit.session
    if place.phase in WAITING:
        return redirect("lobby", session_id=place.public_id)
    if place.phase == Phase.CLOSED:
        return redirect("ending", session_id=place.public_id)
    return redirect("question", session_id=place.public_id, number=_on_the_table(visit))


@session_door("GET")
def lobby(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show who is coming in; facilitators see code and QR, others wait."""
    if visit.leads:
        return _page(request, visit, "lobby")
    if visit.session.phase not in WAITING:
        return redirect("session", session_id=visit.session.public_id)
    return _page(request, visit, "waiting")


@session_door("GET")
def question(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Show one question: facilitators lead it, others answer it."""
    if visit.session.phase in WAITING:
        return redirect("lobby", session_id=visit.session.public_id)
    known = {one.number for one in queries.questions_of(visit.session.questionnaire)}
    if number not in known:
        raise NotFound(_("This question is not there."))
    return _page(request, visit, "console" if visit.leads else "question", number=number)


@session_door("GET")
def overview(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show all questions at once."""
    if visit.session.phase in WAITING:
        return redirect("lobby", session_id=visit.session.public_id)
    return _page(request, visit, "overview")


@session_door("GET")
def ending(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show what comes after the close."""
    if visit.session.phase != Phase.CLOSED:
        return redirect("session", session_id=visit.session.public_id)
    return _page(request, visit, "ending")


@either_door("GET")
def snapshot(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Give all slices as this person may see them."""
    return JsonResponse(snapshot_for(visit.participant))


@either_door("GET")
def news(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Give a page without a socket what it would have heard: all slices, unless they are still at
    the revision it knows, and who is here. Whoever asks is here.
    """
    presence.note_seen(visit.participant, at=timezone.now())
    revision = visit.session.revision
    known = request.GET.get("after") == str(revision)
    whole = None if known else snapshot_for(visit.participant)
    is_screen = visit.participant.role == Role.PROJECTOR
    return JsonResponse(
        {
            "revision": whole["revision"] if whole else revision,
            "snapshot": whole,
            # The wall shows no people.
            "here": [] if is_screen else presence.people_here(visit.participant),
        }
    )


def catalogue_of(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return themes and questions as the page's scripts read them."""
    themes = queries.themes_of(questionnaire)
    questions = queries.questions_of(questionnaire)
    return {
        "themes": [
            {
                "number": theme.number,
                "key": theme.key,
                "title": theme.title,
                "short_name": theme.short_name,
                "questions": [one.number for one in questions if one.theme_id == theme.pk],
            }
            for theme in themes
        ],
        "questions": [
            {
                "number": one.number,
                "theme": one.theme.number,
                "short_name": one.short_name,
                "text": one.text,
                "parts": one.parts,
            }
            for one in questions
        ],
    }


def _on_the_table(visit: Visit) -> int:
    """Return the question this person sees as current: outsiders are not told what a closed round
    looks at.
    """
    inside = closed_rounds.is_insider(visit.participant)
    return closed_rounds.question_on_the_table(visit.session, inside=inside)


def _page(
    request: HttpRequest, visit: Visit, name: str, *, number: int | None = None
) -> HttpResponse:
    catalogue = catalogue_of(visit.session.questionnaire)
    context = {
        "session": visit.session,
        "participant": visit.participant,
        "facilitator": visit.leads,
        "snapshot": snapshot_for(visit.participant),
        "catalogue": catalogue,
        "number": number or _on_the_table(visit),
        "page": name,
    }
    return render(request, f"sessions/live/{name}.html", context)

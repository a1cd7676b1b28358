"""What people post about a question: its end, its parts, and what is to be done."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from sessions.commands import action_points, answers
from sessions.forms import ActionPointForm, ConclusionForm, PartForm
from sessions.views.guards import Visit, session_door
from sessions.views.posting import done, right, who_where_when


@session_door("POST")
def outcome(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Round a question off."""
    form = right(ConclusionForm(request.POST))
    answers.round_off(number=number, conclusion=form.conclusion(), **who_where_when(visit))
    return done()


@session_door("POST")
def reopening(_request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Open a question again."""
    answers.reopen_question(number=number, **who_where_when(visit))
    return done()


@session_door("POST")
def parts(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Tick a sub-question."""
    ticked = right(PartForm(request.POST)).cleaned_data
    answers.tick_part(
        number=number, part=ticked["part"], done=ticked["done"], **who_where_when(visit)
    )
    return done()


@session_door("POST")
def actions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add an action point."""
    form = right(ActionPointForm(request.POST))
    added = action_points.add_action_point(facts=form.facts(), **who_where_when(visit))
    return JsonResponse({"id": added.public_id})


@session_door("POST")
def action(request: HttpRequest, visit: Visit, *, action_point_id: str) -> HttpResponse:
    """Write an action point anew."""
    form = right(ActionPointForm(request.POST))
    action_points.change_action_point(
        action_point_id=action_point_id, facts=form.facts(), **who_where_when(visit)
    )
    return done()


@session_door("POST")
def action_removal(_request: HttpRequest, visit: Visit, *, action_point_id: str) -> HttpResponse:
    """Take an action point away."""
    action_points.drop_action_point(action_point_id=action_point_id, **who_where_when(visit))
    return done()

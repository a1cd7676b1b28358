"""What people put in of their own at a question, and what others do with it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from sessions.commands import contributions, inputs, reactions
from sessions.commands import taking_over as taking_over_commands
from sessions.forms import (
    AdditionForm,
    DissentForm,
    InputForm,
    ReactionForm,
    RecognitionForm,
)
from sessions.live.snapshot import voices_for
from sessions.views.guards import Visit, session_door
from sessions.views.posting import done, right, who_where_when


@session_door("GET")
def voices(_request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Give what people put in at one question, as this person may see it."""
    return JsonResponse(voices_for(visit.participant, number))


@session_door("POST")
def own_input(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Save one's own input; a late one becomes an addition."""
    form = right(InputForm(request.POST))
    kept = inputs.save_input(
        number=number,
        own=form.own(),
        edition=form.cleaned_data["edition"],
        **who_where_when(visit),
    )
    if kept.addition is not None:
        return JsonResponse({"kind": "addition", "id": kept.addition.public_id})
    return JsonResponse({"kind": "input", "edition": kept.edition})


@session_door("POST")
def additions(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Add something once inputs are shown."""
    form = right(AdditionForm(request.POST))
    added = inputs.add_addition(number=number, words=form.words(), **who_where_when(visit))
    return JsonResponse({"id": added.public_id})


@session_door("POST")
def dissents(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Keep a view that differs from the joint answer."""
    form = right(DissentForm(request.POST))
    kept = contributions.keep_dissent(number=number, words=form.words(), **who_where_when(visit))
    return JsonResponse({"id": kept.public_id})


@session_door("POST")
def recognition(request: HttpRequest, visit: Visit, *, contribution_id: str) -> HttpResponse:
    """Recognise what a card says, or take that back."""
    facts = right(RecognitionForm(request.POST)).cleaned_data
    reactions.recognise(contribution_id=contribution_id, **facts, **who_where_when(visit))
    return done()


@session_door("POST")
def reaction(request: HttpRequest, visit: Visit, *, contribution_id: str) -> HttpResponse:
    """React to a card."""
    form = right(ReactionForm(request.POST))
    made = reactions.react(
        contribution_id=contribution_id, words=form.words(), **who_where_when(visit)
    )
    return JsonResponse({"id": made.public_id})


@session_door("POST")
def taking_over(_request: HttpRequest, visit: Visit, *, contribution_id: str) -> HttpResponse:
    """Put a card's words in the joint answer."""
    taking_over_commands.take_over(contribution_id=contribution_id, **who_where_when(visit))
    return done()


@session_door("POST")
def removal(_request: HttpRequest, visit: Visit, *, contribution_id: str) -> HttpResponse:
    """Take away what one added oneself; who leads, anything."""
    contributions.remove_contribution(contribution_id=contribution_id, **who_where_when(visit))
    return done()

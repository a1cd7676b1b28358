"""What people post while the group goes through a question: steps, marks, votes and sentences."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from sessions.commands import marks, pens, proposals, steps, votes
from sessions.enums import Settled, Step
from sessions.forms import HelpForm, ProposalForm, ReadyForm, SettledForm, StepForm, VoteForm
from sessions.views.guards import Visit, session_door
from sessions.views.posting import done, right, who_where_when


@session_door("POST")
def step(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Go to another step of a question."""
    data = right(StepForm(request.POST)).cleaned_data
    steps.set_step(
        number=number, seen=Step(data["seen"]), to=Step(data["to"]), **who_where_when(visit)
    )
    return done()


@session_door("POST")
def ready(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Be ready with a step, or not yet."""
    data = right(ReadyForm(request.POST)).cleaned_data
    marks.mark_ready(number=number, step=Step(data["step"]), on=data["on"], **who_where_when(visit))
    return done()


@session_door("POST")
def asked_help(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Say that one does not understand the question, or does by now."""
    data = right(HelpForm(request.POST)).cleaned_data
    marks.ask_help(number=number, on=data["on"], **who_where_when(visit))
    return done()


@session_door("POST")
def answered_help(_request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Say that the question was explained."""
    marks.answer_help(number=number, **who_where_when(visit))
    return done()


@session_door("POST")
def vote(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Say whether one can live with the joint answer, or take that back."""
    said = right(VoteForm(request.POST)).vote()
    if said is None:
        votes.take_vote_back(number=number, **who_where_when(visit))
    else:
        votes.cast_vote(number=number, vote=said, **who_where_when(visit))
    return done()


@session_door("POST")
def proposed(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """Propose a sentence for the joint answer."""
    data = right(ProposalForm(request.POST)).cleaned_data
    made = proposals.propose_sentence(
        number=number, text=data["text"], key=data["key"], **who_where_when(visit)
    )
    return JsonResponse({"id": made.public_id})


@session_door("POST")
def proposal_settlement(request: HttpRequest, visit: Visit, *, proposal_id: str) -> HttpResponse:
    """Take a proposed sentence over, or decline it."""
    data = right(SettledForm(request.POST)).cleaned_data
    proposals.settle_proposal(
        proposal_id=proposal_id, settled=Settled(data["settled"]), **who_where_when(visit)
    )
    return done()


@session_door("POST")
def pen(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Take the pen."""
    pens.take_pen(**who_where_when(visit))
    return done()

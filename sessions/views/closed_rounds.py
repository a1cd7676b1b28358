"""What who leads posts about closed rounds: begin, end, and who comes in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sessions.commands import closed_rounds
from sessions.forms import AdmissionForm, ClosedRoundForm
from sessions.views.guards import Visit, session_door
from sessions.views.posting import done, right, who_where_when


@session_door("POST")
def closed_round(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Begin a closed round with the people who were seen, or end it."""
    wanted = right(ClosedRoundForm(request.POST)).cleaned_data
    if wanted["on"]:
        closed_rounds.begin(insiders=wanted["insiders"], **who_where_when(visit))
    else:
        closed_rounds.end(**who_where_when(visit))
    return done()


@session_door("POST")
def admission(request: HttpRequest, visit: Visit, *, participant_id: str) -> HttpResponse:
    """Let somebody into closed rounds, or out again."""
    inside = right(AdmissionForm(request.POST)).inside()
    closed_rounds.admit(participant_id=participant_id, inside=inside, **who_where_when(visit))
    return done()

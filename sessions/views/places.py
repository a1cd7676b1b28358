"""Which places a browser has or had: asked by pages that find unsent text on the device.

It tells nothing to strangers: a session speaks only to a cookie of its own, or to a sign-in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypedDict

from django.http import HttpRequest, HttpResponse, JsonResponse

from sessions.access import identity
from sessions.enums import Phase
from sessions.forms.places import PlacesForm
from sessions.models import Session
from sessions.views.guards import door
from sessions.views.posting import right


class Place(TypedDict):
    """Who this browser is or was in a session, and whether text can still be sent there."""

    session: str
    person: str
    state: Literal["open", "over", "removed"]


@door("POST")
def places(request: HttpRequest) -> HttpResponse:
    """Answer for each session that is asked about and knows this browser."""
    asked: list[str] = right(PlacesForm(request.POST)).cleaned_data["sessions"]
    return JsonResponse({"places": list(_places(request, asked))})


def _places(request: HttpRequest, asked: list[str]) -> Iterator[Place]:
    there = {one.public_id: one for one in Session.objects.filter(public_id__in=asked)}
    for public_id in asked:
        place = _as_it_is(request, there.get(public_id)) or _as_it_was(request, public_id)
        if place is not None:
            yield place


def _as_it_is(request: HttpRequest, session: Session | None) -> Place | None:
    if session is None:
        return None
    participant = identity.participant_behind(
        session=session, account=request.user, cookies=request.COOKIES
    )
    if participant is None:
        return None
    over = session.phase == Phase.CLOSED
    person = participant.public_id
    return {"session": session.public_id, "person": person, "state": "over" if over else "open"}


def _as_it_was(request: HttpRequest, public_id: str) -> Place | None:
    trace = identity.trace_behind(session_id=public_id, cookies=request.COOKIES)
    if trace is None:
        return None
    state: Literal["over", "removed"] = "removed" if trace.reason == "removed" else "over"
    return {"session": public_id, "person": trace.person, "state": state}

"""One's own place in a session: take it to another device, or give it up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from sessions.access import identity
from sessions.access.codes import shown
from sessions.commands import participants
from sessions.views.guards import Visit, session_door
from sessions.views.posting import done, who_where_when


@session_door("POST")
def return_code(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Make a personal return code; it is shown once."""
    made = participants.renew_return_code(**who_where_when(visit))
    return JsonResponse({"code": shown(made)})


@session_door("POST")
def leaving(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Leave the session for good, and have this browser forget it."""
    participants.leave(**who_where_when(visit))
    response = done()
    response.delete_cookie(identity.cookie_name(visit.session), samesite="Lax")
    return response

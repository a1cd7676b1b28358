"""What people post about the parking list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from sessions.commands import parking
from sessions.enums import Parked
from sessions.forms import ParkedItemForm, ParkedSettledForm
from sessions.views.guards import Visit, session_door
from sessions.views.posting import done, right, who_where_when


@session_door("POST")
def parked(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put something on the parking list."""
    data = right(ParkedItemForm(request.POST)).cleaned_data
    made = parking.park(**data, **who_where_when(visit))
    return JsonResponse({"id": made.public_id})


@session_door("POST")
def parked_removal(_request: HttpRequest, visit: Visit, *, item_id: str) -> HttpResponse:
    """Take an item away."""
    parking.remove_parked(item_id=item_id, **who_where_when(visit))
    return done()


@session_door("POST")
def parked_settlement(request: HttpRequest, visit: Visit, *, item_id: str) -> HttpResponse:
    """Say what became of an item."""
    said = right(ParkedSettledForm(request.POST)).cleaned_data["settled"]
    parking.settle_parked(
        item_id=item_id, settled=Parked(said) if said else None, **who_where_when(visit)
    )
    return done()

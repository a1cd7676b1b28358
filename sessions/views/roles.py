"""What who leads posts about who does what: other roles, a second facilitator, stepping down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import roles
from sessions.enums import Role
from sessions.forms import ColleagueForm, RoleForm
from sessions.views.guards import Visit, session_door
from sessions.views.posting import done, right, who_where_when


@session_door("POST")
def person_role(request: HttpRequest, visit: Visit, *, participant_id: str) -> HttpResponse:
    """Make somebody scribe, participant, vendor or observer."""
    wanted = right(RoleForm(request.POST)).cleaned_data["role"]
    roles.change_role(participant_id=participant_id, role=Role(wanted), **who_where_when(visit))
    return done()


@session_door("GET", "POST")
def facilitators(request: HttpRequest, visit: Visit) -> HttpResponse:
    """List the colleagues who could lead too; let one of them."""
    if request.method == "POST":
        member = right(ColleagueForm(request.POST)).cleaned_data["member"]
        roles.add_facilitator(member_id=member, **who_where_when(visit))
        return done()
    rules.require(Action.ADD_FACILITATOR, participant=visit.participant, session=visit.session)
    colleagues = [
        {"id": member.public_id, "name": member.account.name}
        for member in roles.who_could_lead(visit.session)
    ]
    return JsonResponse({"members": colleagues})


@session_door("POST")
def stepping_down(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """Lead no longer."""
    roles.step_down(**who_where_when(visit))
    return done()

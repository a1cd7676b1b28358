"""The projector: its page, the link that opens it, and what who leads does with both."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import limits, rules, screens
from sessions.access.rules import Action
from sessions.commands import screens as commands
from sessions.enums import ScreenView
from sessions.forms.screens import ScreenViewForm
from sessions.live.presence import seen_lately
from sessions.live.snapshot import snapshot_for
from sessions.models import ScreenLink
from sessions.views.guards import Visit, door, screen_door, session_door
from sessions.views.joining import DEVICE_COOKIE, with_device
from sessions.views.live import catalogue_of
from sessions.views.posting import done, right, who_where_when
from sessions.views.refusals import wants_json


@session_door("GET", "POST")
def links(request: HttpRequest, visit: Visit) -> HttpResponse:
    """List the links that open a screen; make one, and open it or tell its address once."""
    rules.require(Action.MANAGE_SCREENS, participant=visit.participant, session=visit.session)
    if request.method != "POST":
        live = queries.screens_in(visit.session, at=timezone.now())
        return JsonResponse({"links": [_shown(link) for link in live]})
    known = screens.screen_behind(session=visit.session, cookies=request.COOKIES)
    if known is not None and not wants_json(request):
        # This browser is a screen of the session already: a second link would lead to the same.
        return redirect("projector", session_id=visit.session.public_id)
    made = commands.make_screen_link(**who_where_when(visit))
    address = reverse("open_projector", args=[made.token])
    if not wants_json(request):
        return redirect(address)
    return JsonResponse({"id": made.link.public_id, "url": settings.PUBLIC_URL + address})


@session_door("POST")
def link_revocation(_request: HttpRequest, visit: Visit, *, link_id: str) -> HttpResponse:
    """Revoke a link; its screen goes dark."""
    commands.revoke_screen_link(link_id=link_id, **who_where_when(visit))
    return done()


@session_door("POST")
def screen(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Choose what the screens show."""
    view = right(ScreenViewForm(request.POST)).cleaned_data["view"]
    commands.show_on_screen(view=ScreenView(view), **who_where_when(visit))
    return done()


@door("GET")
def open_projector(request: HttpRequest, *, token: str) -> HttpResponse:
    """Make this browser a screen and go to its page: the secret stays in no address bar.

    A link that is right always opens, however many wrong codes came from the same room.
    """
    link = screens.usable_screen_link(token=token, at=timezone.now())
    if link is None:
        seen = {
            "device": request.COOKIES.get(DEVICE_COOKIE, ""),
            "address": limits.client_address(request.META),
            "what": "link",
        }
        limits.refuse_when_guessing(**seen)
        limits.count_failure(**seen)
        return with_device(request, _not_here(request))
    response = redirect("projector", session_id=link.session.public_id)
    _set_screen_cookie(response, link)
    return response


@screen_door("GET")
def projector(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the page for the wall."""
    context = {
        "session": visit.session,
        "snapshot": snapshot_for(visit.participant),
        "catalogue": catalogue_of(visit.session.questionnaire),
        "page": "projector",
    }
    return render(request, "sessions/live/projector.html", context)


def _shown(link: ScreenLink) -> dict[str, Any]:
    return {
        "id": link.public_id,
        "made_at": link.created_at.isoformat(),
        "until": timezone.localdate(link.expires_at).isoformat(),
        "open": seen_lately(link.screen.last_seen_at),
    }


def _not_here(request: HttpRequest) -> HttpResponse:
    """Answer alike to a link that ran out, was revoked, or never was."""
    words = _("This link opens no screen. Ask the facilitator for a new one.")
    if wants_json(request):
        return JsonResponse({"code": "not_found", "message": words, "field": ""}, status=404)
    return render(request, "pages/screen_off.html", {"message": words}, status=404)


def _set_screen_cookie(response: HttpResponse, link: ScreenLink) -> None:
    """As the cookie of a participant: signed, for this session only, out of reach of scripts."""
    left = link.expires_at - timezone.now()
    response.set_cookie(
        screens.cookie_name(link.session.public_id),
        screens.cookie_value(link.screen),
        max_age=max(1, int(left.total_seconds())),
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )

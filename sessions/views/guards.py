"""Who stands at the door: fetching the session is asking whether this browser has a place in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sessions.access import identity, screens
from sessions.enums import Role
from sessions.errors import NotAllowed, NotFound, Refused, Removed, ScreenOff
from sessions.models import Account, Participant, Session
from sessions.views.refusals import method_not_allowed, refuse

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Visit:
    """A browser that has a place in this session."""

    session: Session
    participant: Participant

    @property
    def leads(self) -> bool:
        """Tell whether this is a facilitator."""
        return self.participant.role == Role.FACILITATOR


def visit_of(request: HttpRequest, public_id: str) -> Visit:
    """Return the visit. Raises Removed to whom was put out, and NotFound to everybody else:
    strangers cannot tell a session from no session.
    """
    session = Session.objects.filter(public_id=public_id).first()
    if session is None:
        raise NotFound("")
    participant = identity.participant_behind(
        session=session, account=request.user, cookies=request.COOKIES
    )
    if participant is not None:
        return Visit(session, participant)
    trace = identity.trace_behind(session_id=public_id, cookies=request.COOKIES)
    if trace and trace.reason == "removed":
        raise Removed(_("Talk to the facilitator."))
    raise NotFound("")


def screen_visit_of(request: HttpRequest, public_id: str) -> Visit:
    """Return the visit of a screen, whoever else this browser is. Raises ScreenOff to one whose
    link was revoked or ran out, and NotFound to everybody else.
    """
    session = Session.objects.filter(public_id=public_id).first()
    if session is None:
        raise NotFound("")
    screen = screens.screen_behind(session=session, cookies=request.COOKIES)
    if screen is not None:
        return Visit(session, screen)
    if identity.screen_trace_behind(session_id=public_id, cookies=request.COOKIES):
        raise ScreenOff(_("Ask the facilitator for a new link."))
    raise NotFound("")


def account_of(request: HttpRequest) -> Account:
    """Return who is signed in; behind `login_required`, nobody else comes here."""
    if not isinstance(request.user, Account):
        raise NotAllowed(_("Sign in first."))
    return request.user


def door(*methods: str) -> Callable[[View], View]:
    """Let these methods through and turn every refusal into an answer; HEAD goes with GET."""
    allowed = [*methods, "HEAD"] if "GET" in methods else [*methods]

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
            if request.method not in allowed:
                return method_not_allowed(request, allowed)
            try:
                return view(request, *arguments, **named)
            except Refused as refused:
                return refuse(request, refused)

        return guarded

    return decorate


def session_door(*methods: str) -> Callable[[View], View]:
    """As `door`, for people with a place in the session named in the address."""

    return _door_for(visit_of, *methods)


def screen_door(*methods: str) -> Callable[[View], View]:
    """As `session_door`, for screens of that session and nobody else."""
    return _door_for(screen_visit_of, *methods)


def either_door(*methods: str) -> Callable[[View], View]:
    """As `session_door`; a page that says it is a screen (`?screen=1`) counts as that alone."""

    def either(request: HttpRequest, public_id: str) -> Visit:
        is_screen = screens.says_screen(request.META.get("QUERY_STRING", ""))
        return (screen_visit_of if is_screen else visit_of)(request, public_id)

    return _door_for(either, *methods)


def _door_for(
    visitor: Callable[[HttpRequest, str], Visit], *methods: str
) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *, session_id: str, **named: Any) -> HttpResponse:
            try:
                return view(request, visitor(request, session_id), **named)
            except Session.DoesNotExist:  # deleted since the visit was looked up
                raise NotFound("") from None

        return door(*methods)(inside)

    return decorate

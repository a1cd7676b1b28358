"""The door for participants: code, one screen, in; and back in on another device."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import identity, limits
from sessions.access.codes import read_code
from sessions.commands import manners, participants
from sessions.enums import Role
from sessions.errors import NotFound, Refused
from sessions.forms import EnterCodeForm, JoinForm, ReturnForm
from sessions.models import Participant, Session
from sessions.views.guards import door
from sessions.views.start import start_context

DEVICE_COOKIE = "air-device"
DAYS_AFTER = 30


@door("GET", "POST")
def enter_code(request: HttpRequest) -> HttpResponse:
    """Take a typed code to its join page; whoever comes back here looks at the start page."""
    if request.method == "GET":
        return redirect("start")
    form = EnterCodeForm(request.POST)
    if not form.is_valid():
        return render(request, "pages/start.html", start_context(form), status=400)
    try:
        session = _session(request, form.cleaned_data["code"])
    except Refused as refused:
        form.add_error("code", str(refused.message))
        response = render(request, "pages/start.html", start_context(form), status=refused.status)
        return with_device(request, response)
    return redirect("join", code=session.join_code)


@door("GET", "POST")
def join(request: HttpRequest, *, code: str) -> HttpResponse:
    """Ask name and role, then let in; the same browser is recognised."""
    try:
        session = _session(request, code)
    except Refused as refused:
        context = {"title": _("This code is not right"), "message": str(refused.message)}
        response = render(request, "pages/door.html", context, status=refused.status)
        return with_device(request, response)
    known = identity.participant_behind(
        session=session, account=request.user, cookies=request.COOKIES
    )
    if known and known.role == Role.FACILITATOR:
        return redirect("session", session_id=session.public_id)
    if request.method == "POST":
        return _admitted(request, session)
    if known is None:
        participants.require_open_door(session)
    return _join_page(request, session, form=JoinForm(), known=known)


@door("POST")
def not_me(request: HttpRequest, *, code: str) -> HttpResponse:
    """Forget who this browser was in this session: somebody else sits behind it now."""
    session = _session(request, code)
    response = redirect("join", code=session.join_code)
    response.delete_cookie(identity.cookie_name(session), samesite="Lax")
    return response


@door("GET", "POST")
def come_back(request: HttpRequest) -> HttpResponse:
    """Bring somebody to this device by their personal return code."""
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return _returned(request, form.cleaned_data["return_code"])
        except Refused as refused:
            form.add_error("return_code", str(refused.message))
    status = 400 if form.errors else 200
    response = render(request, "pages/come_back.html", {"form": form}, status=status)
    return with_device(request, response)


def set_participant_cookie(response: HttpResponse, participant: Participant) -> None:
    """Remember who this browser is: signed, for this session only, out of reach of scripts."""
    session = participant.session
    days = (session.keep_until - timezone.localdate()).days + 1
    response.set_cookie(
        identity.cookie_name(session),
        identity.cookie_value(participant),
        max_age=max(1, min(days, DAYS_AFTER * 12)) * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )


def _session(request: HttpRequest, typed: str) -> Session:
    """Return the session with this code; wrong codes are counted and slow the guesser down."""
    seen = _seen(request, typed)
    limits.refuse_when_guessing(**seen)
    session = queries.session_with_code(typed)
    if session is None:
        limits.count_failure(**seen)
        raise NotFound(_("This code is not right. Look at the screen."))
    return session


def _seen(request: HttpRequest, typed: str) -> dict[str, str]:
    return {
        "device": request.COOKIES.get(DEVICE_COOKIE, ""),
        "address": limits.client_address(request.META),
        "code": read_code(typed),
    }


def with_device(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give a browser that typed a wrong code a name, so that its neighbours are not slowed down."""
    if DEVICE_COOKIE not in request.COOKIES:
        response.set_cookie(
            DEVICE_COOKIE,
            get_random_string(22),
            max_age=24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=settings.SECURE,
        )
    return response


def _join_page(
    request: HttpRequest, session: Session, *, form: JoinForm, known: Participant | None
) -> HttpResponse:
    context = {
        "session": session,
        "form": form,
        "code": session.join_code,
        "known": known,
        "vendor_named": bool(session.vendor_name),
        "promise": manners.promise_of(session),
    }
    return render(request, "pages/join.html", context, status=400 if form.errors else 200)


def _admitted(request: HttpRequest, session: Session) -> HttpResponse:
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _join_page(request, session, form=form, known=None)
    try:
        participant = participants.admit(
            session_id=session.pk, newcomer=form.newcomer(), at=timezone.now()
        )
    except participants.NameTaken as taken:
        form.add_error("name", str(taken.message))
        return _join_page(request, session, form=form, known=None)
    except (participants.NotToldOfNames, participants.NotToldOfInput) as untold:
        session.refresh_from_db()
        form.add_error(None, str(untold.message))
        return _join_page(request, session, form=form, known=None)
    response = redirect("session", session_id=session.public_id)
    set_participant_cookie(response, participant)
    return response


def _returned(request: HttpRequest, typed: str) -> HttpResponse:
    seen = _seen(request, typed)
    limits.refuse_when_guessing(**seen)
    try:
        participant = participants.return_with_code(typed=typed, at=timezone.now())
    except NotFound:
        limits.count_failure(**seen)
        raise
    response = redirect("session", session_id=participant.session.public_id)
    set_participant_cookie(response, participant)
    return response

"""A shared text over plain requests, for pages behind a proxy that lets no websocket through."""

from __future__ import annotations

from base64 import b64encode
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sessions.errors import NotAllowed, NotFound, Refused, Removed
from sessions.texts import detour, editor_list
from sessions.texts.documents import DocumentName
from sessions.texts.documents import read as read_name
from sessions.texts.standing import Denial
from sessions.texts.turns import Turns
from sessions.texts.vetting import LARGEST_EDIT, LARGEST_WHOLE
from sessions.views.guards import Visit, either_door
from sessions.views.posting import Invalid

OCTETS = "application/octet-stream"
# More digits than any sequence number has.
MOST_DIGITS = 15

_turns = Turns()


class TextRefused(Refused):
    """The text is closed to this person from here on, or the edit is not kept; `code` says why."""

    def __init__(
        self, code: str, message: str | Promise, *, status: int = 409, **more: object
    ) -> None:
        super().__init__(message, more=more)
        self.code, self.status = code, status


@either_door("GET", "POST")
def text(request: HttpRequest, visit: Visit, *, document: str) -> HttpResponse:
    """Give what somebody lacks of a text, or keep an edit of it."""
    name = read_name(document)
    if name is None:
        raise NotFound("")
    if request.GET.get("list", editor_list.VERSION) != editor_list.VERSION:
        raise _denied(Denial.RELOAD)
    answer = _write if request.method == "POST" else _read
    try:
        return answer(request, visit, name)
    except detour.Denied as denied:
        raise _denied(denied.reason) from None
    except detour.TooLate:
        raise TextRefused("readonly", _("This text can no longer be changed.")) from None
    except detour.Incomplete as incomplete:
        message = _("Something that comes before this change is missing.")
        raise TextRefused("missing", message, vector=_sent(incomplete.vector)) from None


def _read(request: HttpRequest, visit: Visit, name: DocumentName) -> HttpResponse:
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) <= MOST_DIGITS):
        raise Invalid(_("This is not a number."), field="after")
    _take_turn(visit, size=0)
    session_id = visit.session.public_id
    part = detour.read(session_id, name, participant=visit.participant, after=int(after))
    content: dict[str, Any] = {"sequence": part.sequence, "scope": part.access}
    if part.update is not None and part.vector is not None:
        content |= {"update": _sent(part.update), "vector": _sent(part.vector)}
    return JsonResponse(content)


def _write(request: HttpRequest, visit: Visit, name: DocumentName) -> HttpResponse:
    if request.content_type != OCTETS:
        raise TextRefused("unreadable", _("Only bytes can be kept here."), status=415)
    whole = request.GET.get("whole") == "1"
    data = request.body
    if len(data) > (LARGEST_WHOLE if whole else LARGEST_EDIT):
        raise _denied(Denial.REFUSED, status=413)
    _take_turn(visit, size=len(data))
    sequence = detour.write(
        visit.session.public_id, name, participant=visit.participant, data=data, whole=whole
    )
    return JsonResponse({"kept": True, "sequence": sequence})


def _take_turn(visit: Visit, *, size: int) -> None:
    """Raise TextRefused with the seconds to wait when this person asks for too much at once."""
    wait = _turns.wait(visit.participant.pk, size=size)
    if wait:
        message = _("This is too much at once. It is tried again by itself.")
        raise TextRefused("wait", message, status=429, seconds=ceil(wait))


def _denied(reason: Denial, *, status: int = 409) -> Refused:
    match reason:
        case Denial.UNKNOWN:
            return NotFound("")
        case Denial.REMOVED:
            return Removed(_("Talk to the facilitator."))
        case Denial.NOT_ALLOWED:
            return NotAllowed(_("You cannot see or change this text."))
        case _:
            return TextRefused(reason.value, _WORDS[reason], status=status)


_WORDS: dict[Denial, Promise] = {
    Denial.EPOCH: _("This session was restored. The page is loaded again."),
    Denial.RELOAD: _("There is a newer version of this page. The page is loaded again."),
    Denial.REFUSED: _(
        "Your last change could not be saved. You see the text of the session again."
    ),
    Denial.FULL: _("This answer is full. Your last change could not be saved."),
}


def _sent(data: bytes) -> str:
    return b64encode(data).decode()

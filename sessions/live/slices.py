"""What each audience may see of a session, cut in parts that are replaced whole.

A slice is the smallest part worth replacing. Slices hold no long texts: those travel on the text
socket. `docs/live.md` names every slice and its fields.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from sessions import queries
from sessions.access.codes import shown
from sessions.enums import Perspective, Phase, Role
from sessions.live.audience import Audience
from sessions.models import ActionPoint, Answer, Participant, Session

SESSION = "session"
PEOPLE = "people"
INVITATION = "invitation"
ACTIONS = "actions"
NAMES = [SESSION, PEOPLE, INVITATION, ACTIONS]
# The phases in which the code on the wall lets somebody in.
INVITING = {Phase.LOBBY, Phase.RUNNING, Phase.ADJOURNED}


def question(number: int) -> str:
    """Return the name of one question's slice."""
    return f"question.{number}"


def render(name: str, *, session: Session, audience: Audience) -> Any:
    """Return one slice as this audience may see it, ready for JSON; reads the database."""
    if name.startswith("question."):
        number = int(name.partition(".")[2])
        return answer_slice(Answer.objects.get(session=session, number=number), audience=audience)
    return _RENDERERS[name](session, audience)


def answer_slice(answer: Answer, *, audience: Audience) -> dict[str, Any]:
    """Return what this audience sees of one question, its text apart; a screen, the marks only."""
    marks = {
        "number": answer.number,
        "chosen": answer.chosen,
        "step": answer.step,
        "outcome": answer.outcome,
        "risk": answer.risk,
        "parts_done": answer.parts_done,
        "frozen": answer.frozen_at is not None,
    }
    if audience == Audience.PROJECTOR:
        return marks
    words = ("reason", "risk_reason", "acceptance")
    return marks | {name: getattr(answer, name) for name in words}


def person(participant: Participant) -> dict[str, Any]:
    """Return what everybody sees of one person: the role is filled in here, never by a browser."""
    return {
        "id": participant.public_id,
        "name": participant.name,
        "role": participant.role,
        "perspective": participant.perspective,
        "perspective_label": perspective_label(participant),
        "vendor": participant.role == Role.VENDOR,
        "colour": participant.colour,
    }


def perspective_label(participant: Participant) -> str:
    """Return where somebody speaks from, in the language of the house; for "other" their words.

    One slice serves readers of all languages, so it cannot follow the language of one of them.
    """
    if participant.perspective == Perspective.OTHER and participant.perspective_text:
        return participant.perspective_text
    leads = participant.role == Role.FACILITATOR
    word = Role.FACILITATOR if leads else Perspective(participant.perspective)
    with translation.override(settings.LANGUAGE_CODE):
        return str(word.label)


def join_url(session: Session) -> str:
    """Return the address that stands on the wall and in the QR code."""
    return settings.PUBLIC_URL + reverse("join", args=[session.join_code])


def qr_of(url: str) -> dict[str, Any]:
    """Return a QR code as an SVG path: `size` modules each way, a quiet zone of four within."""
    code = segno.make(url, error="q", micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=4)]
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return {"size": len(rows), "path": path}


def _session(session: Session, _audience: Audience) -> dict[str, Any]:
    chosen = Answer.objects.filter(session=session, chosen=True).order_by("number")
    return {
        "id": session.public_id,
        "title": session.title,
        "client_name": session.client_name,
        "system_name": session.system_name,
        "vendor_name": session.vendor_name,
        "date": session.date.isoformat(),
        "starts_at": session.starts_at.strftime("%H:%M") if session.starts_at else None,
        "phase": session.phase,
        "current_question": session.current_question,
        "door_open": session.door_open,
        "keep_until": session.keep_until.isoformat(),
        "epoch": session.epoch,
        "screen": session.screen_view,
        "chosen": list(chosen.values_list("number", flat=True)),
    }


def _people(session: Session, audience: Audience) -> list[dict[str, Any]] | dict[str, int]:
    """Return everybody; a screen hears how many they are, and no name."""
    people = queries.people_in(session)
    if audience == Audience.PROJECTOR:
        return {"count": len(people)}
    return [person(participant) for participant in people]


def _invitation(session: Session, audience: Audience) -> dict[str, Any] | None:
    """Return the way in: always to who leads; to a screen while somebody can come in by it."""
    open_now = session.door_open and session.phase in INVITING
    if audience != Audience.FACILITATOR and not (audience == Audience.PROJECTOR and open_now):
        return None
    url = join_url(session)
    return {
        "code": session.join_code,
        "shown": shown(session.join_code),
        "url": url,
        "qr": qr_of(url),
    }


def _actions(session: Session, audience: Audience) -> list[dict[str, Any]]:
    if audience == Audience.PROJECTOR:
        return []
    return [_action(point) for point in queries.action_points_in(session)]


def _action(point: ActionPoint) -> dict[str, Any]:
    return {
        "id": point.public_id,
        "question": point.answer.number if point.answer else None,
        "text": point.text,
        "kind": point.kind,
        "owner": point.owner,
        "due_date": point.due_date.isoformat() if point.due_date else None,
        "by": point.added_by.public_id if point.added_by else None,
    }


_RENDERERS: dict[str, Callable[[Session, Audience], Any]] = {
    SESSION: _session,
    PEOPLE: _people,
    INVITATION: _invitation,
    ACTIONS: _actions,
}

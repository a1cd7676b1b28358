"""What each audience may see of a session, cut in parts that are replaced whole.

A slice is the smallest part worth replacing. Slices hold no long texts: those travel on the text
socket. `docs/live.md` names every slice and its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse

from sessions.access import closed_rounds
from sessions.access.codes import shown
from sessions.enums import Phase
from sessions.live.audience import INSIDE, Audience
from sessions.live.parking import parking_slice
from sessions.live.people import person
from sessions.live.question import question_slice
from sessions.live.reading import Reading, changing_with_people
from sessions.live.voices import voices_slice
from sessions.models import ActionPoint, Participant, Session

SESSION = "session"
PEOPLE = "people"
INVITATION = "invitation"
ACTIONS = "actions"
PARKED = "parked"
# While a closed round runs, nothing in these changes but what belongs to the round.
ADDED_TO = frozenset({ACTIONS, PARKED})
NAMES = [SESSION, PEOPLE, INVITATION, ACTIONS, PARKED]
# The phases in which the code on the wall lets somebody in.
INVITING = {Phase.LOBBY, Phase.RUNNING, Phase.ADJOURNED}


def question(number: int) -> str:
    """Return the name of one question's slice."""
    return f"question.{number}"


def voices(number: int) -> str:
    """Return the name of the slice of what single people put in at one question."""
    return f"voices.{number}"


def render(name: str, *, reading: Reading, audience: Audience) -> Any:
    """Return one slice as this audience may see it, ready for JSON; reads what was not read yet."""
    kind, _dot, number = name.partition(".")
    if kind == "question":
        return question_slice(reading.answers[int(number)], reading=reading, audience=audience)
    if kind == "voices":
        spoken = reading.spoken(int(number))
        return voices_slice(spoken, session=reading.session, audience=audience)
    return _RENDERERS[name](reading, audience)


def who_is_who(session: Session) -> list[str]:
    """Return the slices that change when somebody gets another name or role, or is gone.

    What they put in is shown with it; cards of other questions are fetched anew when looked at.
    A closed round has a question of its own on the table, beside that of whoever is outside.
    """
    tables = [closed_rounds.question_on_the_table(session, inside=each) for each in (True, False)]
    return [PEOPLE, *map(voices, dict.fromkeys(tables))]


def with_followers(names: Iterable[str], *, session: Session) -> list[str]:
    """Return these slices, and those that change with them: who is in is counted at a question."""
    told = list(names)
    if PEOPLE in told:
        told += [question(number) for number in changing_with_people(session)]
    return list(dict.fromkeys(told))


def numbers_in(names: Iterable[str]) -> set[int]:
    """Return the questions that these slices are about."""
    return {int(number) for name in names if (number := name.partition(".")[2])}


def join_url(session: Session) -> str:
    """Return the address that stands on the wall and in the QR code."""
    return settings.PUBLIC_URL + reverse("join", args=[session.join_code])


@lru_cache(maxsize=64)
def qr_of(url: str) -> dict[str, Any]:
    """Return a QR code as an SVG path: `size` modules each way, a quiet zone of four within.

    Drawn once for each address: that takes longer than everything else that news is made of.
    """
    code = segno.make(url, error="q", micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=4)]
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return {"size": len(rows), "path": path}


def _session(reading: Reading, audience: Audience) -> dict[str, Any]:
    session = reading.session
    inside = audience in INSIDE
    return {
        "id": session.public_id,
        "title": session.title,
        "client_name": session.client_name,
        "system_name": session.system_name,
        "vendor_name": session.vendor_name,
        "date": session.date.isoformat(),
        "starts_at": session.starts_at.strftime("%H:%M") if session.starts_at else None,
        "phase": session.phase,
        "current_question": closed_rounds.question_on_the_table(session, inside=inside),
        "door_open": session.door_open,
        "keep_until": session.keep_until.isoformat(),
        "epoch": session.epoch,
        "screen": session.screen_view,
        "chosen": reading.chosen,
        "steps": session.steps,
        "shown_with": session.shown_with,
        "one_pen": session.one_pen,
        "pen": _pen(session, audience),
        "closed_round": closed_rounds.is_running(session),
        "closed_rounds_held": inside and reading.held_closed_rounds,
    }


def _pen(session: Session, audience: Audience) -> str | None:
    """Return who holds the pen; a screen is not told who writes."""
    if session.pen is None or audience == Audience.PROJECTOR:
        return None
    return session.pen.public_id


def _people(reading: Reading, audience: Audience) -> list[dict[str, Any]] | dict[str, int]:
    """Return everybody; a screen hears how many they are, and no name.

    Only who leads hears who may read what closed rounds said, and who waits to be let in.
    """
    people = reading.people
    if audience == Audience.PROJECTOR:
        return {"count": len(people)}
    if audience != Audience.FACILITATOR:
        return [person(participant) for participant in people]
    return [person(one) | _standing(one, reading.session) for one in people]


def _standing(participant: Participant, session: Session) -> dict[str, bool]:
    return {
        "waits": closed_rounds.waits(participant, session=session),
        "insider": closed_rounds.is_insider(participant),
    }


def _invitation(reading: Reading, audience: Audience) -> dict[str, Any] | None:
    """Return the way in: always to who leads; to a screen while somebody can come in by it."""
    session = reading.session
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


def _actions(reading: Reading, audience: Audience) -> list[dict[str, Any]]:
    if audience == Audience.PROJECTOR:
        return []
    inside = audience in INSIDE
    return [_action(point) for point in reading.actions if inside or not point.closed]


def _action(point: ActionPoint) -> dict[str, Any]:
    return {
        "id": point.public_id,
        "question": point.answer.number if point.answer else None,
        "text": point.text,
        "kind": point.kind,
        "owner": point.owner,
        "due_date": point.due_date.isoformat() if point.due_date else None,
        "by": point.added_by.public_id if point.added_by else None,
        "closed": point.closed,
    }


_RENDERERS: dict[str, Callable[[Reading, Audience], Any]] = {
    SESSION: _session,
    PEOPLE: _people,
    INVITATION: _invitation,
    ACTIONS: _actions,
    PARKED: parking_slice,
}

"""Where everybody is in one text: told, never kept.

Browsers say where their caret stands; who they are is filled in here, so nobody wears another
person's name. What changes is told at most four times a second, all of it in one frame: three
hundred people who each tell three hundred others would cost five times what their text does.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sessions.enums import Role
from sessions.models import Participant
from sessions.texts.varints import LARGEST, Malformed, Reader, string, uint

LONGEST_STATE = 4096
# A provider of major 2 says again what it heard of others.
MOST_STATES = 2000
MOST_OWN = 8
TOLD_EVERY = 0.25
NOBODY = "null"


class Sighting(NamedTuple):
    """What a browser says of one client id; `state` is JSON text, "null" for gone."""

    client: int
    clock: int
    state: str


def read(data: bytes) -> list[Sighting]:
    """Return what an awareness message says; raises Malformed."""
    reader = Reader(data)
    found = []
    number = reader.count(bytes_each=3)
    if number > MOST_STATES:
        raise Malformed("too many states")
    for _ in range(number):
        one = Sighting(reader.uint(), reader.uint(), reader.string())
        if len(one.state) > LONGEST_STATE:
            raise Malformed("a state is too long")
        found.append(one)
    reader.finish()
    return found


def write(sightings: Iterable[Sighting]) -> bytes:
    """Return an awareness message."""
    parts = [uint(one.client) + uint(one.clock) + string(one.state) for one in sightings]
    return uint(len(parts)) + b"".join(parts)


def signed(participant: Participant, state: str) -> str:
    """Return the state with this person's name, role and colour, and of the rest only the caret."""
    if state == NOBODY:
        return NOBODY
    user = {
        "id": participant.public_id,
        "name": participant.name,
        "role": participant.role,
        "vendor": participant.role == Role.VENDOR,
        "colour": participant.colour,
    }
    return json.dumps({"user": user, "cursor": _cursor(state)}, ensure_ascii=False)


def _cursor(state: str) -> dict[str, Any] | None:
    """Return the caret when it is one: a broken one makes every other browser stumble."""
    try:
        cursor = json.loads(state).get("cursor")
    except (ValueError, RecursionError, AttributeError):
        return None
    if isinstance(cursor, dict) and cursor.keys() == {"anchor", "head"}:
        ends = {name: _position(cursor[name]) for name in ("anchor", "head")}
        if all(ends.values()):
            return ends
    return None


def _position(given: Any) -> dict[str, Any] | None:
    if not isinstance(given, dict):
        return None
    position: dict[str, Any] = {name: _id(given.get(name)) for name in ("type", "item")}
    position["tname"] = "default" if given.get("tname") == "default" else None
    if not any(position.values()):
        return None
    assoc = given.get("assoc")
    return position | {"assoc": assoc if type(assoc) is int and assoc in (-1, 0, 1) else 0}


def _id(given: Any) -> dict[str, int] | None:
    if not isinstance(given, dict):
        return None
    client, clock = given.get("client"), given.get("clock")
    if type(client) is not int or type(clock) is not int:
        return None
    fits = 0 <= client <= LARGEST and 0 <= clock < 2**31
    return {"client": client, "clock": clock} if fits else None


@dataclass(slots=True)
class _Held:
    sighting: Sighting
    holder: object


class Presence:
    """Who is in one text. `tell` sends an awareness message to everybody."""

    def __init__(
        self, *, tell: Callable[[bytes], None], later: Callable[[float, Callable[[], None]], object]
    ) -> None:
        self._held: dict[int, _Held] = {}
        self._changed: dict[int, Sighting] = {}
        self._tell, self._later = tell, later
        self._resting = False
        self._everybody: bytes | None = None

    def moved(self, holder: object, sighting: Sighting) -> None:
        """Take in a sighting of this holder's own client id, signed already."""
        held = self._held.get(sighting.client)
        if held is None and sighting.state == NOBODY:
            return
        if held is not None and (held.holder is not holder or not _newer(sighting, held.sighting)):
            return
        if held is None and sum(one.holder is holder for one in self._held.values()) >= MOST_OWN:
            return
        self._note(holder, sighting)

    def left(self, holder: object) -> None:
        """Forget everybody this holder brought."""
        for client, held in list(self._held.items()):
            if held.holder is holder:
                self._note(holder, Sighting(client, held.sighting.clock + 1, NOBODY))

    def everybody(self) -> bytes | None:
        """Return the message for somebody who comes in; None when nobody is here."""
        if self._everybody is None and self._held:
            self._everybody = write(held.sighting for held in self._held.values())
        return self._everybody

    def _note(self, holder: object, sighting: Sighting) -> None:
        if sighting.state == NOBODY:
            self._held.pop(sighting.client, None)
        else:
            self._held[sighting.client] = _Held(sighting, holder)
        self._everybody = None
        self._changed[sighting.client] = sighting
        if not self._resting:
            self._flush()

    def _flush(self) -> None:
        self._resting = bool(self._changed)
        if not self._changed:
            return
        changed, self._changed = self._changed, {}
        self._later(TOLD_EVERY, self._flush)
        self._tell(write(changed.values()))


def _newer(sighting: Sighting, known: Sighting) -> bool:
    if sighting.state == NOBODY:
        return sighting.clock >= known.clock
    return sighting.clock > known.clock

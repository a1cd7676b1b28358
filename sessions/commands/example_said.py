"""What single people put in, in an example session: read from the same file as the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sessions.commands.example_story import Task, View, block
from sessions.texts.readout import Block


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """An input, an addition or a reaction, and what others did with it."""

    by: str
    text: str
    unnamed: bool = False
    dont_know: bool = False
    look_into: bool = False
    recognised: tuple[str, ...] = ()
    reactions: tuple[Spoken, ...] = ()
    taken_over: bool = False


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """A vote that is no plain yes."""

    by: str
    choice: str
    text: str
    unnamed: bool = False


@dataclass(frozen=True, kw_only=True)
class Put:
    """Something for the parking list, and what became of it."""

    by: str
    text: str
    settled: str = ""


@dataclass(frozen=True, kw_only=True)
class ClosedTold:
    """What a closed round said at a question."""

    writers: tuple[str, ...]
    blocks: tuple[Block, ...]
    views: tuple[View, ...]
    tasks: tuple[Task, ...]
    parked: tuple[Put, ...]


@dataclass(frozen=True, kw_only=True)
class Said:
    """What single people put in at one question."""

    inputs: tuple[Spoken, ...] = ()
    additions: tuple[Spoken, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    parked: tuple[Put, ...] = ()
    closed: ClosedTold | None = None


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """One item of the homework, and what the group did with it; `dated` in days."""

    number: int
    brought: str
    text: str
    document: str = ""
    dated: int | None = None
    address: str = ""
    place: str = ""
    confidential: bool = False
    judged: str = ""
    proof: str = "unconfirmed"


@dataclass(frozen=True, kw_only=True)
class Voices:
    """All of it: by question, the homework and whose it is, and who has another role by key."""

    said: dict[int, Said]
    preparer: str
    homework: tuple[Prepared, ...]
    scribe: str
    observer: str
    leads_too: str


NOTHING = Said()


def voices_in(data: dict[str, Any]) -> Voices:
    """Return what single people put in, of the story in this file's data."""
    return Voices(
        said={int(number): _said(one) for number, one in data["voices"].items()},
        preparer=data["homework"]["name"],
        homework=tuple(Prepared(**one) for one in data["homework"]["items"]),
        **data["roles"],
    )


def _said(data: dict[str, Any]) -> Said:
    return Said(
        inputs=tuple(_spoken(one) for one in data.get("inputs", ())),
        additions=tuple(_spoken(one) for one in data.get("additions", ())),
        ballots=tuple(Ballot(**one) for one in data.get("votes", ())),
        parked=tuple(Put(**one) for one in data.get("parked", ())),
        closed=_closed(data["closed"]) if "closed" in data else None,
    )


def _spoken(data: dict[str, Any]) -> Spoken:
    more = {
        "recognised": tuple(data.get("recognised", ())),
        "reactions": tuple(_spoken(one) for one in data.get("reactions", ())),
    }
    return Spoken(**(data | more))


def _closed(data: dict[str, Any]) -> ClosedTold:
    return ClosedTold(
        writers=tuple(data["writers"]),
        blocks=tuple(block(one) for one in data["answer"]),
        views=tuple(View(**one) for one in data.get("dissents", ())),
        tasks=tuple(Task(**one) for one in data.get("actions", ())),
        parked=tuple(Put(**one) for one in data.get("parked", ())),
    )

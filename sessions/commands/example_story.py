"""Reads `fixtures/demo_nl.json`: what is said in an example session, as frozen values.

Days are numbers counted from the day of the session. In a line of an answer `**words**` are bold,
`*words*` italic, `[words](https://…)` a link, and a line feed is a line break.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sessions.texts.readout import Block, LineBreak, ListBlock, Paragraph, Piece

FORMAT = "air-example/1"
_MARKED = re.compile(
    r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*|\[(?P<words>[^\]]+)\]\((?P<address>[^)]+)\)|(?P<line>\n)"
)


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """An account (with a role) or a participant (with a perspective)."""

    key: str
    name: str
    role: str = ""
    perspective: str = ""
    perspective_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A vendor statement; `dated` is the day of the document, in days from the session."""

    text: str
    proof: str
    document: str = ""
    dated: int | None = None
    address: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class View:
    """A view that differs."""

    by: str
    text: str
    unnamed: bool = False


@dataclass(frozen=True, kw_only=True)
class Task:
    """An action; `due` is in days from the session."""

    text: str
    kind: str
    owner: str
    due: int
    by: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the group left at one question."""

    writers: tuple[str, ...]
    blocks: tuple[Block, ...]
    outcome: str
    reason: str
    risk: str
    risk_reason: str
    acceptance: str
    parts_done: tuple[int, ...]
    facts: tuple[Fact, ...]
    views: tuple[View, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, kw_only=True)
class Story:
    """The whole example. `card_later` is what changed on the card after the first version."""

    organisation: str
    accounts: tuple[Somebody, ...]
    people: tuple[Somebody, ...]
    more_names: tuple[str, ...]
    session: dict[str, str]
    versions: dict[str, str]
    card: dict[str, str]
    card_later: dict[str, str]
    questions: dict[int, Told]
    tasks: tuple[Task, ...]


def read_story(path: Path) -> Story:
    """Return the story in this file; raises OSError, or ValueError for another format."""
    return story_in(read_data(path))


def read_data(path: Path) -> dict[str, Any]:
    """Return everything that stands in this file; raises OSError, or ValueError as above."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"{path.name} is not in the format {FORMAT}")
    return data


def story_in(data: dict[str, Any]) -> Story:
    """Return the story in these data."""
    return Story(
        organisation=data["organisation"],
        accounts=tuple(Somebody(**one) for one in data["accounts"]),
        people=tuple(Somebody(**one) for one in data["people"]),
        more_names=tuple(data["more_names"]),
        session=data["session"],
        versions=data["versions"],
        card=data["system_card"],
        card_later=data["system_card_later"],
        questions={int(number): _told(one) for number, one in data["questions"].items()},
        tasks=tuple(Task(**one) for one in data["actions"]),
    )


def _told(data: dict[str, Any]) -> Told:
    return Told(
        writers=tuple(data["writers"]),
        blocks=tuple(block(one) for one in data["answer"]),
        outcome=data["outcome"],
        reason=data.get("reason", ""),
        risk=data.get("risk", ""),
        risk_reason=data.get("risk_reason", ""),
        acceptance=data.get("acceptance", ""),
        parts_done=tuple(data.get("parts_done", ())),
        facts=tuple(Fact(**one) for one in data.get("vendor", ())),
        views=tuple(View(**one) for one in data.get("dissents", ())),
        tasks=tuple(Task(**one) for one in data.get("actions", ())),
    )


def block(data: str | dict[str, list[str]]) -> Block:
    """Return a paragraph, or a list of them."""
    if isinstance(data, str):
        return Paragraph(tuple(_pieces(data)))
    ((kind, items),) = data.items()
    if kind not in {"bullets", "numbers"}:
        raise ValueError(f"a block is no {kind!r}")
    return ListBlock(kind == "numbers", tuple((Paragraph(tuple(_pieces(i))),) for i in items))


def _pieces(text: str) -> Iterator[Piece | LineBreak]:
    """Yield the pieces of one line, marks read."""
    at = 0
    for found in _MARKED.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield _marked(found)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def _marked(found: re.Match[str]) -> Piece | LineBreak:
    if found["line"]:
        return LineBreak()
    if found["bold"]:
        return Piece(found["bold"], bold=True)
    if found["italic"]:
        return Piece(found["italic"], italic=True)
    return Piece(found["words"], address=found["address"])

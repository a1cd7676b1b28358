"""What only the organisation itself may read, as frozen values: the internal edition.

`InternalContents` is the shareable edition with these beside it. A shareable `Contents` has no
place to hold any of them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sessions.enums import Edition
from sessions.report.spoken import Dissent, Voice
from sessions.report.values import Action, Contents, Passage


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody named in the report, because everybody was told so at the door."""

    name: str
    perspective: str
    own_words: str
    facilitator: bool = False


@dataclass(frozen=True, kw_only=True)
class ClosedSaid:
    """What closed rounds said at one question: their text, and views that differ from it."""

    question: int
    text: tuple[Passage, ...] = ()
    dissents: tuple[Dissent, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What somebody said with a vote, never who; `of_vendor`: about whether the facts are right."""

    question: int
    text: str
    objection: bool = False
    of_vendor: bool = False


@dataclass(frozen=True, kw_only=True)
class Parked:
    """One item of the parking list; `settled` is empty while it waits, `closed`: of a closed round.

    No `question`: of the session as a whole.
    """

    text: str
    question: int | None
    settled: str = ""
    closed: bool = False


@dataclass(frozen=True, kw_only=True)
class Reaction(Voice):
    """What somebody answered to an input."""


@dataclass(frozen=True, kw_only=True)
class Card(Voice):
    """One input, or an addition to it with its moment (to the minute).

    `recognised` counts who recognised it; `taken_over`: put in the joint answer.
    """

    added_at: dt.datetime | None = None
    dont_know: bool = False
    look_into: bool = False
    recognised: int = 0
    taken_over: bool = False
    reactions: tuple[Reaction, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionInputs:
    """What people wrote alone at one question, in an order that tells nothing; additions last."""

    question: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, kw_only=True)
class InternalContents(Contents):
    """One report for the organisation itself.

    `names` is empty unless the session was held with names in the report, `inputs` unless it was
    held with the inputs in it. `closed_actions` are numbered apart: B1, B2 …
    """

    names: tuple[Person, ...] = ()
    closed_said: tuple[ClosedSaid, ...] = ()
    closed_actions: tuple[Action, ...] = ()
    remarks: tuple[Remark, ...] = ()
    parked: tuple[Parked, ...] = ()
    inputs: tuple[QuestionInputs, ...] = ()


TYPES: dict[Edition, type[Contents]] = {
    Edition.INTERNAL: InternalContents,
    Edition.SHAREABLE: Contents,
}


def edition_of(contents: Contents) -> Edition:
    """Return which edition these contents are: their type says so."""
    return Edition.INTERNAL if isinstance(contents, InternalContents) else Edition.SHAREABLE


def inside(contents: Contents) -> InternalContents | None:
    """Return the contents when they are the internal edition; None for the shareable one."""
    return contents if isinstance(contents, InternalContents) else None

"""What is promised about texts, once more and much smaller: the model the processes are held to.

A text is a bag of marks, each typed once. A mark names its text: `<…>` the open one, `{…}` the one
of the closed round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_MARK = re.compile(rb"[<{]\d+[>}]")


def marks_in(data: bytes) -> list[str]:
    """Return the marks in any bytes, in order."""
    return [found.decode() for found in _MARK.findall(data)]


@dataclass
class Promises:
    """Who typed what, what of it was said to be saved, and who may read it."""

    people: frozenset[str]
    typed: list[str] = field(default_factory=list)
    saved: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    deletion_saved: set[str] = field(default_factory=set)
    insiders: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    rounded_off: bool = False
    closed_round: bool = False
    # Who might ever read which marks of the closed round.
    readable: dict[str, set[str]] = field(default_factory=dict)

    def mark(self, *, closed: bool) -> str:
        """Return a mark that was never typed."""
        made = f"{{{len(self.typed)}}}" if closed else f"<{len(self.typed)}>"
        self.typed.append(made)
        self.note_readers()
        return made

    def note_readers(self) -> None:
        """Write down who may read what is there now; called after every change of that."""
        for who in self.insiders - self.removed:
            self.readable.setdefault(who, set()).update(self.typed)

    def save(self, *, typed: set[str], deleted: set[str]) -> None:
        """Somebody was told that all of this is saved."""
        self.saved |= typed
        self.deletion_saved |= deleted

    def leaks(self, who: str, heard: list[str]) -> list[str]:
        """Return what this person should never have heard."""
        closed = [mark for mark in heard if mark.startswith("{")]
        return [mark for mark in closed if mark not in self.readable.get(who, set())]

    def faults(self, stored: list[str]) -> dict[str, set[str]]:
        """Return how these stored marks break a promise, by which."""
        found = set(stored)
        return {
            "lost": self.saved - self.deleted - found,
            "deleted and there": self.deletion_saved & found,
            "twice": {mark for mark in found if stored.count(mark) > 1},
            "from nowhere": found - set(self.typed),
        }

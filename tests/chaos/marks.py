"""Marks: words that are typed once, by one person, in one text, and say so."""

from __future__ import annotations

import re
from typing import NamedTuple

_WRITTEN = re.compile(r"<(\d+)\.(\d+)\.(\d+)\.(\d+)>")
_SENT = re.compile(rb"<\d+\.\d+\.\d+\.\d+>")


class Mark(NamedTuple):
    """Which session, person, question, and the how manieth of that person there."""

    session: int
    person: int
    number: int
    count: int

    def __str__(self) -> str:
        return f"<{self.session}.{self.person}.{self.number}.{self.count}>"


def read(word: str) -> Mark:
    """Return the mark that is written so."""
    found = _WRITTEN.fullmatch(word)
    assert found, word
    return Mark(*map(int, found.groups()))


def in_text(text: str) -> list[str]:
    """Return every mark in a text, as often as it stands there."""
    return [found.group() for found in _WRITTEN.finditer(text)]


def in_frame(data: bytes) -> set[str]:
    """Return the marks in bytes from a socket."""
    return {found.decode() for found in _SENT.findall(data)}

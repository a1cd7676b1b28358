"""Reads the diaries of one scene and says what went wrong.

The database's own reading is what is stored; it stands in the diaries as that of the reader
`database`. A text nobody read from the database counts as empty.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from tests.chaos import marks
from tests.chaos.diary import Entry

DATABASE = "database"

TextName = tuple[int, int]


@dataclass(kw_only=True)
class Verdict:
    """What is wrong, as words to look for in the diaries; `acknowledged` counts."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)  # acknowledged, and not stored
    gone: list[str] = field(default_factory=list)  # seen by somebody, and not stored
    doubled: list[str] = field(default_factory=list)  # stored more than once
    invented: list[str] = field(default_factory=list)  # stored, and never typed
    foreign: list[str] = field(default_factory=list)  # reached somebody of another session
    differing: list[str] = field(default_factory=list)  # read otherwise than stored

    @property
    def faults(self) -> dict[str, list[str]]:
        """Everything that is wrong, by kind; empty when all is well."""
        kinds = [one.name for one in fields(self) if one.name != "acknowledged"]
        return {kind: getattr(self, kind) for kind in kinds if getattr(self, kind)}


def judge(entries: Iterable[Entry]) -> Verdict:
    """Return what these diaries say, all of one scene."""
    entries = list(entries)
    stored = {(one.session, one.number): one.text for one in _readings(entries, DATABASE)}
    counts = {name: Counter(marks.in_text(text)) for name, text in stored.items()}
    typed, acknowledged = _marks(entries, "invoke"), _marks(entries, "ack")
    return Verdict(
        acknowledged=sum(map(len, acknowledged.values())),
        lost=_missing(acknowledged, counts),
        gone=_missing(_marks(entries, "observe"), counts),
        doubled=[mark for found in counts.values() for mark, times in found.items() if times > 1],
        invented=[mark for name, found in counts.items() for mark in found.keys() - typed[name]],
        foreign=_foreign(entries),
        differing=_differing(entries, stored),
    )


def _readings(entries: list[Entry], who: str = "") -> list[Entry]:
    return [one for one in entries if one.what == "reads" and who in ("", one.who)]


def _marks(entries: list[Entry], what: str) -> dict[TextName, set[str]]:
    found: dict[TextName, set[str]] = defaultdict(set)
    for one in entries:
        if one.what == what:
            found[one.session, one.number].update(one.marks)
    return found


def _missing(expected: dict[TextName, set[str]], stored: dict[TextName, Counter[str]]) -> list[str]:
    return sorted(
        mark for name, found in expected.items() for mark in found - stored.get(name, {}).keys()
    )


def _foreign(entries: list[Entry]) -> list[str]:
    """Marks of another session, or of another text, wherever they came."""
    found = []
    for one in entries:
        received = one.marks if one.what == "observe" else []
        received = marks.in_text(one.text) if one.what == "reads" else received
        for word in received:
            mark = marks.read(word)
            if (mark.session, mark.number) != (one.session, one.number):
                found.append(f"{word} at {one.who} in {one.session}.{one.number}")
    return found


def _differing(entries: list[Entry], stored: dict[TextName, str]) -> list[str]:
    return [
        f"{one.session}.{one.number} of {one.who}"
        for one in _readings(entries)
        if one.text != stored.get((one.session, one.number), "")
    ]

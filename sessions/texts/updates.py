"""A Yjs update (v1) as structs and deletions: grammar only, every count and length bounded.

Nothing here goes through pycrdt: nested or announced sizes that crash or exhaust the process must
be seen before it reads a byte. What an update may contain is decided in `vetting`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from sessions.texts.varints import Malformed, Reader

# Clocks are 32 bits wide inside pycrdt.
LARGEST_CLOCK = 2**31
LONGEST_NAME = 64
LONGEST_JSON = 4096


class Id(NamedTuple):
    """One unit somebody wrote: the browser's client id and its clock."""

    client: int
    clock: int


class Gone(NamedTuple):
    """Something deleted and cleaned up, place and all."""


class Deleted(NamedTuple):
    """Something deleted, of which only the place is left."""


class Skipped(NamedTuple):
    """A hole: the browser itself waits for something that stood here."""


class Signs(NamedTuple):
    """A piece of text."""

    text: str


class Mark(NamedTuple):
    """Where a mark starts (`value` is its attributes) or ends (None)."""

    key: str
    value: Any


class Element(NamedTuple):
    """A node; the tag `#text` is a run of text."""

    tag: str


Content = Gone | Deleted | Skipped | Signs | Mark | Element
TEXT = "#text"
ROOT_PARENT = "root"


class Struct(NamedTuple):
    """One piece of an update. `parent` is given only when `left` and `right` are None."""

    id: Id
    length: int
    left: Id | None
    right: Id | None
    parent: Id | str | None
    attribute: str | None
    content: Content


@dataclass(frozen=True, slots=True)
class Update:
    """What one update holds: structs per client, in clock order, and deleted ranges."""

    structs: dict[int, list[Struct]]
    deletions: list[tuple[Id, int]]

    @property
    def signs(self) -> int:
        """How many signs of text it adds, deleted ones not counted off."""
        return sum(
            len(one.content.text)
            for structs in self.structs.values()
            for one in structs
            if type(one.content) is Signs
        )

    @property
    def adds(self) -> bool:
        """Whether it holds anything that is not deleted."""
        return any(
            not isinstance(one.content, (Gone, Deleted))
            for structs in self.structs.values()
            for one in structs
        )


def parse(data: bytes) -> Update:
    """Return what an update holds; raises Malformed."""
    reader = Reader(data)
    structs: dict[int, list[Struct]] = {}
    for _ in range(reader.count(bytes_each=3)):
        number = reader.count(bytes_each=2)
        client, clock = reader.uint(), _clock(reader)
        if client in structs or not number:
            raise Malformed("a client comes twice or has nothing")
        structs[client] = _structs(reader, number, client, clock)
    deletions = [one for _ in range(reader.count(bytes_each=2)) for one in _ranges(reader)]
    reader.finish()
    return Update(structs, deletions)


def _clock(reader: Reader) -> int:
    clock = reader.uint()
    if clock >= LARGEST_CLOCK:
        raise Malformed("a clock is too large")
    return clock


def _structs(reader: Reader, number: int, client: int, clock: int) -> list[Struct]:
    found = []
    for _ in range(number):
        one = _struct(reader, Id(client, clock))
        clock += one.length
        if not one.length or clock >= LARGEST_CLOCK:
            raise Malformed("a struct has no length, or too much")
        if type(one.content) is not Skipped:
            found.append(one)
    return found


def _struct(reader: Reader, at: Id) -> Struct:
    info = reader.byte()
    kind = info & 31
    if kind in _BARE:
        return Struct(at, _clock(reader), None, None, None, None, _BARE[kind])
    left = Id(reader.uint(), _clock(reader)) if info & 128 else None
    right = Id(reader.uint(), _clock(reader)) if info & 64 else None
    parent: Id | str | None = None
    attribute = None
    if left is None and right is None:
        parent = _parent(reader)
        attribute = _name(reader) if info & 32 else None
    read = _CONTENTS.get(kind)
    if read is None:
        raise Malformed(f"content of kind {kind} has no place in a text")
    length, content = read(reader)
    return Struct(at, length, left, right, parent, attribute, content)


def _parent(reader: Reader) -> Id | str:
    if reader.uint() != 1:
        return Id(reader.uint(), _clock(reader))
    if _name(reader) != "default":
        raise Malformed("there is one root, and this is another")
    return ROOT_PARENT


def _name(reader: Reader) -> str:
    name = reader.string()
    if len(name) > LONGEST_NAME:
        raise Malformed("a name is too long")
    return name


def _deleted(reader: Reader) -> tuple[int, Content]:
    return _clock(reader), Deleted()


def _signs(reader: Reader) -> tuple[int, Content]:
    text = reader.string()
    wide = 0 if text.isascii() else sum(sign > "\uffff" for sign in text)
    return len(text) + wide, Signs(text)


def _mark(reader: Reader) -> tuple[int, Content]:
    key, value = _name(reader), reader.string()
    if len(value) > LONGEST_JSON:
        raise Malformed("a mark is too long")
    try:
        return 1, Mark(key, json.loads(value, parse_constant=_no_constant))
    except (ValueError, RecursionError) as error:
        raise Malformed("a mark is not JSON") from error


def _no_constant(name: str) -> None:
    raise Malformed(f"{name} is not JSON")


def _element(reader: Reader) -> tuple[int, Content]:
    kind = reader.uint()
    if kind == _XML_TEXT:
        return 1, Element(TEXT)
    if kind == _XML_ELEMENT:
        return 1, Element(_name(reader))
    raise Malformed(f"a type of kind {kind} has no place in a text")


_XML_ELEMENT, _XML_TEXT = 3, 6
_BARE: dict[int, Content] = {0: Gone(), 10: Skipped()}
_CONTENTS = {1: _deleted, 4: _signs, 6: _mark, 7: _element}


def _ranges(reader: Reader) -> list[tuple[Id, int]]:
    client = reader.uint()
    found = []
    for _ in range(reader.count(bytes_each=2)):
        start, length = _clock(reader), _clock(reader)
        if start + length >= LARGEST_CLOCK:
            raise Malformed("a clock is too large")
        found.append((Id(client, start), length))
    return found

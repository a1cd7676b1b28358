"""What is known of a document without reading its text: which ids exist and where each stands.

An update names its place by the ids of its neighbours, so whether a sign stands in a paragraph or
between two list items is known only by whoever remembers where those neighbours stand. Runs of ids
in one place are one entry, so a document of many keystrokes stays small.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from sessions.texts.editor_list import CHILDREN, DEEPEST, ROOT, mark_fits
from sessions.texts.halves import Halves
from sessions.texts.ranges import Ranges
from sessions.texts.updates import (
    TEXT,
    Deleted,
    Element,
    Gone,
    Id,
    Mark,
    Signs,
    Struct,
    Update,
)


class Foreign(ValueError):
    """Something the editor cannot have made; says what."""


class Missing(Exception):
    """Something stands between what is known and this update; the browser must bring it."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """An element that others stand in. Two paragraphs are never the same one."""

    tag: str
    depth: int


class Place(NamedTuple):
    """Where a run of ids stands: in a node, as one of its attributes when `attribute` is set.

    `deleted` runs may have been elements once; what is put in them is gone too.
    """

    node: Node
    attribute: str | None = None
    deleted: bool = False


_GONE = "gone"
_NOWHERE = Place(Node(_GONE, 0))
_ROOT = Node(ROOT, 0)


@dataclass(slots=True)
class _Written:
    """What one client id wrote: `starts[i]` begins the run that stands at `places[i]`."""

    head: int = 0
    starts: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class _Waiting:
    """One client's structs of an update, and how many of them found their place."""

    structs: list[Struct]
    done: int = 0


class Shape:
    """Grows by `learn`; a refused update leaves it as it was."""

    def __init__(self) -> None:
        self._written: dict[int, _Written] = {}
        self._nodes: dict[Id, Node] = {}
        self._deleted = Ranges()
        self._halves = Halves()

    def head(self, client: int) -> int:
        """Return the first clock this client did not write yet."""
        written = self._written.get(client)
        return written.head if written else 0

    def knows(self, update: Update) -> bool:
        """Tell whether the update brings nothing: everything written and deleted is known."""
        return not self.writers(update) and all(
            self._deleted.holds(at, length) for at, length in update.deletions
        )

    def writers(self, update: Update) -> list[int]:
        """Return the client ids the update brings something new of."""
        return [
            client
            for client, structs in update.structs.items()
            if structs and structs[-1].id.clock + structs[-1].length > self.head(client)
        ]

    def deletes(self, update: Update) -> int:
        """Return how many ids the update deletes that were not deleted yet, at most."""
        return sum(length for at, length in update.deletions if not self._deleted.holds(at, length))

    def learn(self, update: Update) -> None:
        """Take the update in; raises Missing or Foreign and then nothing is changed."""
        before, nodes = self._before(update), len(self._nodes)
        try:
            self._place_everything(update)
        except (Missing, Foreign):
            self._undo(before, nodes)
            raise
        for at, length in update.deletions:
            self._deleted.add(at, length)

    def _before(self, update: Update) -> dict[int, tuple[int, int]]:
        return {
            client: (written.head, len(written.starts)) if written else (0, 0)
            for client in update.structs
            for written in (self._written.get(client),)
        }

    def _undo(self, before: dict[int, tuple[int, int]], nodes: int) -> None:
        """Runs and nodes are only ever added at the end, so the end is cut off again."""
        for client, (head, runs) in before.items():
            written = self._written.get(client)
            if written is not None:
                written.head = head
                del written.starts[runs:], written.places[runs:]
                self._halves.forget(client, head=head)
        for _ in range(len(self._nodes) - nodes):
            self._nodes.popitem()

    def _place_everything(self, update: Update) -> None:
        waiting = {client: _Waiting(structs) for client, structs in update.structs.items()}
        for client in waiting:
            self._place_all(client, waiting)
        for at, length in update.deletions:
            if at.clock + length > self.head(at.client):
                raise Missing
        if self._halves.cut_by_deletions(update):
            raise Foreign("a deletion cuts a sign in two")

    def _place_all(self, first: int, waiting: dict[int, _Waiting]) -> None:
        """Place one client's structs, going to another client's first where they lean on those."""
        stack: list[tuple[int, int | None]] = [(first, None)]
        while stack:
            client, until = stack[-1]
            lean = self._place_some(waiting[client], until)
            if lean is None:
                stack.pop()
            elif lean.client not in waiting or any(lean.client == one for one, _ in stack):
                raise Missing
            else:
                stack.append((lean.client, lean.clock))
            if lean is None and until is not None and self.head(client) <= until:
                raise Missing

    def _place_some(self, queue: _Waiting, until: int | None) -> Id | None:
        """Place structs up to the id `until`; return what the next one leans on, when unknown."""
        while queue.done < len(queue.structs):
            one = queue.structs[queue.done]
            if until is not None and self.head(one.id.client) > until:
                return None
            if one.id.clock + one.length > self.head(one.id.client):
                lean = self._unknown(one)
                if lean is not None:
                    return lean
                self._place(one)
            queue.done += 1
        return None

    def _unknown(self, one: Struct) -> Id | None:
        if one.id.clock > self.head(one.id.client):
            raise Missing
        for lean in (one.left, one.right, one.parent):
            if isinstance(lean, Id) and lean.clock >= self.head(lean.client):
                return lean
        return None

    def _place(self, one: Struct) -> None:
        place = self._place_of_new(one)
        written = self._written.setdefault(one.id.client, _Written())
        if self._halves.cut_by(one, head=written.head):
            raise Foreign("it cuts a sign in two")
        if one.id.clock < written.head and not _continues(one, place, written.places[-1]):
            raise Foreign("a struct changes what is known already")
        if isinstance(one.content, Element):
            depth = place.node.depth + 1
            if depth > DEEPEST:
                raise Foreign("nested too deep")
            gone = place.node.tag == _GONE
            self._nodes[one.id] = Node(_GONE if gone else one.content.tag, depth)
        if not written.places or written.places[-1] != place:
            written.starts.append(written.head)
            written.places.append(place)
        self._halves.learn(one, head=written.head)
        written.head = one.id.clock + one.length

    def _place_of_new(self, one: Struct) -> Place:
        if isinstance(one.content, Gone):
            return _NOWHERE
        place = self._beside(one) if one.left or one.right else self._under(one)
        _check(one.content, place)
        deleted = isinstance(one.content, Deleted)
        return place if place.deleted == deleted else place._replace(deleted=deleted)

    def _beside(self, one: Struct) -> Place:
        places = [self._place_at(side) for side in (one.left, one.right) if side]
        first, last = places[0], places[-1]
        if _GONE in (first.node.tag, last.node.tag):
            return _NOWHERE
        if first.node is not last.node or first.attribute != last.attribute:
            raise Foreign("its neighbours stand in different places")
        return first

    def _under(self, one: Struct) -> Place:
        if not isinstance(one.parent, Id):
            return Place(_ROOT, one.attribute)
        node = self._nodes.get(one.parent)
        if node is None:
            place = self._place_at(one.parent)
            if not place.deleted and place.node.tag != _GONE:
                raise Foreign("it stands in something that holds nothing")
            return _NOWHERE
        return Place(node, one.attribute)

    def _place_at(self, at: Id) -> Place:
        written = self._written[at.client]
        return written.places[bisect_right(written.starts, at.clock) - 1]


def _continues(one: Struct, place: Place, known: Place) -> bool:
    """Tell whether a struct whose first part is known stands where that part does."""
    same = place.node is known.node and place.attribute == known.attribute
    return isinstance(one.content, Gone) or same


def _check(content: object, place: Place) -> None:
    """Raise Foreign unless the editor puts such a thing there."""
    tag, attribute = place.node.tag, place.attribute
    if isinstance(content, Deleted):
        return
    if isinstance(content, Mark) and not mark_fits(content.key, content.value):
        raise Foreign("a mark the editor does not make")
    if isinstance(content, Element) and content.tag not in CHILDREN:
        raise Foreign("an element the editor does not make")
    if tag == _GONE:
        return
    if not _stands(content, tag, attribute):
        raise Foreign("something stands where the editor does not put it")


def _stands(content: object, tag: str, attribute: str | None) -> bool:
    if attribute is not None:
        return False
    if isinstance(content, Element):
        return content.tag in CHILDREN[tag]
    return isinstance(content, (Signs, Mark)) and tag == TEXT

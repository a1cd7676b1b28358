"""Signs that take two clocks, such as emoji: nothing may stand, begin or end between their halves.

Clocks count UTF-16 units (Yjs), while the library counts signs: a deletion or neighbour that cuts a
sign in two moves every id behind it, and the text can never be opened again.
"""

from __future__ import annotations

from bisect import bisect_left

from sessions.texts.updates import Deleted, Gone, Id, Signs, Struct, Update

_LAST_OF_ONE_UNIT = "\uffff"


class Halves:
    """The clocks at which the second half of a sign stands, in order, for each client."""

    def __init__(self) -> None:
        self._seconds: dict[int, list[int]] = {}

    def learn(self, one: Struct, *, head: int) -> None:
        """Remember the signs of a struct from this clock on; what came before is known."""
        if isinstance(one.content, Signs) and not one.content.text.isascii():
            found = (clock for clock in _seconds_of(one) if clock >= head)
            self._seconds.setdefault(one.id.client, []).extend(found)

    def forget(self, client: int, *, head: int) -> None:
        """Forget what this client wrote from this clock on."""
        seconds = self._seconds.get(client, [])
        del seconds[bisect_left(seconds, head) :]

    def cut_by(self, one: Struct, *, head: int) -> bool:
        """Tell whether a struct stands between two halves, or is known up to between two of its
        own; `head` is the first clock of its client that is not known.
        """
        if not self._seconds and one.id.clock >= head:
            return False
        sides = [Id(one.left.client, one.left.clock + 1)] if one.left else []
        sides += [one.right] if one.right else []
        if any(self._is_second(side) for side in sides):
            return True
        if one.id.clock >= head or isinstance(one.content, (Deleted, Gone)):
            return False
        return self._is_second(one.id) or head in _seconds_of(one)

    def cut_by_deletions(self, update: Update) -> bool:
        """Tell whether a deletion begins or ends between two halves."""
        return bool(self._seconds) and any(
            self._is_second(at) or self._is_second(Id(at.client, at.clock + length))
            for at, length in update.deletions
        )

    def _is_second(self, at: Id) -> bool:
        seconds = self._seconds.get(at.client, [])
        place = bisect_left(seconds, at.clock)
        return place < len(seconds) and seconds[place] == at.clock


def _seconds_of(one: Struct) -> list[int]:
    """Return the clocks of second halves in this struct."""
    clock, found = one.id.clock, []
    for sign in one.content.text if isinstance(one.content, Signs) else "":
        clock += 1
        if sign > _LAST_OF_ONE_UNIT:
            found.append(clock)
            clock += 1
    return found

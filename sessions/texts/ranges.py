"""Sets of ids, kept as few ranges: what of a document was deleted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sessions.texts.updates import Id


class Ranges:
    """Disjoint ranges of clocks per client."""

    def __init__(self) -> None:
        self._starts: dict[int, list[int]] = {}
        self._ends: dict[int, list[int]] = {}

    def holds(self, at: Id, length: int) -> bool:
        """Tell whether the whole range is in; an empty one always is."""
        starts = self._starts.get(at.client, [])
        index = bisect_right(starts, at.clock) - 1
        if not length:
            return True
        return index >= 0 and self._ends[at.client][index] >= at.clock + length

    def add(self, at: Id, length: int) -> None:
        """Put a range in, joined with those it touches."""
        if not length:
            return
        starts = self._starts.setdefault(at.client, [])
        ends = self._ends.setdefault(at.client, [])
        first = bisect_left(ends, at.clock)
        last = bisect_right(starts, at.clock + length)
        start, end = at.clock, at.clock + length
        if first < last:
            start, end = min(start, starts[first]), max(end, ends[last - 1])
        starts[first:last], ends[first:last] = [start], [end]

"""Runs put together: which count, their medians and ranges, and ratios within the same round."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.workloads import RAMP

Run = dict[str, Any]
OTHERS_PERCENT = 15.0
# A ramp uses both processors to the full, and what the kernel does for them counts as others'.
OTHERS_PERCENT_IN_RAMP = 30.0


@dataclass(frozen=True)
class Figure:
    """What several runs measured of one thing."""

    median: float
    low: float
    high: float
    runs: int


def figure(values: Iterable[float | None]) -> Figure | None:
    """Return median and range of what was measured; None when nothing was."""
    found = [one for one in values if one is not None]
    if not found:
        return None
    return Figure(statistics.median(found), min(found), max(found), len(found))


def worked(run: Run) -> bool:
    """Tell whether a run came to its end."""
    return "error" not in run


def is_clean(run: Run) -> bool:
    """Tell whether a run came to its end with the machine left alone by others."""
    most = OTHERS_PERCENT_IN_RAMP if run.get("mode") == RAMP else OTHERS_PERCENT
    return worked(run) and (run.get("otherPercent") or 0.0) < most


def counted(runs: Sequence[Run]) -> list[Run]:
    """Return the clean runs, or all that worked when none is clean."""
    return [one for one in runs if is_clean(one)] or [one for one in runs if worked(one)]


def of(runs: Iterable[Run], *, peer: str, workload: str) -> list[Run]:
    """Return the runs of one peer with one workload."""
    return [one for one in runs if (one["peer"], one["workload"]) == (peer, workload)]


def read(run: Run, path: str) -> float | None:
    """Return what stands at a path such as `seen.p99`; None when it is not there."""
    found: Any = run
    for name in path.split("."):
        found = found.get(name) if isinstance(found, dict) else None
    return None if found is None else float(found)


def ratio(
    runs: Sequence[Run], *, path: str, mine: tuple[str, str], base: tuple[str, str]
) -> Figure | None:
    """Return one figure of (peer, workload) over that of another, round by round.

    The machine drifts over an hour, so only runs of the same round are compared.
    """
    pairs = []
    for round_number in sorted({one["round"] for one in runs}):
        own, other = (
            figure(
                read(one, path)
                for one in counted(of(runs, peer=peer, workload=workload))
                if one["round"] == round_number
            )
            for peer, workload in (mine, base)
        )
        if own and other and other.median:
            pairs.append(own.median / other.median)
    return figure(pairs)

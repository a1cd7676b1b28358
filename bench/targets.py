"""What the product promises to be fast at, and whether it is: P1 to P14."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.servers import OURS, REFERENCE
from bench.statistics import Figure, Run, counted, figure, of, ratio, read
from bench.workloads import STAGES

HIGHEST = STAGES[-1]
BEHIND = NOT_REACHED, NOT_MET = ("**not reached**", "**not met**")
Measured = Callable[[Sequence[Run]], Figure | None]


@dataclass(frozen=True)
class Target:
    """One figure that must not be exceeded; `aim` is what we would rather have.

    `tried` names a workload that gives no figure when it ended before it came so far.
    """

    number: str
    says: str
    most: float
    unit: str
    measured: Measured
    aim: float | None = None
    tried: str = ""


def single(what: str, path: str, *, peer: str = OURS) -> Measured:
    """Return a figure as one peer had it."""

    def found(runs: Sequence[Run]) -> Figure | None:
        return figure(read(one, path) for one in counted(of(runs, peer=peer, workload=what)))

    return found


def against(what: str, path: str) -> Measured:
    """Return a figure of ours over that of the peer we compare with, round by round."""
    return lambda runs: ratio(runs, path=path, mine=(OURS, what), base=(REFERENCE, what))


def grown(runs: Sequence[Run]) -> Figure | None:
    """Return what two processes cost over one with SQLite, everything counted."""
    return ratio(runs, path="cpuMicros", mine=("ours-two", "C"), base=(OURS, "C"))


def at_highest(path: str) -> Measured:
    """Return a figure of ours at the highest stage of the ramp; None when it never got there."""

    def found(runs: Sequence[Run]) -> Figure | None:
        ours = counted(of(runs, peer=OURS, workload="E"))
        return figure(read(stage, path) for one in ours for stage in highest(one))

    return found


def highest(run: Run) -> list[Run]:
    """Return the highest stage of a ramp in a list; an empty one when it was not reached."""
    return [one for one in run.get("stages", []) if one["target"] == HIGHEST and one["holds"]]


def ramp_against(runs: Sequence[Run]) -> Figure | None:
    """Return our cost at the highest stage over the peer's."""
    flat = [{**one, **stage} for one in runs if one["workload"] == "E" for stage in highest(one)]
    return ratio(flat, path="cpuMicros", mine=(OURS, "E"), base=(REFERENCE, "E"))


ALL = (
    Target("P1", "C: cost of a delivery, against {ref}", 1.0, "×", against("C", "cpuMicros"), 0.75),
    Target("P1a", "A: the same", 0.8, "×", against("A", "cpuMicros"), 0.6),
    Target("P2", "B: the same", 1.0, "×", against("B", "cpuMicros"), 0.75),
    Target("P3", f"E at {HIGHEST:,} deliveries/s: the same", 0.9, "×", ramp_against, 0.7, "E"),
    Target("P3", "E there: seen, p99", 50, "ms", at_highest("seen.p99"), tried="E"),
    Target("P4", "A: seen by others, p50", 5, "ms", single("A", "seen.p50")),
    Target("P4", "A: seen by others, p99", 20, "ms", single("A", "seen.p99")),
    Target("P4", "C: seen by others, p50", 5, "ms", single("C", "seen.p50")),
    Target("P4", "C: seen by others, p99", 20, "ms", single("C", "seen.p99")),
    Target("P5", "A: acknowledged as durable, p95", 20, "ms", single("A", "kept.p95")),
    Target("P5", "C: acknowledged as durable, p99", 100, "ms", single("C", "kept.p99")),
    Target("P6", "C, two processes: cost, against one with SQLite", 1.35, "×", grown),
    Target("P6", "C, two processes: seen, p99", 50, "ms", single("C", "seen.p99", peer="ours-two")),
    Target("P6", "C, two processes: lost", 0, "edits", single("C", "lost", peer="ours-two")),
    Target("P7", "D: until the last one is in, against {ref}", 0.7, "×", against("D", "allIn")),
    Target("P7", "Dp: the same", 0.5, "×", against("Dp", "allIn")),
    Target("P7", "Dt: until the last one is in, against {ref}", 0.7, "×", against("Dt", "allIn")),
    Target("P7", "Dt: seen by those who type, p99", 100, "ms", single("Dt", "seen.p99")),
    Target("P8", "next question to 300 sockets, p99", 150, "ms", single("news", "news.p99")),
    Target("P9", "a text of 10,000 edits: opened cold, p50", 20, "ms", single("opening", "p50")),
    Target("P9", "a text of 10,000 edits: while open", 512, "KiB", single("opening", "kib")),
    Target("P10", "900 sockets in 60 rooms: memory", 160, "MiB", single("C", "peakMiB.server")),
    Target("P10", "500 rooms opened and closed: growth", 20, "MiB", single("memory", "growthMiB")),
    Target("P11", "report of a full session, warm", 4, "s", single("report", "warm"), 2.5),
    Target("P11", "A, seen p99 while ten are drawn", 1.25, "×", single("reports", "ratio")),
    Target("P12", "participant's first question, gzip", 100, "KB", single("weight", "pageKB")),
    Target("P12", "editor, fetched when needed, gzip", 160, "KB", single("weight", "editorKB")),
    Target("P13", "page while C runs, p95", 50, "ms", single("pages", "page")),
    Target("P13", "command while C runs, p95", 50, "ms", single("pages", "command")),
    Target("P13", "queries of a page: most over fewest", 1.0, "×", single("pages", "queriesRatio")),
    Target("P14", "start of the process to the first page", 2, "s", single("start", "seconds")),
)  # fmt: skip


def verdict(target: Target, found: Figure | None, *, tried: bool = False) -> str:
    """Return in words whether a target is met, by the median; `tried` when it was never reached."""
    if found is None:
        return NOT_REACHED if tried else "not measured"
    if found.median > target.most:
        return NOT_MET
    return "met, aim too" if target.aim is not None and found.median <= target.aim else "met"

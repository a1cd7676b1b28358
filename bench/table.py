"""What was measured as tables in Markdown, and into a page between two comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench import targets
from bench.servers import OURS, PEERS, REFERENCE, Peer
from bench.statistics import Figure, Run, counted, figure, is_clean, of, ratio, read, worked
from bench.workloads import STAGES

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
LOADS, STORMS, RAMP = ("A", "B", "C"), ("D", "Dp", "Dt"), "E"
NOTHING = "–"
LOAD_FIGURES = {
    "µs CPU / delivery": "cpuMicros",
    "of which stores": "cpuMicrosOf.stores",
    "seen p50 ms": "seen.p50",
    "seen p99 ms": "seen.p99",
    "kept p95 ms": "kept.p95",
    "kept p99 ms": "kept.p99",
    "MiB": "peakMiB.server",
}
LOAD_HEADS = ["Server", *LOAD_FIGURES, "lost", "runs (clean)"]
STORM_HEADS = [
    *("Server", "last one in ms", "all told ms", "ms CPU / person", "typing p99 ms"),
    *("missed", "runs (clean)"),
]


def shown(found: Figure | None, digits: int = 1) -> str:
    """Return median and range, for example `12.4 [11.9–13.0]`."""
    if found is None:
        return NOTHING
    median, low, high = (f"{one:,.{digits}f}" for one in (found.median, found.low, found.high))
    return median if low == high else f"{median} [{low}–{high}]"


def rounded(found: Figure | None) -> str:
    """Return median and range with as many digits as say something."""
    return shown(
        found, 0 if found and found.median >= 100 else 2 if found and found.median < 10 else 1
    )


def all_tables(runs: Sequence[Run], *, every_target: bool) -> str:
    """Return every table for which something was measured; targets without a figure on demand."""
    parts = [*_loads(runs), *_storms(runs), *_ramp(runs), *_ratios(runs)]
    parts += _targets(runs, every=every_target)
    return "\n\n".join(parts) + "\n"


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        lines = [heads, ["---"] * len(heads), *rows]
        yield f"### {title}"
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _measured(runs: Sequence[Run], what: str) -> Iterator[tuple[Peer, list[Run], list[Run]]]:
    """Give each peer that was run: the runs that count, and all of them."""
    for peer in PEERS:
        if found := of(runs, peer=peer.name, workload=what):
            yield peer, counted(found), found


def _loads(runs: Sequence[Run]) -> Iterator[str]:
    for what in LOADS:
        rows = [
            [peer.shown, *_figures(good, LOAD_FIGURES.values()), _lost(found), _runs(found)]
            for peer, good, found in _measured(runs, what)
        ]
        yield from _table(f"Workload {what}", LOAD_HEADS, rows)


def _storms(runs: Sequence[Run]) -> Iterator[str]:
    for what in STORMS:
        rows = []
        for peer, good, found in _measured(runs, what):
            cost = figure(value / 1000 for one in good if (value := read(one, "cpuMicros")))
            missed = sum(one.get("missed", 0) + one.get("lost", 0) for one in found if worked(one))
            figures = [*_figures(good, ("allIn", "settledIn")), rounded(cost)]
            typing = rounded(figure(read(one, "seen.p99") for one in good))
            rows.append([peer.shown, *figures, typing, str(missed), _runs(found)])
        yield from _table(f"Workload {what}", STORM_HEADS, rows)


def _ramp(runs: Sequence[Run]) -> Iterator[str]:
    rows = []
    for peer, good, found in _measured(runs, RAMP):
        cells = [_stage(good, target) for target in STAGES]
        rows.append([peer.shown, *cells, _runs(found)])
    heads = ["Server", *(f"{target:,}/s" for target in STAGES), "runs (clean)"]
    yield from _table("Workload E: µs CPU per delivery · seen p99 ms", heads, rows)


def _stage(runs: Sequence[Run], target: int) -> str:
    stages = [
        one for run in runs for one in run["stages"] if one["target"] == target and one["holds"]
    ]
    if not stages:
        return NOTHING
    cost, slow = (figure(read(one, path) for one in stages) for path in ("cpuMicros", "seen.p99"))
    full = " (generator full)" if any(one["full"] for one in stages) else ""
    return f"{rounded(cost)} · {rounded(slow)}{full}"


def _ratios(runs: Sequence[Run]) -> Iterator[str]:
    """Give the cost of everybody over that of the peer we compare with, round by round."""
    rows = []
    for peer in PEERS:
        found = [
            ratio(runs, path="cpuMicros", mine=(peer.name, what), base=(REFERENCE, what))
            for what in (*LOADS, *STORMS)
        ]
        if any(found):
            rows.append([peer.shown, *(shown(one, 2) for one in found)])
    heads = ["Server", *LOADS, *STORMS]
    yield from _table("Cost against @hocuspocus/server + SQLite, round by round", heads, rows)


def _targets(runs: Sequence[Run], *, every: bool) -> Iterator[str]:
    rows: list[list[str]] = []
    behind: list[str] = []
    for one in targets.ALL:
        found, tried = one.measured(runs), bool(of(runs, peer=OURS, workload=one.tried))
        if not (found or tried or every):
            continue
        says = one.says.format(ref="@hocuspocus/server + SQLite")
        most = f"≤ {one.most:g} {one.unit}" + (f", aim {one.aim:g}" if one.aim else "")
        verdict = targets.verdict(one, found, tried=tried)
        rows.append([one.number, says, most, rounded(found), verdict])
        if verdict in targets.BEHIND:
            behind.append(f"- {one.number}, {says}: {rounded(found)}, target {most}")
    yield from _table("Targets", ["", "Figure", "Target", "Measured", ""], rows)
    if behind:
        yield "### Where we are behind"
        yield "\n".join(behind)


def _figures(runs: Sequence[Run], paths: Iterable[str]) -> list[str]:
    return [rounded(figure(read(one, path) for one in runs)) for path in paths]


def _lost(runs: Sequence[Run]) -> str:
    lost = sum(one.get("lost", 0) for one in runs)
    return str(lost) if not lost else f"{lost} of {sum(one.get('expected', 0) for one in runs)}"


def _runs(runs: Sequence[Run]) -> str:
    """Return how many came to their end, and how many of those nobody disturbed."""
    failed = sum(not worked(one) for one in runs)
    ended = f"{len(runs) - failed} ({sum(is_clean(one) for one in runs)})"
    return f"{ended}, {failed} failed" if failed else ended


def write(page: Path, measured: str) -> None:
    """Put what was measured in a page, instead of what stood between the two comments."""
    before, found, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not found or not ended:
        raise ValueError(f"{page} has no {BEGIN} … {END}")
    page.write_text(f"{before}{BEGIN}\n{measured}{END}{after}", encoding="utf-8")

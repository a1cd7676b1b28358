"""`make bench`: load every server in turn and put what was measured side by side.

.venv/bin/python -m bench --only A,C --peers ours,hocuspocus-sqlite --runs 1
.venv/bin/python -m bench --write docs/performance.md             and put the tables there
.venv/bin/python -m bench --table bench/results/20261123-210000.jsonl --write docs/performance.md
"""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import machine, picture, plan, table
from bench.plan import Options, Step
from bench.running import run
from bench.servers import BENCH, House
from bench.statistics import Run, is_clean, read, worked
from tools.steps import ROOT, say

RESULTS = BENCH / "results"
PICTURE = ROOT / "docs/images/bench/load.svg"
TOLD = {
    "µs": "cpuMicros",
    "best": "best.target",
    "p50": "seen.p50",
    "p99": "seen.p99",
    "kept p99": "kept.p99",
    "all in": "allIn",
    "lost": "lost",
    "others %": "otherPercent",
}
NOT_TOLD = {"peer", "workload", "round", "at", "took", "machine"}
# A run that others disturbed is done again, but not for ever.
MOST_REPEATED = 12


def main() -> None:
    """Measure what was asked and say what came out."""
    options = plan.read(sys.argv[1:])
    runs = _kept(options.table) if options.table else _measured(options)
    tables = table.all_tables(runs, every_target=bool(options.write))
    say(f"\n{tables}")
    if options.write:
        table.write(options.write, _words(runs, tables))
        picture.draw(runs, page=PICTURE)


def _kept(results: Path) -> list[Run]:
    return [json.loads(line) for line in results.read_text().splitlines()]


def _words(runs: list[Run], tables: str) -> str:
    """Return what stands in the page: when and on what it was measured, picture and tables."""
    last = max(runs, key=lambda one: str(one["at"]))
    picture_link = f"![Cost and latency against load](images/bench/{PICTURE.name})"
    return f"{last['at'][:10]}. {last['machine']}.\n\n{picture_link}\n\n{tables}"


def _measured(options: Options) -> list[Run]:
    planned = plan.steps(options)
    say(
        f"{machine.described()}\n"
        f"{len(planned)} runs: about {plan.seconds(planned) // 60 + 1} minutes."
    )
    RESULTS.mkdir(exist_ok=True)
    kept = RESULTS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.jsonl"
    done: list[Run] = []
    disturbed: list[Step] = []
    with tempfile.TemporaryDirectory(prefix="air-bench-") as folder, House(Path(folder)) as house:
        for step in planned:
            done.append(_one(house, step=step, options=options, kept=kept))
            if worked(done[-1]) and not is_clean(done[-1]):
                disturbed.append(step)
        again = disturbed[: MOST_REPEATED if options.calm else 0]
        done += [_one(house, step=step, options=options, kept=kept) for step in again]
    return done


def _one(house: House, *, step: Step, options: Options, kept: Path) -> Run:
    found = run(house, step=step, calm=options.calm)
    with kept.open("a") as file:
        file.write(json.dumps(found) + "\n")
    say(told(found))
    return found


def told(run: Run) -> str:
    """Return in one line what a run found."""
    ended = "" if is_clean(run) else " (disturbed)" if worked(run) else " FAILED"
    head = f"{run['round']} {run['workload']} {run['peer']}, {run['took']:.0f} s{ended}: "
    facts = {name: read(run, path) for name, path in TOLD.items()}
    known = {name: value for name, value in facts.items() if value is not None}
    found = {name: value for name, value in run.items() if name not in NOT_TOLD}
    chosen = known if "mode" in run else found
    return head + ", ".join(f"{name} {value}" for name, value in chosen.items())


if __name__ == "__main__":
    main()

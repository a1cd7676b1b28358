"""What was played and what came of it: a line of JSON per test, from which the table is made."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.chaos.diary import Entry
from tests.chaos.judge import Verdict

# Where the long tier gathers them; the short one gathers nothing.
RESULTS = os.environ.get("CHAOS_RESULTS", "")


@dataclass(frozen=True, kw_only=True)
class Played:
    """One row of the matrix, played once or several times in one place.

    `faults` is how often something was broken; `recovery` are the seconds from a fault to the next
    acknowledgement of each person whose line it cut.
    """

    row: str
    what: str
    stored: str
    day: str
    acknowledged: int
    faults: int
    lost: int
    doubled: int
    recovery: list[float] = field(default_factory=list)


def keep(row: str, what: str, *, stored: str, entries: list[Entry], verdict: Verdict) -> None:
    """Keep what a scene showed, when somebody gathers that."""
    if not RESULTS:
        return
    played = Played(
        row=row, what=what, stored=stored, day=datetime.now(UTC).date().isoformat(),
        acknowledged=verdict.acknowledged,
        faults=sum(one.what == "fault" for one in entries),
        lost=len({*verdict.lost, *verdict.gone}), doubled=len(verdict.doubled),
        recovery=recoveries(entries),
    )  # fmt: skip
    path = Path(RESULTS)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(json.dumps(asdict(played)) + "\n")


def gathered(path: Path) -> list[Played]:
    """Return what was kept, with what was played several times summed up."""
    rows: dict[tuple[str, str], Played] = {}
    for line in path.read_text().splitlines():
        one = Played(**json.loads(line))
        before = rows.get((one.row, one.stored))
        rows[one.row, one.stored] = _both(before, one) if before else one
    return list(rows.values())


def _both(one: Played, other: Played) -> Played:
    sums = {
        name: getattr(one, name) + getattr(other, name)
        for name in ("acknowledged", "faults", "lost", "doubled", "recovery")
    }
    return Played(row=one.row, what=one.what, stored=one.stored, day=other.day, **sums)


def recoveries(entries: Iterable[Entry]) -> list[float]:
    """Return how long everybody whose line a fault cut waited for the next acknowledgement."""
    faults: list[float] = []
    cut_since: dict[str, float] = {}
    found = []
    for one in sorted(entries, key=lambda entry: entry.at):
        if one.what == "fault":
            faults.append(one.at)
        elif one.what == "cut" and faults:
            cut_since.setdefault(one.who, faults[-1])
        elif one.what == "ack" and one.marks and one.who in cut_since:
            found.append(round(one.at - cut_since.pop(one.who), 3))
    return found

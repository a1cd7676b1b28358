"""Put what the long tier measured into the table of docs/texts.md.

`python -m tests.chaos.table FILE` takes the results in FILE; rows that were not played this time
stay as they are.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.chaos.results import Played, gathered
from tests.running_server import ROOT

DOCUMENT = ROOT / "docs" / "texts.md"
BEGIN, END = "<!-- chaos: begin -->", "<!-- chaos: end -->"
HEAD = (
    "| Row | What was done | Kept in | Day | Times | Acknowledged | Lost | Doubled"
    " | Recovery p50 / p95 / max |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def put(document: str, played: list[Played]) -> str:
    """Return the document with these rows in its table."""
    before, rest = document.split(BEGIN)
    table, after = rest.split(END)
    lines = {_key(line): line for line in table.splitlines()[3:] if line.startswith("| ")}
    lines |= {(one.row, one.stored): _line(one) for one in played}
    ordered = [lines[key] for key in sorted(lines, key=_place)]
    return f"{before}{BEGIN}\n{HEAD}\n" + "\n".join(ordered) + f"\n{END}{after}"


def _key(line: str) -> tuple[str, str]:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    return cells[0], cells[2]


def _place(key: tuple[str, str]) -> tuple[int, int, str]:
    """Order as the matrix does: server, Redis, PostgreSQL, network, bad input, the rest."""
    found = re.fullmatch(r"([A-Z])(\d+)", key[0])
    assert found, key
    return "SRPNBC".index(found[1]), int(found[2]), key[1]


def _line(one: Played) -> str:
    cells = [
        one.row, one.what, one.stored, one.day, f"{one.faults:,}", f"{one.acknowledged:,}",
        str(one.lost), str(one.doubled), _recovery(one.recovery),
    ]  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def _recovery(seconds: list[float]) -> str:
    if not seconds:
        return "–"
    ordered = sorted(seconds)
    shares = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95)]
    return " / ".join(f"{one:.1f}" for one in [*shares, ordered[-1]]) + " s"


if __name__ == "__main__":
    DOCUMENT.write_text(put(DOCUMENT.read_text(), gathered(Path(sys.argv[1]))))

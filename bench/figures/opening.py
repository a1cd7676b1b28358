"""How long a text of ten thousand edits takes to open, and what it takes while it is open."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from typing import Any

from bench.figures.visits import percentile
from bench.machine import on_processor, processors
from bench.servers import House, product
from tests.running_server import ROOT

SESSIONS = 2


def measured(house: House) -> dict[str, Any]:
    """Return milliseconds to open one text, and KiB of one that is open."""
    chosen = [one["session"] for one in house.on_file().sessions[:SESSIONS]]
    with product(house) as server, on_processor(processors()[0]):
        done = subprocess.run(
            [sys.executable, "-m", "bench.figures.long_texts", *chosen],
            cwd=ROOT, env=server.environment, check=True, stdout=subprocess.PIPE,
        )  # fmt: skip
    found = json.loads(done.stdout)
    median = round(statistics.median(found["ms"]), 2)
    return {"p50": median, "p95": percentile(found["ms"], 0.95), "kib": found["kib"]}

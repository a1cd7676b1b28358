"""What the server keeps after five hundred rooms were opened, written in, and closed."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.machine import on_processor, processors
from bench.servers import BENCH, House, product, started
from bench.stage import identity
from tests.running_server import RunningServer

WARM, ROOMS, QUESTIONS = 100, 500, 20
VISIT_SECONDS = 200
# A room lingers for twenty seconds; what is summed up then takes ten more.
GONE_SECONDS = 35.0


def measured(house: House) -> dict[str, Any]:
    """Return MiB before and after, and the growth; the first hundred rooms warm it up."""
    people = [
        identity(session["session"], session["participants"][number % 15], document=f"q{number}.e1")
        for session in house.on_file().sessions
        for number in range(1, QUESTIONS + 1)
    ]
    with product(house) as server, started([server]):
        before = _after_visits(server, people[:WARM])
        after = _after_visits(server, people[WARM : WARM + ROOMS])
    return {"before": before, "after": after, "growthMiB": round(after - before, 1)}


def _after_visits(server: RunningServer, people: list[dict[str, str]]) -> float:
    """Visit these texts, wait until their rooms are gone, and return the MiB the server holds."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write("\n".join(map(json.dumps, people)))
        file.flush()
        with on_processor(processors()[1]):
            words = ["--target", server.url, "--identities", file.name]
            done = subprocess.run(
                ["node", BENCH / "load/visits.mjs", *words],
                capture_output=True, text=True, timeout=VISIT_SECONDS, check=False,
            )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"The rooms were not visited:\n{done.stderr}")
    time.sleep(GONE_SECONDS)
    status = Path(f"/proc/{server.pid}/status").read_text()
    return round(int(status.split("VmRSS:")[1].split()[0]) / 1024, 1)

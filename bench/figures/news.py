"""How long the next question takes to three hundred session sockets."""

from __future__ import annotations

import json
import subprocess
import tempfile
from typing import Any

from bench.figures.visits import facilitator_of
from bench.machine import on_processor, processors
from bench.servers import BENCH, House, product, started
from bench.workloads import BY_NAME


def measured(house: House) -> dict[str, Any]:
    """Return milliseconds from the POST to each socket, and to the last one."""
    stage = house.on_file()
    session = stage.sessions[-1]["session"]
    with product(house) as server, tempfile.NamedTemporaryFile("w", suffix=".jsonl") as people:
        people.write(stage.identities(BY_NAME["D"]))
        people.flush()
        leads = facilitator_of(server, session)
        with started([server]), on_processor(processors()[1]):
            words = ["--target", server.url, "--session", session, "--leader", leads]
            done = subprocess.run(
                ["node", BENCH / "load/news.mjs", *words, "--identities", people.name],
                capture_output=True, text=True, timeout=120, check=False,
            )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"The news was not heard:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found

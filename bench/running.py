"""One run: a fresh server, the generator, and what it measured."""

from __future__ import annotations

import json
import shlex
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from typing import Any

from bench.machine import on_processor, processors, wait_until_calm
from bench.plan import Step
from bench.servers import BENCH, House, Peer, Serving
from bench.statistics import Run
from bench.workloads import Workload

SETTLE_SECONDS = 0.4
RUN_SECONDS = 150


def run(house: House, *, step: Step, calm: float) -> Run:
    """Do one step; a run that failed holds an `error`."""
    began = time.monotonic()
    try:
        measured = _measured(house, step=step, calm=calm)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        measured = {"error": str(error)[-500:]}
    return {
        "peer": step.peer.name,
        "workload": step.what.name,
        "round": step.round,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "took": round(time.monotonic() - began, 1),
        **measured,
    }


def _measured(house: House, *, step: Step, calm: float) -> dict[str, Any]:
    if not isinstance(step.what, Workload):
        wait_until_calm(seconds=calm)
        return step.what.measured(house)
    with step.peer.serve(house, step.what) as serving:
        time.sleep(SETTLE_SECONDS)
        wait_until_calm(seconds=calm)
        return loaded(serving, peer=step.peer, workload=step.what)


def loaded(serving: Serving, *, peer: Peer, workload: Workload) -> dict[str, Any]:
    """Load a server that runs and return what the generator measured."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as people:
        people.write(serving.identities)
        people.flush()
        words = generator(serving, protocol=peer.protocol, people=people.name)
        with on_processor(processors()[1]):
            done = subprocess.run(
                [*words, *shlex.split(workload.options)],
                capture_output=True, text=True, timeout=RUN_SECONDS, check=False,
            )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"The generator did not work:\n{done.stderr}")
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def generator(serving: Serving, *, protocol: str, people: str) -> list[str]:
    """Return the command that loads a server; `people` names a file with identities."""
    words = ["node", str(BENCH / "load/load.mjs"), "--protocol", protocol]
    words += ["--target", ",".join(f"ws://127.0.0.1:{port}" for port in serving.ports)]
    words += ["--origin", serving.origin, "--processes", json.dumps(serving.processes)]
    return [*words, *(("--identities", people) if serving.identities else ())]

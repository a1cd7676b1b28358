"""The load generator, run once against servers that run."""

from __future__ import annotations

import json
import shlex
import subprocess
import tempfile
from typing import Any

from bench.machine import on_processor, processors
from bench.servers import BENCH, Serving
from bench.workloads import Workload

RUN_SECONDS = 150


def loaded(serving: Serving, *, workload: Workload, protocol: str = "hocuspocus") -> dict[str, Any]:
    """Load a server that runs and return what the generator measured."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as people:
        people.write(serving.identities)
        people.flush()
        words = command(serving, protocol=protocol, people=people.name)
        with on_processor(processors()[1]):
            done = subprocess.run(
                [*words, *shlex.split(workload.options)],
                capture_output=True, text=True, timeout=RUN_SECONDS, check=False,
            )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"The generator did not work:\n{done.stderr}")
    measured: dict[str, Any] = json.loads(done.stdout)
    if "error" in measured:
        raise RuntimeError(measured["error"])
    return measured


def command(serving: Serving, *, protocol: str, people: str) -> list[str]:
    """Return the command that loads a server; `people` names a file with identities."""
    words = ["node", str(BENCH / "load/load.mjs"), "--protocol", protocol]
    words += ["--target", ",".join(f"ws://127.0.0.1:{port}" for port in serving.ports)]
    words += ["--origin", serving.origin, "--processes", json.dumps(serving.processes)]
    return [*words, *(("--identities", people) if serving.identities else ())]

"""The machine that is measured on: which processor does what, what else runs, and what it is."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import platform
import re
import resource
import subprocess
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tests.stores import programs

PACKAGES = Path(__file__).parent / "package.json"
NAMES = {"node": "Node", "postgres": "PostgreSQL", "redis-server": "Redis"}
CALM_PERCENT = 20.0
LOOK_SECONDS = 0.5


def processors() -> tuple[int, int]:
    """Return the processor of servers and that of whoever loads them; one may be both."""
    ours = sorted(os.sched_getaffinity(0))
    return ours[0], ours[-1]


@contextlib.contextmanager
def on_processor(number: int) -> Iterator[None]:
    """Run on this processor; whatever is started meanwhile stays on it."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {number})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def busy_seconds() -> float:
    """Return how many seconds the processors have worked since the machine started."""
    fields = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    return sum(fields[i] for i in (0, 1, 2, 5, 6)) / os.sysconf("SC_CLK_TCK")


def own_seconds() -> float:
    """Return the processor time of this process, and of its children that ended."""
    return sum(
        one.ru_utime + one.ru_stime
        for one in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def wait_until_calm(*, seconds: float) -> None:
    """Wait until others leave the machine alone, for so long at most."""
    deadline = time.monotonic() + seconds
    while True:
        before = busy_seconds()
        time.sleep(LOOK_SECONDS)
        used = 100 * (busy_seconds() - before) / LOOK_SECONDS
        if used < CALM_PERCENT or time.monotonic() > deadline:
            return


@functools.cache
def described() -> str:
    """Return in words what this is: system, processors, and the versions that matter."""
    peers = json.loads(PACKAGES.read_text())["dependencies"]
    parts = [
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors ({_model()})",
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in ("uvicorn", "pycrdt")),
        *(f"{name} {number}" for name, number in peers.items() if name.startswith("@")),
        _said("node"),
        _said(str(programs.postgresql() / "postgres")),
        _said(str(programs.redis())),
    ]
    return ", ".join(parts)


def _said(program: str) -> str:
    """Return what a program says of its version."""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    told = re.search(r"\d+(\.\d+)+", done.stdout)
    return f"{NAMES.get(Path(program).name, Path(program).name)} {told[0] if told else 'unknown'}"


def _model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown"

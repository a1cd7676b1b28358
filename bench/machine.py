"""The machine that is measured on: which processor does what, what else runs, and what it is."""

from __future__ import annotations

import contextlib
import os
import platform
import resource
import subprocess
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

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


def described() -> str:
    """Return in words what this is: system, processors, and the versions that matter."""
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False)
    parts = [
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors ({_model()})",
        f"Python {platform.python_version()}",
        f"Node {node.stdout.strip().removeprefix('v')}",
        *(f"{name} {version(name)}" for name in ("uvicorn", "pycrdt")),
    ]
    return ", ".join(parts)


def _model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown"

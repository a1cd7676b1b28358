"""One run: a fresh server, what is done to it, and what was measured."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

from bench.generator import loaded
from bench.machine import busy_seconds, described, own_seconds, wait_until_calm
from bench.measures import Measure
from bench.plan import Step
from bench.servers import House
from bench.statistics import Run
from bench.workloads import Workload

SETTLE_SECONDS = 0.4


def run(house: House, *, step: Step, calm: float) -> Run:
    """Do one step; a run that failed holds an `error`."""
    began = time.monotonic()
    try:
        measured = _measured(house, step=step, calm=calm)
    except Exception as error:  # noqa: BLE001 - one that fails ends no other
        measured = {"error": f"{type(error).__name__}: {error}"[-500:]}
    return {
        "peer": step.peer.name,
        "workload": step.what.name,
        "round": step.round,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "took": round(time.monotonic() - began, 1),
        "machine": described(),
        **measured,
    }


def _alone(measure: Measure, house: House) -> dict[str, Any]:
    """Measure a figure, and how much of a processor others used meanwhile."""
    began, busy, own = time.monotonic(), busy_seconds(), own_seconds()
    found = measure.measured(house)
    others = busy_seconds() - busy - (own_seconds() - own)
    return {**found, "otherPercent": round(100 * others / (time.monotonic() - began), 1)}


def _measured(house: House, *, step: Step, calm: float) -> dict[str, Any]:
    if not isinstance(step.what, Workload):
        house.on_file()
        wait_until_calm(seconds=calm)
        return _alone(step.what, house)
    with step.peer.serve(house, step.what) as serving:
        time.sleep(SETTLE_SECONDS)
        wait_until_calm(seconds=calm)
        return loaded(serving, workload=step.what, protocol=step.peer.protocol)

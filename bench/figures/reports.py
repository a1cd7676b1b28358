"""Whether people who type notice that ten reports are drawn: one workshop, without and with."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from typing import Any

from bench.figures.visits import Visitor
from bench.generator import loaded
from bench.servers import House, Serving, product, started
from bench.workloads import BY_NAME
from tests.running_server import RunningServer

REPORTS = 10


def measured(house: House) -> dict[str, Any]:
    """Return milliseconds (p99) until others see an edit: without reports, and meanwhile."""
    workload = BY_NAME["A"]
    with product(house) as server:
        told = json.loads(
            server.manage("demo_session", "--begun", "--sessions", str(REPORTS), "--json")
        )
        links = [one["report_url"].partition("://")[2].partition("/")[2] for one in told]
        # The helper process that draws may go where it finds time, as it may on any machine.
        with started([server], pinned=False):
            people = house.on_file().identities(workload)
            serving = Serving([server.port], {"server": [server.pid]}, server.url, people)
            calm = loaded(serving, workload=workload)
            with _drawing(server, links) as made:
                busy = loaded(serving, workload=workload)
            server.stop()  # in good order: the processor time of its helper is counted then
            return {
                "without": calm["seen"]["p99"],
                "meanwhile": busy["seen"]["p99"],
                "ratio": round(busy["seen"]["p99"] / calm["seen"]["p99"], 2),
                "made": len(made),
                "lost": calm["lost"] + busy["lost"],
            }


@contextlib.contextmanager
def _drawing(server: RunningServer, links: list[str]) -> Iterator[list[float]]:
    """Ask for all reports at once; gives how long each took, as they come."""
    made: list[float] = []

    def fetch(link: str) -> None:
        with contextlib.suppress(RuntimeError, OSError):  # a page that says "later" is no report
            made.append(Visitor(server, "").get(f"/{link}").ms)

    threads = [threading.Thread(target=fetch, args=(link,)) for link in links]
    for one in threads:
        one.start()
    yield made
    for one in threads:
        one.join()

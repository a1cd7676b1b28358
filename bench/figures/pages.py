"""How long the server takes for a page and for a command while sixty rooms type."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from bench.figures.visits import Visitor, facilitator_of, percentile
from bench.generator import loaded
from bench.machine import on_processor, processors
from bench.servers import House, Serving, product, started
from bench.workloads import BY_NAME
from tests.running_server import ROOT, RunningServer

COMING_IN_SECONDS = 3.0
REST_SECONDS = 0.05


def measured(house: House) -> dict[str, Any]:
    """Return milliseconds (p95) of pages and of commands, and queries per page."""
    sessions = house.on_file().sessions
    with product(house) as server:
        queries = _queries(server, [sessions[0], sessions[-1]])
        leads = facilitator_of(server, sessions[0]["session"])
        with (
            started([server]),
            _typing(house, server) as typing,
            on_processor(processors()[1]),
        ):
            pages, commands = _visited(server, sessions[0], leads=leads, typing=typing)
    return {
        "page": percentile(pages, 0.95),
        "command": percentile(commands, 0.95),
        "asked": len(pages),
        "queries": queries,
        "queriesRatio": round(max(queries) / min(queries), 2),
    }


@contextlib.contextmanager
def _typing(house: House, server: RunningServer) -> Iterator[threading.Thread]:
    """Have sixty rooms type for as long as the thread lives."""
    workload = BY_NAME["C"]
    people = house.on_file().identities(workload)
    serving = Serving([server.port], {"server": [server.pid]}, server.url, people)
    thread = threading.Thread(target=loaded, args=(serving,), kwargs={"workload": workload})
    thread.start()
    time.sleep(COMING_IN_SECONDS)
    yield thread
    thread.join()


def _visited(
    server: RunningServer, session: dict[str, Any], *, leads: str, typing: threading.Thread
) -> tuple[list[float], list[float]]:
    """Fetch pages and lead on while others type; return milliseconds of both."""
    address = f"/sessions/{session['session']}"
    person, leader = Visitor(server, session["participants"][-1]["cookie"]), Visitor(server, leads)
    pages: list[float] = []
    commands: list[float] = []
    while typing.is_alive():
        number = 1 + len(commands) % 20
        commands.append(leader.post(f"{address}/current-question/", number=str(number)).ms)
        pages += [one.get(f"{address}/questions/{number}/").ms for one in (person, leader)]
        time.sleep(REST_SECONDS)
    return pages, commands


def _queries(server: RunningServer, sessions: list[dict[str, Any]]) -> list[int]:
    people = [f"{one['session']} {one['participants'][0]['cookie']}" for one in sessions]
    done = subprocess.run(
        [sys.executable, "-m", "bench.figures.queries", *people],
        cwd=ROOT, env=server.environment, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    found: list[int] = json.loads(done.stdout)
    return found

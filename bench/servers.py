"""Every server that is compared, started afresh for each run on a processor of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bench.machine import on_processor, processors
from bench.stage import Stage, make_stage
from bench.workloads import Workload
from tests.running_server import ROOT, RunningServer, free_port
from tests.stores.postgresql import PostgreSQL
from tests.stores.redis_server import Redis

BENCH = ROOT / "bench"
START_SECONDS = 40.0


@dataclass(frozen=True)
class Serving:
    """A server that runs: where, as which processes by what they are, and who may come in."""

    ports: list[int]
    processes: dict[str, list[int]]
    origin: str = ""
    identities: str = ""


class House:
    """What is made once for all runs: the sessions, and PostgreSQL with Redis when asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = contextlib.ExitStack()
        self._file: Stage | None = None
        self._grown: tuple[Stage, PostgreSQL, Redis] | None = None

    def __enter__(self) -> House:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def on_file(self) -> Stage:
        """Return the stage with SQLite."""
        if self._file is None:
            self._file = make_stage(self._folder / "file")
        return self._file

    def grown(self) -> tuple[Stage, PostgreSQL, Redis]:
        """Return the stage with PostgreSQL, and both servers; PostgreSQL is durable."""
        if self._grown is None:
            with on_processor(processors()[0]):
                postgresql = self._stack.enter_context(PostgreSQL(durable=True))
                redis = self._stack.enter_context(Redis())
            stage = make_stage(self._folder / "grown", database=postgresql.url)
            self._grown = stage, postgresql, redis
        return self._grown


@contextlib.contextmanager
def product(house: House) -> Iterator[RunningServer]:
    """The product with SQLite, in the state it is in before it is started."""
    with tempfile.TemporaryDirectory(prefix="air-bench-") as folder:
        house.on_file().copied(Path(folder))
        server = RunningServer(Path(folder))
        yield server


@contextlib.contextmanager
def ours_on_file(house: House, workload: Workload) -> Iterator[Serving]:
    """The product as `make run` starts it, with SQLite."""
    with product(house) as server, started([server]):
        pids = {"server": [server.pid]}
        yield Serving([server.port], pids, server.url, house.on_file().identities(workload))


def ours_grown(count: int) -> Callable[[House, Workload], AbstractContextManager[Serving]]:
    """Return the product with PostgreSQL and Redis, as so many processes."""

    @contextlib.contextmanager
    def served(house: House, workload: Workload) -> Iterator[Serving]:
        stage, postgresql, redis = house.grown()
        with tempfile.TemporaryDirectory(prefix="air-bench-") as folder:
            database = stage.copied(Path(folder))
            addresses = {"DATABASE_URL": database, "REDIS_URL": redis.url}
            servers = [RunningServer(Path(folder), **addresses) for _ in range(count)]
            for server in servers:
                server.environment["ORIGINS"] = servers[0].url
            with started(servers):
                pids = {
                    "server": [one.pid for one in servers],
                    "stores": [postgresql.pid, redis.pid],
                }
                ports = [one.port for one in servers]
                yield Serving(ports, pids, servers[0].url, stage.identities(workload))

    return served


@contextlib.contextmanager
def started(servers: list[RunningServer], *, pinned: bool = True) -> Iterator[None]:
    """Serve, on the servers' processor; killed at the end, for nobody looks at it again."""
    place = on_processor(processors()[0]) if pinned else contextlib.nullcontext()
    try:
        with place:
            for server in servers:
                server.start()
        yield
    finally:
        for server in servers:
            server.kill()


def other(*command: str, **variables: str) -> Callable[..., AbstractContextManager[Serving]]:
    """Return a peer: its command, and variables in which {folder} is a folder of its own."""

    @contextlib.contextmanager
    def served(_house: House, _workload: Workload) -> Iterator[Serving]:
        port = free_port()
        with tempfile.TemporaryDirectory(prefix="air-bench-") as folder:
            own = {name: value.format(folder=folder) for name, value in variables.items()}
            words = [word.format(port=port) for word in command]
            with on_processor(processors()[0]), (Path(folder) / "log").open("wb") as log:
                process = subprocess.Popen(
                    words, cwd=ROOT, env=os.environ | own | {"PORT": str(port)},
                    stdout=log, stderr=log,
                )  # fmt: skip
            try:
                _wait_for(port, process, Path(folder) / "log")
                yield Serving([port], {"server": [process.pid]})
            finally:
                process.send_signal(signal.SIGKILL)
                process.wait()

    return served


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"A peer did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.05)


@dataclass(frozen=True)
class Peer:
    """One row of the table. `name` is how it is chosen; `workloads` those it is run with."""

    name: str
    shown: str
    protocol: str
    serve: Callable[[House, Workload], AbstractContextManager[Serving]]
    workloads: str = "A B C D Dp Dt E"


HOCUSPOCUS = ("node", str(BENCH / "peers/hocuspocus.mjs"))
Y_WEBSOCKET = ("node", str(BENCH / "peers/y_websocket.mjs"))
RAW = (
    sys.executable, "-m", "uvicorn", "bench.peers.raw:application", "--port={port}",
    "--ws=websockets-sansio", "--ws-per-message-deflate=false", "--log-level=error",
    "--lifespan=off",
)  # fmt: skip
OURS, REFERENCE = "ours", "hocuspocus-sqlite"
PEERS = (
    Peer(OURS, "ours, SQLite", "hocuspocus", ours_on_file),
    Peer("ours-grown", "ours, PostgreSQL + Redis", "hocuspocus", ours_grown(1), "A B C"),
    Peer("ours-two", "ours, the same, two processes", "hocuspocus", ours_grown(2), "A B C"),
    Peer(
        REFERENCE, "@hocuspocus/server + SQLite", "hocuspocus",
        other(*HOCUSPOCUS, SQLITE="{folder}/texts.sqlite"),
    ),
    Peer("hocuspocus", "@hocuspocus/server", "hocuspocus", other(*HOCUSPOCUS), "A B C"),
    Peer(
        "y-websocket", "y-websocket + LevelDB", "y-websocket",
        other(*Y_WEBSOCKET, YPERSISTENCE="{folder}/level"),
    ),
    Peer("raw", "limit: raw broadcast on uvicorn", "raw", other(*RAW), "A B C E"),
)  # fmt: skip

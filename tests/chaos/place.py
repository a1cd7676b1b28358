"""What runs: one process over SQLite, or two over PostgreSQL and Redis, for many scenes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tests.chaos.person import Ticket
from tests.running_server import ROOT, RunningServer
from tests.stores.postgresql import PostgreSQL
from tests.stores.redis_server import Redis
from tests.two_servers import Servers


class Stage:
    """The stage program beside the servers: makes sessions, and reads what is stored."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.stage"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, **asked: Any) -> Any:
        """Have it do something and return what it says."""
        assert self._program.stdin
        assert self._program.stdout
        self._program.stdin.write(json.dumps(asked) + "\n")
        self._program.stdin.flush()
        return json.loads(self._program.stdout.readline())

    def close(self) -> None:
        """End the program."""
        with self._program:
            pass


@dataclass
class Place:
    """`origin` is what browsers call it; `stored` how the text is kept, for the table."""

    stored: str
    origin: str
    servers: list[RunningServer]
    stage: Stage
    redis: Redis | None = None
    postgresql: PostgreSQL | None = None
    _labels: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def log(self) -> Path:
        """What all processes wrote down."""
        return self.servers[0].log

    def sessions(self, number: int, *, people: int) -> list[Held]:
        """Make running sessions."""
        made = self.stage.ask(make=number, people=people)
        return [Held(next(self._labels), one, self.origin) for one in made]

    async def restart(self, server: RunningServer) -> None:
        """Kill a process as a power cut does, and start it again at once."""
        server.kill()
        await asyncio.to_thread(server.start)


@dataclass(frozen=True)
class Held:
    """One session; `facts` is what the stage program says of it."""

    label: int
    facts: dict[str, Any]
    origin: str

    @property
    def public_id(self) -> str:
        """Its public id."""
        return str(self.facts["session"])

    def ticket(self, person: int) -> Ticket:
        """Return what the so manieth person needs to come in, counted from 1."""
        return Ticket(
            session=self.label, person=person, public_id=self.public_id, origin=self.origin,
            cookie=self.facts["people"][person - 1]["cookie"],
        )  # fmt: skip


@contextlib.contextmanager
def small(folder: Path) -> Iterator[Place]:
    """Give one process over SQLite, as `make run` starts it."""
    server = RunningServer(folder)
    server.prepare()
    stage = Stage(server.environment)
    try:
        server.start()
        yield Place("SQLite", server.url, [server], stage)
    finally:
        stage.close()
        server.stop()


@contextlib.contextmanager
def grown(folder: Path) -> Iterator[Place]:
    """Give two processes over a PostgreSQL that bears a power cut, and Redis."""
    with PostgreSQL(durable=True) as postgresql, Redis() as redis:
        servers = Servers(folder, database=postgresql.url, redis=redis)
        stage = Stage(servers.each[0].environment)
        try:
            servers.start()
            yield Place("PostgreSQL + Redis", servers.url, servers.each, stage, redis, postgresql)
        finally:
            stage.close()
            servers.stop()

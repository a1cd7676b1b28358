"""The product grown: processes of their own over one PostgreSQL and one Redis, behind a front."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from redis import Redis as Line

from sessions.live import hub as news
from sessions.texts import hub as texts
from tests.front import Front
from tests.running_server import RunningServer
from tests.stores.addresses import empty_database
from tests.stores.redis_server import Redis

PROCESSES = 2
LISTEN_SECONDS = 30.0
GROUPS = [f"asgi__group__{group}" for group in (news.GROUP, texts.GROUP)]


class Servers:
    """Several server processes; `url` is where people come in, `each` are the processes.

    `redis` may be killed, frozen and started again by whoever holds this.
    """

    def __init__(
        self, folder: Path, *, database: str, redis: Redis, host: str = "127.0.0.1"
    ) -> None:
        self.redis = redis
        self.front = Front(host=host)
        self.url = self.front.url
        self.each = [
            RunningServer(folder, PUBLIC_URL=self.url, DATABASE_URL=database, REDIS_URL=redis.url)
            for _ in range(PROCESSES)
        ]
        for server in self.each:
            server.environment["ORIGINS"] = f"http://127.0.0.1:{self.front.port}"

    @property
    def log(self) -> str:
        """What the processes wrote down."""
        return self.each[0].log.read_text()

    def start(self) -> None:
        """Make tables and files, and serve; come back when the processes listen to each other."""
        self.each[0].prepare()
        for server in self.each:
            server.start()
        self._wait_until_all_listen()
        self.front.start([server.port for server in self.each])

    def stop(self) -> None:
        """End everything but the database and Redis."""
        self.front.stop()
        for server in self.each:
            server.stop()

    def manage(self, *words: str) -> str:
        """Run a management command beside the processes and return what it printed."""
        return self.each[0].manage(*words)

    def stop_redis(self) -> None:
        """End Redis as a power cut would."""
        self.redis.kill()

    def start_redis(self) -> None:
        """Start Redis again, empty, at the same address."""
        self.redis.start()

    def _wait_until_all_listen(self) -> None:
        # A process serves before it listens, and what is rung before that is lost on it.
        deadline = time.monotonic() + LISTEN_SECONDS
        with Line.from_url(self.redis.url) as line:
            while {listeners for _, listeners in line.pubsub_numsub(*GROUPS)} != {PROCESSES}:
                if time.monotonic() > deadline:
                    raise RuntimeError(f"The processes do not listen:\n{self.log}")
                time.sleep(0.02)


@contextlib.contextmanager
def grown(folder: Path, *, host: str = "127.0.0.1") -> Iterator[Servers]:
    """Give running servers for as long as the block lasts; everything ends with it."""
    with empty_database() as database, Redis() as redis:
        servers = Servers(folder, database=database, redis=redis, host=host)
        try:
            servers.start()
            yield servers
        finally:
            servers.stop()

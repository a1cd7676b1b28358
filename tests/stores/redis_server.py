"""A Redis of our own, on a port of its own, that keeps nothing on disk."""

from __future__ import annotations

import redis

from tests.running_server import free_port
from tests.stores import programs
from tests.stores.child import Child


class Redis(Child):
    """One server; after `kill` and `start` it is empty and has the same address."""

    def __init__(self) -> None:
        super().__init__()
        self._program = programs.redis()
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        """Return the program and its words."""
        return [
            str(self._program),
            *("--port", str(self.port), "--bind", "127.0.0.1"),
            *("--save", "", "--appendonly", "no", "--dir", str(self.folder)),
        ]

    def answers(self) -> bool:
        """Tell whether it answers a ping."""
        with redis.Redis(port=self.port, socket_timeout=2) as line:
            try:
                return bool(line.ping())
            except redis.RedisError:
                return False

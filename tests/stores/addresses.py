"""Where the tests' database and Redis are: yours by address, else our own children."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass

from tests.stores.postgresql import PostgreSQL
from tests.stores.redis_server import Redis


@dataclass(frozen=True)
class Addresses:
    """What DATABASE_URL and REDIS_URL are to be."""

    database: str
    redis: str


@contextlib.contextmanager
def both() -> Iterator[Addresses]:
    """Give both for as long as the block lasts; named by TEST_DATABASE_URL, TEST_REDIS_URL."""
    with contextlib.ExitStack() as stack:
        database = os.environ.get("TEST_DATABASE_URL")
        if not database:
            database = stack.enter_context(PostgreSQL()).url
        redis = os.environ.get("TEST_REDIS_URL") or stack.enter_context(Redis()).url
        yield Addresses(database, redis)

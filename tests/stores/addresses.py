"""Where the tests' database and Redis are: yours by address, else our own children."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

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


@contextlib.contextmanager
def empty_database() -> Iterator[str]:
    """Give the DATABASE_URL of an empty database for as long as the block lasts."""
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        with PostgreSQL() as postgresql:
            yield postgresql.url
        return
    name = f"air_tests_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as line:
        line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as line:
        line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

"""Whose turn it is to sum a text up: one process at a time, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Keeps these numbers apart from other locks in the same database.
_SUMMING_UP = 0x7E87 << 40


@contextmanager
def turn(answer_id: int, *, closed: bool) -> Iterator[bool]:
    """Hold the turn for one text; False when another process has it.

    Many processes share PostgreSQL, which gives the turn back at the end of the transaction, also
    of a process that was killed. It locks no row: people write on meanwhile. A SQLite file has one
    server process, which sums up one text after another.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    with transaction.atomic(), connection.cursor() as cursor:
        number = _SUMMING_UP + 2 * answer_id + closed
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        (ours,) = cursor.fetchone()
        yield ours

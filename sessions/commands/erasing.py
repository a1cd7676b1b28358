"""Makes sure that what was deleted cannot be read back from the database's own files."""

from __future__ import annotations

import logging

from django.db import OperationalError, connection, transaction

log = logging.getLogger(__name__)


def erase_after_commit() -> None:
    """Empty the write-ahead log once this transaction is through.

    SQLite overwrites deleted rows in its file (`secure_delete`), but the log beside it still holds
    the pages as they were. PostgreSQL has no such place; its own log is the operator's to expire.
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_empty_log)


def _empty_log() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except OperationalError:
        log.info("The write-ahead log is in use; the daily round empties it", exc_info=True)

"""Where rows are kept: SQLite in `var/` by default, PostgreSQL by `DATABASE_URL`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from airtool.environment import SettingError

# FULL: what was acknowledged survives a power cut. IMMEDIATE: a transaction that reads and then
# writes waits for its turn; the default fails at once when another process wrote in between.
# SECURE_DELETE: what is deleted is overwritten, so that nobody reads it back from the file.
# TEMP_STORE: what would undo one statement of an open transaction is kept in memory; on disk it is
# a third of all that a batch of edits writes. After a crash nobody asks for it.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON;"
        "PRAGMA temp_store=MEMORY;"
        "PRAGMA cache_size=-16000;"
    ),
}


def database(url: str, *, folder: Path) -> dict[str, Any]:
    """Return Django's settings of one database; an empty URL means SQLite in `folder`.

    Raises SettingError for anything but `sqlite:///<path>` and `postgres[ql]://…`.
    """
    if not url:
        return _sqlite(folder / "air.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise SettingError("DATABASE_URL must begin with postgresql:// or sqlite:///")


def _sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": SQLITE_OPTIONS,
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
            "options": "-c lock_timeout=5s -c statement_timeout=20s",
        }
        | {key: unquote(value) for key, value in query.items()},
    }

"""Sessions to load: made once, copied for every run, so that each server starts from the same.

The small sessions have fifteen people, of whom there are sixty; the big one has as many as an
example may have. Where a workload needs more sockets, some people have a second page open.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from bench.workloads import Workload
from tests.running_server import RunningServer

SMALL = {"sessions": 60, "participants": 15}
BIG = {"sessions": 1, "participants": 250}
MOST_SOCKETS = 320
DOCUMENT = "q1.e1"
LIST = 1  # sessions.texts.editor_list.VERSION, of which a page of now knows
TEMPLATE, COPY = "air", "air_run"


@dataclass(frozen=True)
class Stage:
    """A folder with data (and a database beside it), and the sessions in it, big one last."""

    folder: Path
    sessions: list[dict[str, Any]]
    database: str = ""

    def identities(self, workload: Workload) -> str:
        """Return one JSON line per socket, room by room."""
        big = workload.rooms == 1 and workload.name != "A"
        chosen = self.sessions[-1:] if big else self.sessions[: workload.rooms]
        return "".join(json.dumps(one) + "\n" for one in _sockets(chosen, repeat=big))

    def copied(self, folder: Path) -> str:
        """Copy everything into a new folder and return the DATABASE_URL that goes with it."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return copied_database(self.database) if self.database else ""


def make_stage(folder: Path, *, database: str = "") -> Stage:
    """Make tables, questions, static files and sessions; `database` is empty for SQLite."""
    folder.mkdir(parents=True, exist_ok=True)
    server = RunningServer(folder, DATABASE_URL=database)
    server.prepare()
    sessions = [one for kind in (SMALL, BIG) for one in _demo(server, **kind)]
    return Stage(folder, sessions, database)


def _demo(server: RunningServer, *, sessions: int, participants: int) -> list[dict[str, Any]]:
    words = ["--sessions", str(sessions), "--participants", str(participants), "--json"]
    told = json.loads(server.manage("demo_session", *words))
    return told if isinstance(told, list) else [told]


def _sockets(sessions: list[dict[str, Any]], *, repeat: bool) -> Iterator[dict[str, str]]:
    for session in sessions:
        people = session["participants"]
        again = [people[n % len(people)] for n in range(MOST_SOCKETS)] if repeat else people
        for person in again:
            yield identity(session["session"], person, document=DOCUMENT)


def identity(session_id: str, person: dict[str, Any], *, document: str) -> dict[str, str]:
    """Return how somebody opens a text: what the generator reads of one socket."""
    return {
        "path": f"/ws/sessions/{session_id}/texts",
        "doc": document,
        "token": f"cookie;list={LIST}",
        "cookie": person["cookie"],
    }


def copied_database(template: str) -> str:
    """Copy a PostgreSQL database, over the copy of before; nobody may be connected to it."""
    parts = urlsplit(template)
    server = parts._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as line:
        line.execute(f"DROP DATABASE IF EXISTS {COPY} WITH (FORCE)")
        line.execute(f"CREATE DATABASE {COPY} TEMPLATE {TEMPLATE}")
    return parts._replace(path=f"/{COPY}").geturl()

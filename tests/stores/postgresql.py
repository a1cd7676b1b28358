"""A PostgreSQL of our own, on a socket in its folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from tests.stores import programs
from tests.stores.child import Child, as_somebody, somebody

# Nothing here must survive a power cut, unless a test cuts it.
FAST = ("-cfsync=off", "-csynchronous_commit=off", "-cfull_page_writes=off")


class PostgreSQL(Child):
    """One server with an empty database `air`; with `durable` a kill loses nothing."""

    unprivileged = True

    def __init__(self, *, durable: bool = False) -> None:
        super().__init__()
        self._bin = programs.postgresql()
        self._durable = durable
        self.data = self.folder / "data"
        self.url = self.url_of("air")

    def url_of(self, name: str) -> str:
        """Return the DATABASE_URL of one database."""
        return f"postgresql://air@/{name}?host={self.folder}"

    def prepare(self) -> None:
        """Make the cluster; as somebody else when we are root."""
        if (person := somebody()) is not None:
            os.chown(self.folder, person.pw_uid, person.pw_gid)
            self._bin = self._readable(self._bin)
        command = [self._bin / "initdb", "-D", self.data, "-U", "air", "-A", "trust", "-N"]
        done = subprocess.run(
            [*command, "-E", "UTF8", "--locale=C"],
            cwd=self.folder, check=False, capture_output=True, text=True, **as_somebody(),
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"initdb did not work:\n{done.stderr}")

    def start(self) -> None:
        """Start, and make the database the first time."""
        super().start()
        with psycopg.connect(self.url_of("postgres"), autocommit=True) as line:
            if not line.execute("SELECT 1 FROM pg_database WHERE datname = 'air'").fetchone():
                line.execute("CREATE DATABASE air")

    def command(self) -> list[str]:
        """Return the program and its words."""
        words = [str(self._bin / "postgres"), "-D", str(self.data), "-k", str(self.folder)]
        words += ["-c", "listen_addresses=", "-c", "max_connections=200"]
        return words + ([] if self._durable else list(FAST))

    def freeze(self) -> None:
        """Have all of it hold still: every connection is a process of its own."""
        self._send_all(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let all of it go on."""
        self._send_all(signal.SIGCONT)

    def _send_all(self, what: signal.Signals) -> None:
        assert self._process is not None
        first = self._process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        for pid in [first, *map(int, children)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, what)

    def answers(self) -> bool:
        """Tell whether it takes connections."""
        try:
            psycopg.connect(self.url_of("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _readable(self, folder: Path) -> Path:
        """Return the programs, copied when they stand where only root may look."""
        try:
            subprocess.run(
                [folder / "initdb", "-V"], check=True, stdout=subprocess.DEVNULL, **as_somebody()
            )
        except (PermissionError, subprocess.CalledProcessError):
            package = folder.parent.parent
            copied = self.folder / "programs"
            for whole in (folder.parent, package.with_name(f"{package.name}.libs")):
                place = copied / whole.relative_to(package.parent)
                shutil.copytree(whole, place, symlinks=True)
            return copied / folder.relative_to(package.parent)
        return folder

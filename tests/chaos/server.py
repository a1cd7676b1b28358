"""A real server as a child process, started as `make run` starts it, to be killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.running_server import ROOT, free_port
from tools.run import SERVER


class Server:
    """One uvicorn with a database file of its own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self._environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "VAR_DIR": str(folder),
            "PUBLIC_URL": self.origin,
            "DJANGO_SETTINGS_MODULE": "airtool.settings",
            "PYTHONPATH": str(ROOT),
        }
        self._process: asyncio.subprocess.Process | None = None

    def stage(self, *words: str) -> dict[str, Any]:
        """Run the stage program on this server's database and return what it prints."""
        command = [sys.executable, "-m", "tests.chaos.stage", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self._environment, check=True, stdout=subprocess.PIPE
        )
        return dict(json.loads(done.stdout))

    async def start(self) -> None:
        """Start serving; whoever connects tries until it does."""
        command = [sys.executable, "-m", "uvicorn", *SERVER, f"--port={self.port}"]
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

    async def end(self, how: signal.Signals) -> int:
        """Send a signal, wait for the end and return the exit code."""
        assert self._process is not None
        self._process.send_signal(how)
        return await self._process.wait()

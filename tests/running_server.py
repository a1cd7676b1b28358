"""The real product as a child process: own data, own port, started as `make run` starts it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tools.run import SERVER

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
# The variable that names the folder of what is made once for all servers of a run.
PREPARED = "AIR_TESTS_PREPARED"
# Below those from which a machine takes one for every line it opens: a port that is free now is
# free still when its server has started.
PORTS = range(20_000, 32_000)


def pytest_configure(config: pytest.Config) -> None:
    """Make room for what is made once in a run of the tests; its other processes share it."""
    if PREPARED not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="air-prepared-")
        os.environ[PREPARED] = folder.name
        config.add_cleanup(folder.cleanup)


def free_port() -> int:
    """Return a port nobody listens on."""
    while True:
        port = random.choice(PORTS)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port


class RunningServer:
    """One server process with a folder of its own; may be killed and started again."""

    def __init__(
        self,
        folder: Path,
        *,
        host: str = "127.0.0.1",
        application: str = SERVER[0],
        **environment: str,
    ) -> None:
        self.folder = folder
        self._command = (application, *SERVER[1:])
        self.port = free_port()
        self.url = f"http://{host}:{self.port}"
        self._here = f"http://127.0.0.1:{self.port}"
        own = {
            "VAR_DIR": str(folder),
            "PUBLIC_URL": self.url,
            "ORIGINS": self._here,
            "DATABASE_URL": "",
            "REDIS_URL": "",
        }
        self.environment = os.environ | own | environment
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)
        self.log = folder / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that serves."""
        assert self._process is not None
        return self._process.pid

    def prepare(self) -> None:
        """Make tables, questions and static files; what can be copied is a copy.

        They are made once in a run of the tests, whichever of its processes is the first. A
        database elsewhere gets tables of its own.
        """
        if PREPARED not in os.environ:
            self._make()
            return
        made = _made_once(Path(os.environ[PREPARED]))
        if not self.environment["DATABASE_URL"]:
            shutil.copytree(made, self.folder, dirs_exist_ok=True)
            return
        shutil.copytree(made / "static", self.folder / "static", dirs_exist_ok=True)
        for words in (("migrate", "--verbosity=0"), ("createcachetable",), ("load_questions",)):
            self.manage(*words)

    def _make(self) -> None:
        """Do what `make run` does before it serves."""
        self.folder.mkdir(exist_ok=True)
        self._run("-m", "tools.ready", "examples")

    def manage(self, *words: str) -> str:
        """Run a management command and return what it printed."""
        return self._run("manage.py", *words)

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{words} did not work:\n{done.stderr}")
        return done.stdout

    def start(self) -> None:
        """Start, and come back when the server answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "uvicorn", *self._command, f"--port={self.port}"],
                cwd=ROOT, env=self.environment, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log.read_text()}")
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the process and wait until it is gone."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=30)
            self._process = None

    def send(self, what: signal.Signals) -> None:
        """Send a signal and go on."""
        assert self._process is not None
        self._process.send_signal(what)

    def limit_files(self, most: int | None) -> None:
        """Let no file grow beyond so many bytes, as on a full disk; None lets them again."""
        assert self._process is not None
        _, hard = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
        soft = hard if most is None else most
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (soft, hard))

    def memory(self) -> int:
        """Return how many KiB of memory the process holds."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0])

    def kill(self) -> None:
        """End the process as a power cut would."""
        self.stop(signal.SIGKILL)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self._here}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def _made_once(room: Path) -> Path:
    """Return the folder of a server with nothing in it but the questions."""
    with (room / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (room / "done").exists():
            RunningServer(room / "var")._make()
            (room / "done").touch()
    return room / "var"

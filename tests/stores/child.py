"""One server program as a child process: it ends with us, also when we are killed."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

START_SECONDS = 30.0
STOP_SECONDS = 15.0
# PostgreSQL refuses to run as root; the first of these that exists does it for us.
UNPRIVILEGED = ("postgres", "nobody")
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class Child(ABC):
    """A program with a folder of its own. `start` after `kill` is a restart on the same data."""

    # Whether it must not run as root.
    unprivileged = False

    def __init__(self) -> None:
        # Not pytest's own: the path of a socket may have 107 signs.
        self.folder = Path(tempfile.mkdtemp(prefix="air-"))
        self.log = self.folder / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self.prepare()
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def prepare(self) -> None:  # noqa: B027 - not every program needs it
        """Do what must be done once before the first start."""

    @abstractmethod
    def command(self) -> list[str]:
        """Return the program and its words."""

    @abstractmethod
    def answers(self) -> bool:
        """Tell whether it serves."""

    @property
    def pid(self) -> int:
        """The process that serves."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start, and come back when it serves."""
        self.launch()
        self.wait()

    def launch(self) -> None:
        """Start, from the thread whose end must end it."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(), stdout=log, stderr=log, cwd=self.folder,
                preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509 - forked from no other thread
                **(as_somebody() if self.unprivileged else {}),
            )  # fmt: skip

    def wait(self) -> None:
        """Come back when it serves."""
        self._wait(self.answers, "does not answer")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End the program in good order and wait until it is gone."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGCONT)
        self._process.send_signal(how)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """End the program as a power cut would."""
        self.stop(signal.SIGKILL)

    def freeze(self) -> None:
        """Have it hold still: lines to it stay open and nothing comes back."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End the program and remove its folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait(self, holds: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not holds():
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > deadline:
                said = self.log.read_text(errors="replace")
                raise RuntimeError(f"{self.command()[0]} {what}:\n{said}")
            time.sleep(0.02)


def as_somebody() -> dict[str, object]:
    """Return how Popen starts a program as somebody without rights, when we are root."""
    person = somebody()
    if person is None:
        return {}
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def somebody() -> pwd.struct_passwd | None:
    """Return who runs servers for root; None when we are not root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError(f"None of these users exists: {', '.join(UNPRIVILEGED)}")


def _die_with(parent: int) -> Callable[[], None] | None:
    """Return what a child does first: ask the kernel to end it when its parent ends."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def promise() -> None:
        libc.prctl(_DIE_WITH_PARENT, signal.SIGINT)
        if os.getppid() != parent:
            os._exit(1)

    return promise

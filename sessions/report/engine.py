"""The helper process that draws PDFs, seen from the server: start it, ask it, end it."""

from __future__ import annotations

import datetime as dt
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings

from sessions.report import fontlist, worker

logger = logging.getLogger(__name__)

START_SECONDS = 60  # for a new process to say hello, on a busy machine
BUSY = 4  # seconds on the wall for every second of processor time that a job may take
# What the process may know of its surroundings: no secrets, no database, no proxies.
PASSED_ON = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


class EngineBroken(Exception):
    """The process ended, or was ended by a limit, before it gave its reply."""


class EngineMissing(Exception):
    """The process runs, but the machine lacks a library it draws with; says which."""


class Engine:
    """One helper process and the two pipes to it. Not safe for two threads at once."""

    def __init__(self, *, memory: int) -> None:
        """Start the process with at most `memory` bytes of addresses and wait for its hello."""
        self.memory = memory
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", worker.__name__, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the server, which then ends this
            cwd=Path(__file__).parents[2],
            env=surroundings(settings.VAR_DIR),
        )
        try:
            self._hello()
        except (EngineBroken, EngineMissing):
            self.end()
            raise

    def ask(
        self,
        html: str,
        *,
        seconds: int,
        data: bytes = b"",
        moment: dt.datetime | None = None,
        step: Callable[[int], None] | None = None,
    ) -> tuple[str, bytes]:
        """Return ("", PDF), or (kind of failure, b""); EngineBroken after `seconds` of work.

        The seconds are of processor time; on a busy machine the clock on the wall gets more.
        `data` is attached to the PDF, dated `moment`; `step` hears how far the work is.
        """
        page = html.encode()
        at = moment.astimezone(dt.UTC).isoformat() if moment else ""
        job = {"seconds": seconds, "html": len(page), "moment": at}
        with self._within(BUSY * seconds):
            worker.send(self._stdin, job, page + data)
            head, pdf = worker.receive(self._stdout)
            while "step" in head:
                if step is not None:
                    step(head["step"])
                head, pdf = worker.receive(self._stdout)
        return ("", pdf) if head["ok"] else (str(head["kind"]), b"")

    def alive(self) -> bool:
        """Say whether the process still runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """End the process now and close both pipes; says nothing when it is gone already."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._stdin, self._stdout):
            with suppress(BrokenPipeError):  # what was still to be written has no reader
                pipe.close()

    def _hello(self) -> None:
        with self._within(START_SECONDS):
            head, _body = worker.receive(self._stdout)
        if not head["ok"]:
            raise EngineMissing(head["missing"])

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Kill the process when the block takes longer: that ends the wait on its pipe."""
        clock = threading.Timer(seconds, self._process.kill)
        clock.daemon = True
        clock.start()
        try:
            yield
        except (EOFError, OSError) as error:
            raise EngineBroken from error
        finally:
            clock.cancel()

    @property
    def _stdin(self) -> Any:
        return self._process.stdin

    @property
    def _stdout(self) -> Any:
        return self._process.stdout


def surroundings(var: Path) -> dict[str, str]:
    """Return the environment of the helper process; its fonts' list and cache stand in `var`."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    own = {
        "FONTCONFIG_FILE": str(fontlist.configuration(var)),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
    }
    return passed_on | own

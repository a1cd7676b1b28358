"""From HTML to PDF bytes, by a process of its own: the only door to the PDF engine.

Laying out a report takes a second or more of processor time and reads text that people typed.
Both stay away from the room: one helper process (`engine`, `worker`) does it, with limits on time
and memory, own fonts only and nothing to fetch. It starts at the first report, stays for the next
one, and is replaced when a limit ended it.
"""

from __future__ import annotations

import atexit
import datetime as dt
import logging
import threading
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from sessions.errors import Refused
from sessions.report import progress
from sessions.report.engine import Engine, EngineBroken, EngineMissing

logger = logging.getLogger(__name__)

SECONDS = 120  # of processor time for one report; the fullest session took 83
STEPS = progress.STEPS  # of which `step` hears while a report is made
MEMORY = 1536 * 1024 * 1024  # bytes of addresses; the fullest session held 1,014 MB


class ReportFailed(Refused):
    """The PDF was not made: too large, too long, or the helper process broke."""

    code = "report_failed"
    status = 503


class ReportEngineMissing(ReportFailed):
    """The machine lacks a library that draws PDFs (Pango); all else works."""

    code = "report_engine_missing"


def make_pdf(
    html: str,
    *,
    data: bytes = b"",
    moment: dt.datetime | None = None,
    step: Callable[[int], None] | None = None,
    seconds: int = SECONDS,
    memory: int = MEMORY,
) -> bytes:
    """Return the PDF of one HTML page; the same page, data and moment give the same bytes.

    `data` is attached as antwoordrapport.json, dated `moment`. `step` is called from here with
    rising numbers from 1 to STEPS; what it raises ends the work. Blocks for seconds: call it from
    a sync view or a thread, never inside a transaction. Raises ReportFailed after `seconds` of
    processor time or above `memory` bytes of addresses, and ReportEngineMissing when the machine
    cannot draw at all.
    """
    with _lock:
        trouble = "the work was given up"
        try:
            engine = _running(memory)
            trouble, pdf = engine.ask(html, seconds=seconds, data=data, moment=moment, step=step)
        except EngineBroken:
            trouble, pdf = "a limit or a crash ended it", b""
        except EngineMissing as missing:
            logger.warning("PDFs cannot be made on this machine: %s", missing)
            raise engine_missing() from None
        finally:
            if trouble:
                # A fresh process for the next one: this one may have grown or be half broken.
                _put_away()
    if trouble:
        logger.warning("A report was not made: %s", trouble)
        raise report_failed()
    return pdf


def stop() -> None:
    """End the helper process, if there is one; the next report starts a new one."""
    with _lock:
        _put_away()


_lock = threading.Lock()
_engine: Engine | None = None


def _running(memory: int) -> Engine:
    """Return the helper process, a new one when there is none that fits; needs the lock."""
    global _engine  # noqa: PLW0603 - one process per server, started late
    if _engine is not None and (not _engine.alive() or _engine.memory != memory):
        _put_away()
    if _engine is None:
        _engine = Engine(memory=memory)
    return _engine


def _put_away() -> None:
    """End and forget the helper process; needs the lock."""
    global _engine  # noqa: PLW0603
    if _engine is not None:
        _engine.end()
    _engine = None


def report_failed() -> ReportFailed:
    """Return the refusal that tells what may help when no PDF was made."""
    return ReportFailed(
        _(
            "Making the PDF did not work. Your data is safe. Try again. If it fails every time, "
            "make the longest answers shorter."
        )
    )


def engine_missing() -> ReportEngineMissing:
    """Return the refusal that tells how to get the missing library."""
    return ReportEngineMissing(
        _(
            "This machine cannot make a PDF yet: a library is missing. Your data is safe. "
            "On Debian or Ubuntu this helps: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0"
        )
    )


atexit.register(stop)

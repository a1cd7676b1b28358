"""Whose turn it is to have a report made: one per session, two in all, the rest waits a little.

A report takes seconds and memory. Ten impatient clicks, or ten rooms that end at noon, must not
pile up in the server; who waits too long is asked to come back.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _

from sessions.errors import Refused

AT_ONCE = 2
WAIT_SECONDS = 45.0


class ReportBusy(Refused):
    """Too many reports are being made; asking again in a minute will do."""

    code = "report_busy"
    status = 503


@contextmanager
def turn(session_id: int, *, wait: float | None = None) -> Iterator[None]:
    """Wait for a turn, at most `wait` seconds, and hold it for the block; ReportBusy otherwise."""
    if not _take(session_id, wait=WAIT_SECONDS if wait is None else wait):
        raise ReportBusy(_("Other reports are being made right now. Try again in a minute."))
    try:
        yield
    finally:
        with _changed:
            _at_work.remove(session_id)
            _changed.notify_all()


_changed = threading.Condition()
_at_work: set[int] = set()


def _take(session_id: int, *, wait: float) -> bool:
    """Take a place when this session has none and one is free; say whether that worked in time."""
    until = time.monotonic() + wait
    with _changed:
        while session_id in _at_work or len(_at_work) >= AT_ONCE:
            left = until - time.monotonic()
            if left <= 0 or not _changed.wait(left):
                return False
        _at_work.add(session_id)
        return True

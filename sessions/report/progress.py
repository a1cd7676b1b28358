"""How far the drawing of a report is: heard from WeasyPrint, told in steps of our own.

Only the helper process listens. Layout takes most of the time, and nobody knows beforehand how
many pages there will be: it has several steps, one for every few pages.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = 12
LAYOUT = 5  # the step at which the first page is laid out
PAGES = 7  # laid out in one step
AGAIN = 10  # pages that name other pages are laid out once more
DRAWING = 11
_SAID = re.compile(r"Step (\d) - (?:Creating layout - (?:Page (\d+)|(Repagination)))?")


def step_of(message: str) -> int:
    """Return which of our steps a line of WeasyPrint's means; 0 for a line that means none."""
    said = _SAID.match(message)
    if said is None:
        return 0
    stage, page, again = int(said[1]), said[2], said[3]
    if again:
        return AGAIN
    if page:
        return LAYOUT + min(int(page) // PAGES, AGAIN - LAYOUT - 1)
    return stage if stage < LAYOUT else DRAWING + stage - 6


class Listener(logging.Handler):
    """Passes steps on, each once, and never back."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        super().__init__()
        self._tell = tell
        self._told = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the step of this line, if it is further than the last."""
        step = step_of(record.getMessage())
        if step > self._told:
            self._told = step
            self._tell(step)


@contextmanager
def told(tell: Callable[[int], None]) -> Iterator[None]:
    """Call `tell` with 1 to STEPS while the block draws."""
    logger = logging.getLogger("weasyprint.progress")
    listener = Listener(tell)
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(listener)

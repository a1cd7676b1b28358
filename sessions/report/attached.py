"""Takes the data out of a PDF that somebody hands in: the server's side, see `unpacking`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SECONDS = 60  # on the wall; the process has a limit of its own on processor time
FOUND, NOTHING = 0, 4


class NoPdf(ValueError):
    """These bytes are no PDF that can be read."""


def data_in(pdf: bytes) -> bytes | None:
    """Return the report's data attached to this PDF; None when there are none, or several.

    Raises NoPdf for what cannot be read within the limits.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "sessions.report.unpacking"],
            input=pdf,
            capture_output=True,
            timeout=SECONDS,
            cwd=Path(__file__).parents[2],
            env={"PATH": ""},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoPdf from None
    if done.returncode == NOTHING:
        return None
    if done.returncode != FOUND:
        raise NoPdf
    return done.stdout

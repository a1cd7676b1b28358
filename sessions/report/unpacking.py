"""The process that opens a PDF from elsewhere: PDF in, attached data out. Never imported.

A PDF may be damaged, or made to hurt who opens it. So a fresh interpreter without Django, database
or secrets opens it, with limits on time and memory, and starts and reaches nothing.
"""

from __future__ import annotations

import io
import sys

import pikepdf

from sessions.report import worker
from sessions.report.attached import FOUND, NOTHING
from sessions.report.canonical import LARGEST

SECONDS = 8  # a report takes less than one
MEMORY = 1024 * 1024 * 1024
NO_PDF = 3


def attached(pdf: bytes) -> list[bytes]:
    """Return every attachment that carries the name of our data."""
    with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as opened:
        specs = [spec for spec in opened.attachments.values() if spec.filename == worker.ATTACHED]
        return [spec.get_file().read_bytes() for spec in specs]


def main() -> int:
    """Read a PDF from standard input and write its data to standard output."""
    worker.limit_memory(MEMORY)
    worker.limit_seconds(SECONDS)
    sys.addaudithook(worker.stay_inside)
    try:
        found = attached(sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it cannot be read
        return NO_PDF
    if len(found) != 1 or len(found[0]) > LARGEST:
        return NOTHING
    sys.stdout.buffer.write(found[0])
    sys.stdout.flush()
    return FOUND


if __name__ == "__main__":
    sys.exit(main())

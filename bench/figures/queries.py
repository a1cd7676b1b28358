"""Counts what a page asks the database, on the data of the server whose environment this has.

Run as a program by `pages`: prints how many queries the question page takes, in a session of
fifteen people and in one of 250, at two questions.
"""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "airtool.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402


def queries(session_id: str, cookie: str, *, number: int) -> int:
    """Return how many queries one page takes; the first visit is not counted."""
    client = Client(headers={"cookie": cookie, "host": "127.0.0.1"})
    page = f"/sessions/{session_id}/questions/{number}/"
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as found:
        answer = client.get(page)
    if answer.status_code != 200:
        raise RuntimeError(f"{page} answered {answer.status_code}")
    return len(found)


if __name__ == "__main__":
    small, big = (tuple(words.split(" ", 1)) for words in sys.argv[1:3])
    counts = [queries(*one, number=number) for one in (small, big) for number in (1, 20)]
    sys.stdout.write(json.dumps(counts))

"""Opens long texts as the server does, on the data of the server whose environment this has.

Run as a program by `opening`: writes the same text of 10,000 edits under all questions of some
sessions (a checkpoint of the first 9,700 and the rows after it, as the log keeps them), opens them
one by one, and prints the milliseconds of each and the KiB that one of them takes.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any, cast

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "airtool.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from pycrdt import Doc, XmlElement, XmlFragment  # noqa: E402

from sessions.models import Answer, Session, TextCheckpoint, TextClient, TextUpdate  # noqa: E402
from sessions.texts import rooms  # noqa: E402
from sessions.texts.documents import DocumentName  # noqa: E402
from sessions.texts.log import BLANK, summary  # noqa: E402
from sessions.texts.standing import Denial  # noqa: E402

EDITS, SUMMED_UP, AUTHORS = 10_000, 9_700, 15
LONGEST = 8_000
FIRST_CLIENT = 50_000
WORDS = "de leverancier legt uit waarop het model is getraind "


class Author:
    """One browser that types sign by sign."""

    def __init__(self, client: int) -> None:
        self.made: list[bytes] = []
        self.doc: Doc[Any] = Doc(client_id=client)
        self.doc.apply_update(BLANK)
        self.doc.observe(lambda event: self.made.append(event.update))
        root = self.doc.get("default", type=XmlFragment)
        paragraph = root.children[0]
        self.words: Any = cast("XmlElement", paragraph).children[0]

    def edit(self, *, place: int, sign: str) -> bytes:
        """Type a sign, or delete the last one when the text is long; return the update."""
        if len(self.words) >= LONGEST:
            del self.words[place - 1 : place]
        else:
            self.words.insert(place, sign)
        return self.made[-1]


def typed() -> list[bytes]:
    """Return ten thousand edits of fifteen people who take turns, mostly at the end."""
    dice = random.Random(1)  # noqa: S311 - the same every time
    authors = [Author(FIRST_CLIENT + number) for number in range(AUTHORS)]
    updates = []
    for number in range(EDITS):
        author = authors[number // 40 % AUTHORS]
        length = len(author.words)
        place = dice.randrange(1, length) if length > 1 and dice.random() < 0.1 else length
        updates.append(author.edit(place=place, sign=WORDS[number % len(WORDS)]))
        for other in authors:
            if other is not author:
                other.doc.apply_update(updates[-1])
    return updates


@transaction.atomic
def written(updates: list[bytes], answers: list[Answer]) -> None:
    """Write the text under each answer: a checkpoint, the rows after it, and who wrote."""
    now = timezone.now()
    state = summary([BLANK, *updates[:SUMMED_UP]])
    if state is None:
        raise RuntimeError("The text could not be summed up.")
    for answer in answers:
        writer = answer.session.participants.first()
        TextCheckpoint.objects.create(answer=answer, sequence=SUMMED_UP, state=state, made_at=now)
        TextUpdate.objects.bulk_create(
            TextUpdate(answer=answer, sequence=number, update=update, author=writer, kept_at=now)
            for number, update in enumerate(updates[SUMMED_UP:], start=SUMMED_UP + 1)
        )
        TextClient.objects.bulk_create(
            TextClient(answer=answer, client_id=FIRST_CLIENT + number, participant=writer)
            for number in range(AUTHORS)
        )


def memory() -> int:
    """Return how many KiB this process holds."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


async def opened(answers: list[Answer]) -> dict[str, Any]:
    """Open every text; the first shows nothing, for code is loaded then."""
    hub = rooms.hub()
    names = [
        (one.session.public_id, DocumentName(one.question.number, one.session.epoch))
        for one in answers
    ]
    await hub.room(*names[0])
    before, taken = memory(), []
    for session_id, name in names[1:]:
        began = time.perf_counter()
        room = await hub.room(session_id, name)
        taken.append(round(1000 * (time.perf_counter() - began), 2))
        if isinstance(room, Denial):
            raise RuntimeError(f"{name} was denied: {room}")  # noqa: TRY004 - nobody's bug
    kib = (memory() - before) / len(taken)
    await rooms.stop()
    return {"ms": taken, "kib": round(kib, 1)}


def main(session_ids: list[str]) -> None:
    """Write, open, and print what was measured."""
    found = Session.objects.filter(public_id__in=session_ids)
    answers = list(Answer.objects.filter(session__in=found).select_related("session", "question"))
    written(typed(), answers)
    sys.stdout.write(json.dumps(asyncio.run(opened(answers))))


if __name__ == "__main__":
    main(sys.argv[1:])

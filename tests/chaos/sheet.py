"""One text as one person has it: what was typed, and what became of it."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field

from tests.chaos.marks import Mark
from tests.texts.pen import Pen

# Client ids of one person's texts lie apart, also of those begun anew.
IDS_EACH = 1_000
# A text holds 10,000 signs; whoever comes near goes on elsewhere.
FULL_AT = 7_500


@dataclass
class Sent:
    """One update that was sent and not answered: the marks in it, and since when."""

    marks: list[str]
    since: float = field(default_factory=time.monotonic)


class Sheet:
    """`forgets` is for who reloads the page and has nothing left: only the session has it then."""

    def __init__(self, who: tuple[int, int], number: int, *, forgets: bool) -> None:
        self.who, self.number, self._forgets = who, number, forgets
        self.key = f"q{number}.e1"
        self.pen = Pen((who[1] * 100 + number) * IDS_EACH)
        self.typed: list[str] = []
        self.acknowledged: set[str] = set()
        self.seen: set[str] = set()
        self.unanswered: deque[Sent] = deque()
        self.synced = False
        self.denied = ""
        # Whether the next Step1 is the server's half of an exchange, and not a question about
        # what it lacks: that one stands for the answer to an update.
        self.expects_question = False
        self._count = 0

    def open_anew(self) -> None:
        """Begin on a new socket."""
        self.synced, self.expects_question = False, False
        self.unanswered.clear()
        if self._forgets:
            self.pen = Pen(self.pen.client + 1)
            self.typed = []

    @property
    def waiting(self) -> list[str]:
        """What was typed here and is not acknowledged."""
        return [mark for mark in self.typed if mark not in self.acknowledged]

    @property
    def is_full(self) -> bool:
        """Whether it is time to go on in another text."""
        return len(self.pen.words(-1)) > FULL_AT

    def type(self) -> tuple[str, bytes]:
        """Type a mark at the end of the text as it is known here."""
        self._count += 1
        mark = str(Mark(*self.who, self.number, self._count))
        self.typed.append(mark)
        self.unanswered.append(Sent([mark]))
        return mark, self.pen.type(mark)

    def repeat(self, mark: str) -> None:
        """Expect one more answer, for a mark that is sent once more."""
        self.unanswered.append(Sent([mark]))

    def bring(self, vector: bytes) -> tuple[list[str], bytes]:
        """Return what the server lacks, and what of it is not acknowledged."""
        if not self.expects_question and self.unanswered:
            self.unanswered.popleft()
        self.expects_question = False
        waiting = self.waiting
        self.unanswered.append(Sent(waiting))
        return waiting, bytes(self.pen.doc.get_update(vector))

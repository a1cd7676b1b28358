"""What one client did and saw, a line of JSON each, so that it can be judged afterwards."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened; `at` in seconds of this machine's own clock.

    `what` is invoke (typed and sent), again (sent once more), ack, refuse, observe (a mark seen for
    the first time), reads (`text` is all of it), open and cut (the socket), or fault (ours).
    """

    at: float
    who: str
    session: int
    what: str
    number: int = 0
    marks: list[str] = field(default_factory=list)
    text: str = ""


class Diary:
    """The file of one client; `reader` is who it is when the same one reads several sessions."""

    def __init__(self, folder: Path, *, who: str, session: int, reader: str = "") -> None:
        self._who, self._session = reader or who, session
        self._file = (folder / f"{who}.jsonl").open("a")

    def note(
        self, what: str, *, number: int = 0, marks: Iterable[str] = (), text: str = ""
    ) -> None:
        """Write down that something happened now."""
        entry = Entry(
            at=time.monotonic(), who=self._who, session=self._session, what=what,
            number=number, marks=sorted(marks), text=text,
        )  # fmt: skip
        self._file.write(json.dumps(asdict(entry)) + "\n")

    def close(self) -> None:
        """Have everything on disk."""
        self._file.close()


def read_all(folder: Path) -> Iterator[Entry]:
    """Yield what stands in all diaries of a folder."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            yield Entry(**json.loads(line))

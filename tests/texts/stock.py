"""A page with the stock provider in it, in so far as the wire shows: what it sends when, and when
it says that everything is saved. It keeps its texts while it has no line, and brings them back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from sessions.consumers.text import TextConsumer
from sessions.models import Participant
from tests.texts.clockwork import Process
from tests.texts.pen import Pen
from tests.texts.wire import auth, edit, headers_of, meaning, step1, step2


class Line:
    """One websocket to one process. `heard` is what comes down and was not taken in yet."""

    def __init__(
        self, process: Process, participant: Participant, *, sent: Callable[[bytes], None]
    ) -> None:
        self.process, self._sent = process, sent
        self.heard: list[bytes] = []
        self.code: int | None = None
        self._up: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._up.put_nowait({"type": "websocket.connect"})
        session_id = participant.session.public_id
        scope = {"url_route": {"kwargs": {"session_id": session_id}}}
        scope["headers"] = headers_of(participant)
        work = TextConsumer()(scope, self._up.get, self._take)
        self.task = process.loop.create_task(work)

    async def _take(self, event: dict[str, Any]) -> None:
        if event["type"] == "websocket.close":
            self.code = event.get("code", 1000)
        elif event["type"] == "websocket.send":
            self._sent(event["bytes"])
            self.heard.append(event["bytes"])

    def say(self, data: bytes) -> None:
        """Send a frame up."""
        self._up.put_nowait({"type": "websocket.receive", "bytes": data})

    def drop(self, *, lost: bool) -> None:
        """The line is gone; `lost`: with what the process had not read."""
        while lost and not self._up.empty():
            self._up.get_nowait()
        self._up.put_nowait({"type": "websocket.disconnect", "code": 1006})


class Copy:
    """One text on a page: the stock provider and its document."""

    def __init__(self, key: str, client: int) -> None:
        self.key, self.pen = key, Pen(client)
        self.line: Line | None = None
        self.unsynced = 0
        self.scope = ""
        self.denied = ""
        self.statuses: list[int] = []
        # How many answers are due of all that was sent on this line, and how many may come.
        self.due = self.most = 0
        self.typed: set[str] = set()
        self.deleted: set[str] = set()

    def open(self, line: Line) -> None:
        """Begin on a new line, as the provider does: token, then what is here."""
        self.line, self.scope, self.denied = line, "", ""
        self.statuses, self.due, self.most, self.unsynced = [], 1, 0, 1
        line.say(auth(self.key))
        line.say(step1(self.key, bytes(self.pen.doc.get_state())))

    def write(self, update: bytes) -> None:
        """Send an edit; without a line it waits in the document."""
        if self.line is not None:
            self.unsynced += 1
            self.due += 1
            self.most += 1
            self.line.say(edit(self.key, update))

    def hear(self, kind: str, content: Any) -> bool:
        """Take in a frame; tell whether everything is saved because of it."""
        if kind == "step1" and self.line is not None:
            self.most += 1
            self.line.say(step2(self.key, bytes(self.pen.doc.get_update(content))))
        elif kind in ("step2", "update"):
            self.pen.hear(content)
        elif kind == "open":
            self.scope = content
        elif kind == "denied":
            self.denied = content
        elif kind == "status":
            return self._answered(content)
        return False

    def _answered(self, kept: int) -> bool:
        self.statuses.append(kept)
        self.unsynced = max(0, self.unsynced - kept)
        return self.unsynced == 0

    @property
    def marks(self) -> list[str]:
        """Return what can be deleted or written behind: marks of the first paragraph."""
        return self.pen.signs(0).replace(">", "> ").replace("}", "} ").split()

    @property
    def is_loaded(self) -> bool:
        """Whether there is something to write in."""
        return bool(list(self.pen.root.children))


class Page:
    """A page of one person, with one line and any number of texts."""

    def __init__(self, participant: Participant) -> None:
        self.participant = participant
        self.copies: dict[str, Copy] = {}
        self.line: Line | None = None
        self.frozen = False

    def connect(self, line: Line) -> None:
        """Open every text of the page on a new line."""
        self.line = line
        for copy in self.copies.values():
            copy.open(line)

    def drop(self, *, lost: bool = False) -> None:
        """Lose the line."""
        if self.line is not None and self.line.code is None and not self.line.process.loop.over:
            self.line.drop(lost=lost)
        self.line = None
        for copy in self.copies.values():
            copy.line = None

    def take_in(self) -> list[tuple[Copy, bytes, bool]]:
        """Take in what came down: each frame, the text it is about, and whether all is saved."""
        taken: list[tuple[Copy, bytes, bool]] = []
        while self.line is not None and self.line.heard:
            data = self.line.heard.pop(0)
            key, kind, content = meaning(data)
            if key in self.copies:
                saved = self.copies[key].hear(kind, content)
                taken.append((self.copies[key], data, saved))
        if self.line is not None and self.line.code is not None:
            self.drop()
        return taken

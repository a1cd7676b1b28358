"""A browser that types and loses its line.

Half of them come back and bring what was not acknowledged. The others were closed and come back
empty-handed: what they were told is kept must be kept without their help.
"""

from __future__ import annotations

import asyncio
from collections import deque

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.texts import wire
from tests.texts.pen import Pen

PAUSE = 0.03


class Text:
    """One document of a typist: what was typed, and what of it was acknowledged."""

    def __init__(self, client: int, number: int) -> None:
        self.key = f"q{number}.e1"
        self.number = number
        self.pen = Pen(client)
        self.typed: list[str] = []
        self.acknowledged: set[str] = set()
        self.unanswered: deque[list[str]] = deque()
        self.synced = False
        self._marks = 0

    def start_over(self) -> None:
        """The page was closed and is opened anew: only the session still has what was typed."""
        self.pen = Pen(self.pen.client + 10_000)
        self.typed = sorted(self.acknowledged)

    def next_mark(self, index: int) -> str:
        """Return a mark that was never typed."""
        self._marks += 1
        return f"<{index}.{self.number}.{self._marks}>"

    @property
    def waiting(self) -> list[str]:
        """What was typed and is not acknowledged."""
        return [mark for mark in self.typed if mark not in self.acknowledged]

    def type(self, mark: str) -> bytes:
        """Type a mark that nobody else types, at the end of the text as it is known here."""
        self.typed.append(mark)
        if not list(self.pen.root.children):
            return self.pen.paragraph(mark)
        return self.pen.type(mark)


class Typist:
    """One person with several documents on one socket."""

    def __init__(self, index: int, *, url: str, origin: str, cookie: str, numbers: list[int]):
        self.index, self._url = index, url
        self._headers = {"Origin": origin, "Cookie": cookie}
        self.texts = {f"q{n}.e1": Text(100 * index + n, n) for n in numbers}
        self.typing = True
        self.refusals: list[str] = []

    async def run(self) -> None:
        """Connect, again and again."""
        while True:
            try:
                async with connect(self._url, additional_headers=self._headers) as line:
                    await self._serve(line)
            except (OSError, WebSocketException, TimeoutError):
                await asyncio.sleep(PAUSE)

    async def _serve(self, line: ClientConnection) -> None:
        for text in self.texts.values():
            text.synced = False
            text.unanswered.clear()
            if self.index % 2:
                text.start_over()
            await line.send(wire.auth(text.key))
            await line.send(wire.step1(text.key, bytes(text.pen.doc.get_state())))
        typing = asyncio.create_task(self._type(line))
        try:
            async for data in line:
                assert isinstance(data, bytes)
                await self._hear(line, data)
        finally:
            typing.cancel()
            await asyncio.gather(typing, return_exceptions=True)

    async def _hear(self, line: ClientConnection, data: bytes) -> None:
        key, kind, content = wire.meaning(data)
        if kind == "ping":
            await line.send(b"\x0a")
            return
        text = self.texts[key]
        if kind == "step1":
            text.unanswered.append(text.waiting)
            await line.send(wire.step2(key, bytes(text.pen.doc.get_update(content))))
        elif kind in {"step2", "update"}:
            text.pen.hear(content)
            text.synced = text.synced or kind == "step2"
        elif kind == "status" and content == 1:
            text.acknowledged.update(text.unanswered.popleft())
        elif kind in {"status", "denied"}:
            self.refusals.append(f"{key} {kind} {content}")

    async def _type(self, line: ClientConnection) -> None:
        while True:
            await asyncio.sleep(PAUSE)
            for text in self.texts.values():
                if self.typing and text.synced:
                    mark = text.next_mark(self.index)
                    update = text.type(mark)
                    text.unanswered.append([mark])
                    await line.send(wire.edit(text.key, update))

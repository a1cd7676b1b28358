"""A raw browser of one person: types marks, and comes back whenever its line is gone."""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import time
from dataclasses import dataclass

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.chaos import marks
from tests.chaos.diary import Diary
from tests.chaos.sheet import Sheet
from tests.texts import wire

# Before it comes back, at random: everybody at once is another test's subject.
PAUSES = (0.05, 0.3)
# From a full text to the next one, for who types in several; none of those is further on.
FURTHER_ON, LAST_NUMBER = 5, 20
# Bytes the kernel takes in for who has a narrow line.
NARROW = 4096


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """Who somebody is: which session and person, the session's public id, cookie and origin."""

    session: int
    person: int
    public_id: str
    cookie: str
    origin: str

    @property
    def headers(self) -> dict[str, str]:
        """The headers of this browser."""
        return {"Origin": self.origin, "Cookie": self.cookie}


class Person:
    """`port` is where the line goes. Every `every` seconds a mark is typed, in each text at hand.

    An update that is not answered for `patience` seconds, or a text not opened by then, means that
    the line is dead: it is dropped without a word, as the page does. Each edit is sent so many
    `times`. A `narrow` line holds little on its way. `last_edit` are the bytes of the latest;
    `carets` counts frames of where others are.
    """

    def __init__(
        self,
        ticket: Ticket,
        *,
        port: int,
        diary: Diary,
        numbers: tuple[int, ...] = (1,),
        every: float = 0.1,
        patience: float = 10.0,
        forgets: bool = False,
        times: int = 1,
        headers: dict[str, str] | None = None,
        narrow: bool = False,
    ) -> None:
        self.ticket, self.port, self.diary = ticket, port, diary
        self.every, self.patience, self._forgets = every, patience, forgets
        self._who = (ticket.session, ticket.person)
        self.sheets: dict[str, Sheet] = {}
        self.numbers = list(numbers)
        for number in numbers:
            self._lay_out(number)
        self.typing, self.returning = True, True
        self._times, self.headers, self._narrow = times, headers or {}, narrow
        self.made: list[str] = []
        self.last_edit, self.carets = b"", 0
        self.refusals: list[str] = []
        self.codes: list[int | None] = []
        self.line: ClientConnection | None = None

    @property
    def name(self) -> str:
        """The name of the diary."""
        return f"{self.ticket.session}.{self.ticket.person}"

    @property
    def kept(self) -> set[str]:
        """The marks of this person that were acknowledged."""
        return {mark for sheet in self.sheets.values() for mark in sheet.acknowledged}

    @property
    def acknowledged(self) -> int:
        """How many marks of this person are kept."""
        return sum(len(sheet.acknowledged) for sheet in self.sheets.values())

    @property
    def waiting(self) -> list[str]:
        """What was typed here and is not answered."""
        return [mark for sheet in self.sheets.values() for mark in sheet.waiting]

    @property
    def is_open(self) -> bool:
        """Whether every text is open on this very line."""
        return self.line is not None and all(sheet.synced for sheet in self.sheets.values())

    def knows(self, mark: str) -> bool:
        """Whether this mark came here, or was made here."""
        return mark in self.made or any(mark in sheet.seen for sheet in self.sheets.values())

    async def run(self) -> None:
        """Connect, again and again."""
        while self.returning:
            with contextlib.suppress(OSError, WebSocketException, TimeoutError):
                async with connect(
                    f"ws://127.0.0.1:{self.port}/ws/sessions/{self.ticket.public_id}/texts",
                    additional_headers=self.ticket.headers | self.headers,
                    compression=None, proxy=None, ping_interval=None,
                    open_timeout=self.patience, close_timeout=0.2, sock=await self._socket(),
                ) as line:  # fmt: skip
                    await self._serve(line)
            await asyncio.sleep(random.uniform(*PAUSES))

    async def _socket(self) -> socket.socket | None:
        """Return a connected socket for which the kernel holds little, if the line is narrow."""
        if not self._narrow:
            return None
        made = socket.socket()
        made.setblocking(False)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        try:
            await asyncio.get_running_loop().sock_connect(made, ("127.0.0.1", self.port))
        except BaseException:
            made.close()
            raise
        return made

    def stop_reading(self) -> None:
        """Leave everything on the line from now on."""
        assert self.line is not None
        self.line.transport.pause_reading()

    def read_on(self) -> None:
        """Take in what came meanwhile."""
        if self.line is not None:
            self.line.transport.resume_reading()

    async def _serve(self, line: ClientConnection) -> None:
        self.line = line
        self.diary.note("open")
        for sheet in self.sheets.values():
            await self._open(line, sheet)
        others = [asyncio.create_task(work(line)) for work in (self._type, self._watch)]
        try:
            async for data in line:
                assert isinstance(data, bytes)
                await self._hear(line, data)
        finally:
            self.line = None
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            self.codes.append(line.close_code)
            self.diary.note("cut", text=str(line.close_code))

    def _lay_out(self, number: int) -> Sheet:
        sheet = Sheet(self._who, number, forgets=self._forgets)
        self.sheets[sheet.key] = sheet
        return sheet

    async def _open(self, line: ClientConnection, sheet: Sheet) -> None:
        sheet.open_anew()
        await line.send(wire.auth(sheet.key))
        await line.send(wire.step1(sheet.key, bytes(sheet.pen.doc.get_state())))

    # --- Hearing ------------------------------------------------------------------------------

    async def _hear(self, line: ClientConnection, data: bytes) -> None:
        key, kind, content = wire.meaning(data)
        if kind == "ping":
            await line.send(b"\x0a")
            return
        sheet = self.sheets[key]
        self._observe(sheet, data)
        if kind == "step1":
            waiting, update = sheet.bring(content)
            if waiting:
                self.diary.note("again", number=sheet.number, marks=waiting)
            await line.send(wire.step2(key, update))
        elif kind in {"step2", "update"}:
            sheet.pen.hear(content)
            sheet.synced = sheet.synced or kind == "step2"
        elif kind == "open":
            sheet.expects_question = True
        elif kind == "carets":
            self.carets += 1
        elif kind in {"status", "denied"}:
            self._answered(sheet, kind, content)

    def _observe(self, sheet: Sheet, data: bytes) -> None:
        new = marks.in_frame(data) - sheet.seen
        if new:
            sheet.seen |= new
            self.diary.note("observe", number=sheet.number, marks=new)

    def _answered(self, sheet: Sheet, kind: str, content: object) -> None:
        if kind == "denied":
            sheet.denied = str(content)
            told = sheet.waiting
        else:
            told = sheet.unanswered.popleft().marks
        if (kind, content) == ("status", 1):
            sheet.acknowledged.update(told)
            self.diary.note("ack", number=sheet.number, marks=told)
        else:
            self.refusals.append(f"{sheet.key} {kind} {content}")
            self.diary.note("refuse", number=sheet.number, marks=told, text=f"{kind} {content}")

    # --- Typing -------------------------------------------------------------------------------

    async def _type(self, line: ClientConnection) -> None:
        while True:
            await asyncio.sleep(self.every)
            for at, number in enumerate(self.numbers):
                sheet = self.sheets[f"q{number}.e1"]
                if not self.typing or sheet.denied or not sheet.synced:
                    continue
                if sheet.is_full:
                    await self._turn_over(line, at)
                    continue
                mark, update = sheet.type()
                self.made.append(mark)
                self.diary.note("invoke", number=number, marks=[mark])
                self.last_edit = update
                for _ in range(self._times - 1):
                    sheet.repeat(mark)
                for _ in range(self._times):
                    await line.send(wire.edit(sheet.key, update))

    async def _turn_over(self, line: ClientConnection, at: int) -> None:
        """Go on in a text further on; the full one stays open."""
        number = self.numbers[at] + (FURTHER_ON if len(self.numbers) > 1 else 1)
        if number <= LAST_NUMBER:
            self.numbers[at] = number
            await self._open(line, self._lay_out(number))

    async def _watch(self, line: ClientConnection) -> None:
        """Drop a line on which nothing is answered."""
        opened = time.monotonic()
        while True:
            await asyncio.sleep(self.patience / 4)
            late = time.monotonic() - self.patience
            dead = opened < late and not all(sheet.synced for sheet in self.sheets.values())
            oldest = [sheet.unanswered[0] for sheet in self.sheets.values() if sheet.unanswered]
            if dead or any(sent.since < late for sent in oldest):
                line.transport.abort()
                return

"""One test's cast in a place: people who type, lines to break, and the judgement at the end."""

from __future__ import annotations

import asyncio
import json
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Self

import pytest

from tests.chaos import diary, marks, results
from tests.chaos.diary import Diary
from tests.chaos.judge import DATABASE, Verdict, judge
from tests.chaos.person import Person
from tests.chaos.place import Held, Place
from tests.chaos.proxy import Proxy
from tests.grown.browsers import Browser
from tests.texts.pen import Pen

# Far more than anything takes: the machine may be busy.
SECONDS = 120.0


class Scene:
    """Everybody who was `cast` runs until the scene ends; every proxy is closed with it."""

    def __init__(self, place: Place, folder: Path) -> None:
        self.place, self.folder = place, folder
        self.people: list[Person] = []
        self.sessions: list[Held] = []
        self._proxies: list[Proxy] = []
        self._running: list[asyncio.Task[None]] = []
        self._said = len(place.log.read_bytes())
        self._hand = Diary(folder, who="hand", session=0)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        for proxy in self._proxies:
            await proxy.__aexit__()
        for notes in (self._hand, *(one.diary for one in self.people)):
            notes.close()

    # --- Casting ------------------------------------------------------------------------------

    async def line(self, *ports: int, narrow: bool = False) -> Proxy:
        """Open a line to these ports; to every process in turn when none are named."""
        every = [server.port for server in self.place.servers]
        proxy = await Proxy(*(ports or every), narrow=narrow).__aenter__()
        self._proxies.append(proxy)
        return proxy

    def open(self, sessions: int = 1, *, people: int) -> list[Held]:
        """Make running sessions for so many people each."""
        made = self.place.sessions(sessions, people=people)
        self.sessions += made
        return made

    def cast(self, session: Held, person: int, *, port: int, **how: Any) -> Person:
        """Have somebody come in and begin to type."""
        ticket = session.ticket(person)
        name = f"{ticket.session}.{ticket.person}"
        notes = Diary(self.folder, who=name, session=ticket.session)
        one = Person(ticket, port=port, diary=notes, **how)
        self.people.append(one)
        self._running.append(asyncio.create_task(one.run()))
        return one

    # --- Waiting ------------------------------------------------------------------------------

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds that is true in another process; nobody may have failed."""
        deadline = time.monotonic() + SECONDS
        while not holds():
            await asyncio.sleep(0.02)
            for task in self._running:
                if task.done():
                    task.result()
            if time.monotonic() > deadline:
                pytest.fail(f"not within {SECONDS} s: {what}\n{self.state()}")

    async def typed(self, edits: int = 1, *, by: Iterable[Person] | None = None) -> None:
        """Wait until each of these people, or everybody, had so many more marks acknowledged."""
        people = self.people if by is None else list(by)
        enough = [(one, one.acknowledged + edits) for one in people]
        await self.until(lambda: all(one.acknowledged >= n for one, n in enough), "more is typed")

    async def quiet(self) -> None:
        """Have everybody stop typing, and wait until all is answered and all read the same."""
        for one in self.people:
            one.typing = False
        await self.until(lambda: not any(one.waiting for one in self.people), "all is answered")
        await self.until(lambda: all(one.is_open for one in self.people), "everybody is back")
        await self.until(self._agree, "everybody reads the same")

    def _agree(self) -> bool:
        texts: dict[tuple[int, int], set[str]] = {}
        for one in self.people:
            for sheet in one.sheets.values():
                texts.setdefault((one.ticket.session, sheet.number), set()).add(sheet.pen.plain)
        return all(len(found) == 1 for found in texts.values())

    # --- Judging ------------------------------------------------------------------------------

    def fault(self, what: str) -> None:
        """Write down that something is broken now."""
        self._hand.note("fault", text=what)

    async def verdict(self, row: str, what: str) -> Verdict:
        """Have everything read by everybody, judge the diaries, and keep what this row showed."""
        for one in self.people:
            for sheet in one.sheets.values():
                # Who was refused still has those words; only what is answered is compared.
                if not sheet.waiting:
                    one.diary.note("reads", number=sheet.number, text=sheet.pen.plain)
            one.diary.close()
        self._hand.close()
        for session in self.sessions:
            stored = self.place.stage.ask(read=session.public_id)
            self._read(session, DATABASE, stored)
            self._read(session, "report", await self._report(session))
            await self._ask_for_texts(session)
        entries = list(diary.read_all(self.folder))
        verdict = judge(entries)
        results.keep(row, what, stored=self.place.stored, entries=entries, verdict=verdict)
        return verdict

    def _read(self, session: Held, who: str, texts: dict[str, str]) -> None:
        notes = Diary(self.folder, who=f"{who}-{session.label}", session=session.label, reader=who)
        for number in range(1, 21):
            notes.note("reads", number=number, text=texts.get(str(number), ""))
        notes.close()

    async def _report(self, session: Held) -> dict[str, str]:
        anna = self.facilitator(session)
        found = json.loads(await anna.get("/sessions/{session}/report.json"))
        questions = [one for theme in found["report"]["themes"] for one in theme["questions"]]
        return {str(one["number"]): _plain(one["answer"]) for one in questions}

    async def _ask_for_texts(self, session: Held) -> None:
        """Read the texts somebody typed in by plain requests, as a page without a socket does."""
        anna = self.facilitator(session)
        notes = Diary(self.folder, who=f"asked-{session.label}", session=session.label)
        people = [one for one in self.people if one.ticket.session == session.label]
        for number in {sheet.number for one in people for sheet in one.sheets.values()}:
            given = json.loads(await anna.get(f"/sessions/{{session}}/texts/q{number}.e1/"))
            pen = Pen(1)
            pen.hear(b64decode(given["update"]))
            notes.note("reads", number=number, text=pen.plain)
        notes.close()

    def facilitator(self, session: Held, server: int = 0) -> Browser:
        """Return the browser of who leads a session."""
        where = self.place.servers[server]
        return Browser(where, session.facts, cookie=session.facts["facilitator"])

    def most_sends(self) -> int:
        """Return how often the mark was sent that was sent most often."""
        entries = diary.read_all(self.folder)
        sent = Counter(m for one in entries if one.what in ("invoke", "again") for m in one.marks)
        return max(sent.values())

    def silently_gone(self) -> list[str]:
        """Return what was typed and neither acknowledged nor refused."""
        return sorted(self._marks("invoke") - self._marks("ack") - self._marks("refuse"))

    def refused_and_stored(self) -> list[str]:
        """Return what was refused and is in the database all the same."""
        stored = [one.text for one in diary.read_all(self.folder) if one.who == DATABASE]
        return sorted(self._marks("refuse") & set(marks.in_text("".join(stored))))

    def _marks(self, what: str) -> set[str]:
        return {m for one in diary.read_all(self.folder) if one.what == what for m in one.marks}

    def logged(self) -> str:
        """Return what the processes wrote down during this scene."""
        return self.place.log.read_bytes()[self._said :].decode()

    def errors(self) -> list[str]:
        """Return the errors among it; that a doorbell was not rung is none."""
        return [line for line in self.logged().splitlines() if " ERROR " in line]

    def state(self) -> str:
        """Describe everybody, for whoever reads why a test failed."""
        lines = [
            f"{one.name}: {one.acknowledged} acknowledged, {len(one.waiting)} waiting,"
            f" open: {one.is_open}, codes: {one.codes[-5:]}, refused: {one.refusals[-3:]}"
            for one in self.people
        ]
        return "\n".join([*lines, self.logged()[-3000:]])


def _plain(passages: list[dict[str, Any]]) -> str:
    return "\n".join("".join(run["text"] for run in one["runs"]) for one in passages)

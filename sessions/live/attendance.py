"""Who is here: told when somebody comes or goes, on every process.

What a process knows it writes in `last_seen_at`, at most once per ten seconds for each person, and
several who come together in one go. Then it rings, and the others read.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from contextvars import Context
from datetime import datetime
from typing import Any, Protocol

from django.utils import timezone

from sessions.live import presence
from sessions.live.audience import Audience
from sessions.live.presence import SEEN_SECONDS

log = logging.getLogger(__name__)
# A room that walks in at once is written down together.
GATHER_SECONDS = 0.1
# So long another process has to say that it still has somebody who left here.
OBJECTION_SECONDS = 0.3

Changed = Callable[[str, list[str]], None]


class Listener(Protocol):
    """What is needed of a socket here."""

    participant_id: str
    audience: str

    def tell(self, text: str) -> None:
        """Send one frame to the browser."""


class Attendance:
    """Tells the sockets of one process who is here.

    `changed` rings the other processes: a session, and who perhaps left it.
    """

    def __init__(self, *, sockets: Mapping[str, set[Any]], changed: Changed) -> None:
        self._sockets, self._changed = sockets, changed
        self._told: dict[str, list[str]] = {}
        # What this process wrote down, and when by its own clock.
        self._seen: dict[str, datetime] = {}
        self._written: dict[str, float] = {}
        self._arrivals: dict[str, set[str]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin anew, on the running loop."""
        for known in (self._told, self._seen, self._written, self._arrivals, self._tasks):
            known.clear()

    async def stop(self) -> None:
        """Tell nobody any more."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def arrived(self, session_id: str, participant_id: str) -> None:
        """Somebody opened a page here; who opens one at the same time goes along."""
        if not self._arrivals:
            self._spawn(self._gather())
        self._arrivals.setdefault(session_id, set()).add(participant_id)

    def left(self, session_id: str, participant_id: str) -> None:
        """Somebody's last page here closed."""
        if session_id not in self._sockets:
            self._told.pop(session_id, None)
        self._spawn(self._leave(session_id, participant_id))

    def heard(self, session_id: str, left: list[str]) -> None:
        """Another process rang: somebody came there, or left and is perhaps still here."""
        if session_id in self._sockets:
            self._spawn(self._answer(session_id, left))

    async def look(self) -> None:
        """Write down who is here, when that is due, and tell what changed."""
        now = time.monotonic()
        people = self._connected()
        for gone in self._written.keys() - people:
            del self._written[gone]
            self._seen.pop(gone, None)
        due = {one for one in people if now - self._written.get(one, -SEEN_SECONDS) >= SEEN_SECONDS}
        await self._write(due)
        await self._tell(list(self._sockets))

    async def _gather(self) -> None:
        await asyncio.sleep(GATHER_SECONDS)
        arrivals, self._arrivals = self._arrivals, {}
        now = time.monotonic()
        people = {one for several in arrivals.values() for one in several}
        await self._write(
            {one for one in people if now - self._written.get(one, -SEEN_SECONDS) >= SEEN_SECONDS}
        )
        for session_id in arrivals:
            self._changed(session_id, [])
        await self._tell(list(arrivals), newcomers=arrivals)

    async def _leave(self, session_id: str, participant_id: str) -> None:
        self._changed(session_id, [participant_id])
        await asyncio.sleep(OBJECTION_SECONDS)
        if participant_id in self._connected():
            return
        self._written.pop(participant_id, None)
        seen = self._seen.pop(participant_id, None)
        if seen is not None and await presence.mark_gone(participant_id, seen=seen):
            self._changed(session_id, [])
        await self._tell([session_id])

    async def _answer(self, session_id: str, left: list[str]) -> None:
        mine = self._connected() & set(left)
        if mine:
            await self._write(mine)
        await self._tell([session_id])

    async def _write(self, people: set[str]) -> None:
        if people:
            now = timezone.now()
            await presence.mark_seen(people, at=now)
            self._seen |= dict.fromkeys(people, now)
            self._written |= dict.fromkeys(people, time.monotonic())

    async def _tell(
        self, session_ids: list[str], *, newcomers: Mapping[str, set[str]] | None = None
    ) -> None:
        """Tell each session who is here when that changed, and newcomers in any case."""
        here = await presence.who_is_here(session_ids, self._connected())
        for session_id in session_ids:
            if session_id not in self._sockets:
                continue
            people = here.get(session_id, [])
            new = (newcomers or {}).get(session_id, set())
            changed = people != self._told.get(session_id)
            self._told[session_id] = people
            text = json.dumps({"type": "here", "people": people})
            for socket in list(self._sockets[session_id]):
                # The wall shows no people.
                is_person = socket.audience != Audience.PROJECTOR
                if is_person and (changed or socket.participant_id in new):
                    socket.tell(text)

    def _connected(self) -> set[str]:
        return {one.participant_id for sockets in self._sockets.values() for one in sockets}

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("Who is here was not told; the next beat does", exc_info=task.exception())

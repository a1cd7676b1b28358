"""This process's session sockets: the beat that makes silence noticed, and who is here.

One query per beat serves all sockets of the process; `presence` looks over all processes.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections import Counter
from collections.abc import Awaitable
from datetime import timedelta
from typing import Any, Protocol

from django.utils import timezone

from sessions.live import presence

log = logging.getLogger(__name__)
BEAT_SECONDS = 5.0
SEND_SECONDS = 2.0
SEEN_SECONDS = 10.0
# Five pages of one person; more are machines, or lines that broke and are noticed soon.
MOST_SOCKETS = 5


class Socket(Protocol):
    """What the hub needs of a session socket."""

    session_id: str
    participant_id: str

    async def tell(self, text: str) -> None:
        """Send one frame to the browser."""

    async def end(self, reason: str) -> None:
        """Say goodbye and close."""


class Hub:
    """The sockets of one process, by session."""

    def __init__(self) -> None:
        self._sockets: dict[str, set[Socket]] = {}
        self._open: Counter[str] = Counter()
        self._here: dict[str, list[str]] = {}
        self._beat: asyncio.Task[None] | None = None
        self._last_seen = timezone.now() - timedelta(days=1)

    def has_room_for(self, participant_id: str) -> bool:
        """Count one more socket of this person, unless there are too many."""
        if self._open[participant_id] >= MOST_SOCKETS:
            return False
        self._open[participant_id] += 1
        return True

    def makes_room(self, participant_id: str) -> None:
        """Count one socket of this person less."""
        self._open[participant_id] -= 1
        if self._open[participant_id] <= 0:
            del self._open[participant_id]

    async def add(self, socket: Socket) -> None:
        """Take a socket in, start the beat when it is not running, tell who is here."""
        self._sockets.setdefault(socket.session_id, set()).add(socket)
        if self._beat is None or self._beat.done():
            self._beat = asyncio.get_running_loop().create_task(self._run())
        await self._refresh([socket.session_id], written={socket.participant_id})

    async def drop(self, socket: Socket) -> None:
        """Let a socket go; without any, the beat ends by itself."""
        sockets = self._sockets.get(socket.session_id, set())
        sockets.discard(socket)
        if not sockets:
            self._sockets.pop(socket.session_id, None)
            self._here.pop(socket.session_id, None)
        gone = all(other.participant_id != socket.participant_id for other in sockets)
        if gone:
            await presence.mark_gone(socket.participant_id)
        if sockets and gone:
            await self._refresh([socket.session_id], written=set())

    async def stop(self) -> None:
        """Stop the beat."""
        if self._beat is not None:
            self._beat.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._beat
            self._beat = None

    async def _run(self) -> None:
        await asyncio.sleep(BEAT_SECONDS)
        while self._sockets:
            try:
                await self._pulse()
            except Exception:
                log.exception("The beat missed one turn")
            await asyncio.sleep(BEAT_SECONDS)

    async def _pulse(self) -> None:
        session_ids = list(self._sockets)
        states = await presence.states_of(session_ids, self._participant_ids())
        for session_id in session_ids:
            beat = json.dumps({"type": "beat", "revision": states.revisions.get(session_id)})
            for socket in list(self._sockets.get(session_id, ())):
                if session_id not in states.revisions:
                    await self._bounded(socket, socket.end("deleted"))
                elif socket.participant_id not in states.present:
                    await self._bounded(socket, socket.end("removed"))
                else:
                    await self._bounded(socket, socket.tell(beat))
        await self._refresh(session_ids, written=self._due())

    def _due(self) -> set[str]:
        now = timezone.now()
        if now - self._last_seen < timedelta(seconds=SEEN_SECONDS):
            return set()
        self._last_seen = now
        return self._participant_ids()

    def _participant_ids(self) -> set[str]:
        return {one.participant_id for sockets in self._sockets.values() for one in sockets}

    async def _refresh(self, session_ids: list[str], *, written: set[str]) -> None:
        """Tell each session who is here, when that changed or somebody new listens."""
        here = await presence.who_is_here(session_ids, written, self._participant_ids())
        for session_id in session_ids:
            people = here.get(session_id, [])
            if people == self._here.get(session_id) and not written:
                continue
            self._here[session_id] = people
            text = json.dumps({"type": "here", "people": people})
            for socket in list(self._sockets.get(session_id, ())):
                await self._bounded(socket, socket.tell(text))

    async def _bounded(self, socket: Socket, sending: Awaitable[None]) -> None:
        """Send, and let the socket go when that fails or blocks: it must not hold up the others.

        Its browser hears nothing any more, and opens a new line.
        """
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await sending
        except Exception:
            log.info("A session socket was let go", exc_info=True)
            self._sockets.get(socket.session_id, set()).discard(socket)


hub = Hub()


def state() -> dict[str, Any]:
    """Return how many sessions and sockets this process serves, for the health page."""
    return {
        "sessions": len(hub._sockets),  # noqa: SLF001 - the module is the hub's own
        "sockets": sum(len(sockets) for sockets in hub._sockets.values()),  # noqa: SLF001
    }

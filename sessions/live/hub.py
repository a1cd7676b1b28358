"""This process's session sockets: news is told to them, the beat makes silence noticed.

One ear per process hears what the other processes tell; one query per beat serves all sockets.
Whatever a lost ring would have told is seen by the beat within five seconds, and a sign-in that
ended by the look at everybody once a minute.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from contextvars import Context
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from sessions.live.attendance import Attendance
from sessions.live.presence import states_of
from sessions.live.telling import Socket, beat, tell_news
from sessions.sockets.neighbours import (
    LARGEST_MESSAGE,
    Message,
    Neighbours,
    is_alone,
    ring_layer,
)

log = logging.getLogger(__name__)
# The group of the layer on which processes tell each other news.
GROUP = "news"
BEAT_SECONDS = 5.0
# What raises no revision, such as signing out elsewhere, is found by looking at everybody, within
# a minute: a quarter sooner or later than this, so that processes do not all look at once.
RECHECK_SECONDS = 48.0
# Five pages of one person; more are machines, or lines that broke and are noticed soon.
MOST_SOCKETS = 5


class Hub:
    """The sockets of one process, by session. Everything runs on the loop it was started on."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self._sockets: dict[str, set[Socket]] = {}
        self._open: Counter[str] = Counter()
        # The revision of the latest news of each session.
        self._latest: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._neighbours: Neighbours | None = None
        self._attendance = Attendance(sockets=self._sockets, changed=self._tell_attendance)

    def start(self) -> None:
        """Start the beat and the ear for other processes; does nothing when they run."""
        loop = asyncio.get_running_loop()
        if self.loop is loop and self._tasks:
            return
        self.loop = loop
        self._sockets.clear()
        self._open.clear()
        self._latest.clear()
        self._tasks = set()
        self._attendance.start()
        self._neighbours = Neighbours(get_channel_layer(), group=GROUP, heard=self._heard)
        self._spawn(self._beat_for_ever())
        self._spawn(self._look_for_ever())

    async def stop(self) -> None:
        """Stop the beat and the ear."""
        self.loop = None
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._attendance.stop()
        if self._neighbours is not None:
            await self._neighbours.close()

    # --- Sockets ------------------------------------------------------------------------------

    def has_room_for(self, participant_id: str) -> bool:
        """Count one more socket of this person, unless there are too many."""
        self.start()
        if self._open[participant_id] >= MOST_SOCKETS:
            return False
        self._open[participant_id] += 1
        return True

    def makes_room(self, participant_id: str) -> None:
        """Count one socket of this person less."""
        self._open[participant_id] -= 1
        if self._open[participant_id] <= 0:
            del self._open[participant_id]

    def join(self, socket: Socket) -> None:
        """Let a socket hear all news from now on."""
        self.start()
        self._sockets.setdefault(socket.session_id, set()).add(socket)

    def arrived(self, socket: Socket) -> None:
        """Tell everybody, and first of all this socket, who is here now."""
        self._attendance.arrived(socket.session_id, socket.participant_id)

    def drop(self, socket: Socket) -> None:
        """Let a socket go."""
        sockets = self._sockets.get(socket.session_id, set())
        sockets.discard(socket)
        if not sockets:
            self._sockets.pop(socket.session_id, None)
            self._latest.pop(socket.session_id, None)
        if all(other.participant_id != socket.participant_id for other in sockets):
            self._attendance.left(socket.session_id, socket.participant_id)

    # --- News ---------------------------------------------------------------------------------

    def take(self, message: Message) -> None:
        """Take in what a command here tells, and pass it on to the other processes."""
        self._deliver(message)
        for kind, contents in message.items():
            for content in contents:
                self._pass_on(kind, content)

    def _pass_on(self, kind: str, content: dict[str, Any]) -> None:
        size = sum(len(text) for text in content.get("texts", {}).values())
        size += len(content.get("text", ""))
        if size > LARGEST_MESSAGE:
            content, size = content | {"texts": {}}, 0
        if self._neighbours is not None:
            self._neighbours.ring(kind, content, size=size)

    async def _heard(self, message: Message) -> None:
        self._deliver(message)
        for one in message.get("here", []):
            self._attendance.heard(one["session"], one["left"])

    def _deliver(self, message: Message) -> None:
        for one in message.get("news", []):
            self._tell_news(one)
        for one in message.get("mine", []):
            for socket in self._in(one["session"], people=one["people"]):
                socket.tell(one["text"])
        for one in message.get("bye", []):
            for socket in self._in(one["session"], people=one["people"]):
                socket.end(one["reason"])
        for one in message.get("recheck", []):
            for socket in self._in(one["session"], people=one["people"]):
                self._spawn(socket.look_again())

    def _tell_news(self, news: dict[str, Any]) -> None:
        """Tell news, unless later news overtook it: then it was missed already."""
        session_id, revision = news["session"], news["revision"]
        sockets = self._in(session_id)
        if sockets and revision >= self._latest.get(session_id, revision):
            self._latest[session_id] = revision
            for socket in sockets:
                tell_news(socket, news)

    def _in(self, session_id: str, *, people: Iterable[str] | None = None) -> list[Socket]:
        sockets = self._sockets.get(session_id, ())
        return [one for one in sockets if people is None or one.participant_id in people]

    def _tell_attendance(self, session_id: str, left: list[str]) -> None:
        if self._neighbours is not None:
            self._neighbours.ring("here", {"session": session_id, "left": left})

    # --- What nobody rang about ---------------------------------------------------------------

    async def _beat_for_ever(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            if self._sockets:
                await self._unless_it_fails(self._pulse)

    async def _pulse(self) -> None:
        sockets = self._all()
        states = await states_of(list(self._sockets), {one.participant_id for one in sockets})
        self._latest |= states.revisions
        for socket in sockets:
            if socket.session_id not in states.revisions:
                socket.end("deleted")
            elif socket.participant_id not in states.present:
                socket.end("removed")
            else:
                socket.tell(beat(states.revisions[socket.session_id]))
        await self._attendance.look()

    async def _look_for_ever(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_SECONDS * random.uniform(0.75, 1.25))  # noqa: S311
            for socket in self._all():
                await self._unless_it_fails(socket.look_again)

    async def _unless_it_fails(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except Exception:
            log.exception("A look at the session sockets failed; the next one tries again")

    def _all(self) -> list[Socket]:
        return [one for sockets in self._sockets.values() for one in sockets]

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        # In a context of its own: that of a command's thread would make database calls believe
        # that they wait for themselves.
        task = asyncio.get_running_loop().create_task(work, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("Work behind the session sockets failed", exc_info=task.exception())


hub = Hub()


def spread(message: Message) -> None:
    """Bring a message to the sockets it concerns, here and on every other process.

    For commands, on any thread: in a server it waits for nothing, and nowhere does it fail.
    """
    loop = hub.loop
    if loop is not None and loop.is_running():
        with contextlib.suppress(RuntimeError):  # the server stops this very moment
            loop.call_soon_threadsafe(hub.take, message)
        return
    layer = get_channel_layer()
    if not is_alone(layer):
        # A management command: only the other processes have anybody.
        async_to_sync(ring_layer)(layer, GROUP, message)


def state() -> dict[str, Any]:
    """Return how many sessions and sockets this process serves, for the health page."""
    return {
        "sessions": len(hub._sockets),  # noqa: SLF001 - the module is the hub's own
        "sockets": len(hub._all()),  # noqa: SLF001
    }

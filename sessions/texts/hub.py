"""One process's open texts. Rooms are opened once, kept while somebody is there, then dropped."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Coroutine
from contextvars import Context
from typing import TYPE_CHECKING, Any

from channels.db import database_sync_to_async

from sessions.sockets.neighbours import LARGEST_MESSAGE, Message, Neighbours
from sessions.texts import log as text_log
from sessions.texts import standing
from sessions.texts.documents import DocumentName, read
from sessions.texts.journal import Journal
from sessions.texts.rights import Rights
from sessions.texts.room import Room
from sessions.texts.seats import News
from sessions.texts.standing import Denial, Loaded

if TYPE_CHECKING:
    from sessions.texts.line import Line

log = logging.getLogger(__name__)

PING_SECONDS = 12.0
STOP_SECONDS = 5.0
# A room stays a while after the last one left: a reload needs no reading.
LINGER_SECONDS = 20.0
# Between two reads of a log that is away, or not as far as it must be.
REST_SECONDS = 1.0
SUMMED_UP_AFTER = 400
SUMMED_UP_WHEN_LEFT = 50
# How soon an edit is seen of which another process told in vain.
HEADS_SECONDS = 4.0
# The group of the layer on which processes tell each other about texts.
GROUP = "texts"
# Saves that line up hurt: sixty rooms that began together are summed up one after another.
JITTER_SECONDS = (1.0, 10.0)

_RoomKey = tuple[str, DocumentName]


class Hub:
    """Everything but the database runs on the loop it was made on."""

    def __init__(self, layer: Any, *, alone: bool | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        self.rooms: dict[_RoomKey, Room] = {}
        self.lines: set[Line] = set()
        self.rights = Rights(lines=self.lines, rooms=self.rooms)
        self._opening: dict[_RoomKey, asyncio.Task[Room | Denial]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        # Rooms that read the log now, and those that must look at it, once more perhaps: with
        # whoever waits for a reading that is yet to begin.
        self._reading: dict[Room, asyncio.Task[None]] = {}
        self._to_read: dict[Room, list[asyncio.Future[None]]] = {}
        self._summing_up: set[Room] = set()
        self.journal = Journal(told=self._tell_neighbours, settled=self._settled)
        self.neighbours = Neighbours(layer, group=GROUP, heard=self._heard, alone=alone)
        self._spawn(self._ping_for_ever())
        self._spawn(self.rights.beat_for_ever())
        self._spawn(self.rights.look_for_ever())
        if not self.neighbours.alone:
            self._spawn(self._look_at_heads_for_ever())

    async def close(self) -> None:
        """Write what waits and let go of everything."""
        await self.journal.close(within=STOP_SECONDS)
        await self.neighbours.close()
        for line in list(self.lines):
            line.cut(1012)
        self.rights.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self.rooms.clear()

    # --- Rooms --------------------------------------------------------------------------------

    async def room(self, session_id: str, name: DocumentName) -> Room | Denial:
        """Return the open room, opened now if need be, by one of all who ask at once.

        Of what nobody may have open there is no room.
        """
        key = (session_id, name)
        if key in self.rooms:
            return self.rooms[key]
        if key not in self._opening:
            self._opening[key] = self._spawn(self._open(key))
        return await asyncio.shield(self._opening[key])

    def holds(self, room: Room) -> bool:
        """Hold a room in which somebody sits down now, also when it was dropped a moment ago.

        False when another took its place: nobody may sit in one that hears nothing.
        """
        key = (room.session_id, room.name)
        if key not in self.rooms:
            self.rooms[key] = room
            self._catch_up(room)
        return self.rooms[key] is room

    async def _open(self, key: _RoomKey) -> Room | Denial:
        try:
            loaded = await self._load(key)
            if isinstance(loaded, Denial):
                return loaded
            room = Room(*key, loaded, later=self.loop.call_later)
            room.told_presence, room.behind = self._presence_told, self._catch_up
            room.doubted = self._doubted
            self.rooms[key] = room
            self.left(room)  # whoever asked may be gone by now
            return room
        finally:
            del self._opening[key]

    async def _load(self, key: _RoomKey) -> Loaded | Denial:
        """Read a text; once more when a right changed meanwhile, for nobody looked at it then."""
        while True:
            look = self.rights.looks(key[0])
            loaded = await database_sync_to_async(standing.load)(*key)
            if look == self.rights.looks(key[0]):
                return loaded

    def left(self, room: Room) -> None:
        """Somebody left: drop the room when it stays empty."""
        if room.idle:
            self.loop.call_later(LINGER_SECONDS, self._drop_when_idle, room)

    def _drop_when_idle(self, room: Room) -> None:
        key = (room.session_id, room.name)
        if room.idle and self.rooms.get(key) is room:
            del self.rooms[key]
            if room.copy.since_summary >= SUMMED_UP_WHEN_LEFT:
                self._sum_up_later(room)

    def _settled(self, room: Room) -> None:
        if room.copy.since_summary >= SUMMED_UP_AFTER:
            self._sum_up_later(room)
        self.left(room)

    def _sum_up_later(self, room: Room) -> None:
        if room not in self._summing_up:
            self._summing_up.add(room)
            self._spawn(self._sum_up(room))

    async def _sum_up(self, room: Room) -> None:
        await asyncio.sleep(random.uniform(*JITTER_SECONDS))  # noqa: S311 - spreads work, no secret
        try:
            room.copy.since_summary = 0
            await database_sync_to_async(text_log.sum_up)(room.key)
        finally:
            self._summing_up.discard(room)

    # --- Rights -------------------------------------------------------------------------------

    def recheck_everywhere(self, session_id: str) -> None:
        """Ask everybody in a session's texts again for their rights, here and elsewhere."""
        self._spawn(self.rights.recheck(session_id))
        self.neighbours.ring("recheck", session_id)

    def _doubted(self, room: Room) -> None:
        self._spawn(self.rights.look_once_more(room.session_id))

    async def _ping_for_ever(self) -> None:
        while True:
            await asyncio.sleep(PING_SECONDS)
            for line in list(self.lines):
                line.ping()

    # --- Other processes ----------------------------------------------------------------------

    def _tell_neighbours(self, news: list[News]) -> None:
        if self.neighbours.alone:
            return
        size = sum(len(one.update or b"") for one in news)
        whole = size <= LARGEST_MESSAGE
        self.neighbours.ring(
            "kept",
            [
                {
                    "session": one.session_id,
                    "name": one.name,
                    "first": one.first,
                    "last": one.last,
                    # What a closed round says is on no layer: each process reads it for whoever
                    # may read it by then.
                    "update": one.update if whole and not one.closed else None,
                }
                for one in news
            ],
            size=size if whole else 0,
        )

    def _presence_told(self, room: Room, states: bytes) -> None:
        self.neighbours.ring(
            "presence", {"session": room.session_id, "name": str(room.name), "states": states}
        )

    async def _heard(self, message: Message) -> None:
        for one in [one for batch in message.get("kept", []) for one in batch]:
            room = self._room_named(one)
            if room is not None and one["last"] > room.copy.head:
                if one["update"] is None or one["first"] != room.copy.head + 1:
                    self._catch_up(room)
                else:
                    room.hear([one["update"]], head=one["last"])
        for one in message.get("presence", []):
            room = self._room_named(one)
            if room is not None:
                room.tell_presence(one["states"])
        self._heard_of_growth(message)
        for session_id in set(message.get("recheck", [])):
            await self.rights.recheck(session_id)

    def read_on_everywhere(self, session_id: str, name: DocumentName) -> None:
        """Somebody wrote a text without a socket: read its log on, here and elsewhere."""
        self._grown((session_id, name))
        self.neighbours.ring("grown", {"session": session_id, "name": str(name)})

    def _heard_of_growth(self, message: Message) -> None:
        for one in message.get("grown", []):
            name = read(one["name"])
            if name is not None:
                self._grown((one["session"], name))

    def _grown(self, key: _RoomKey) -> None:
        room = self.rooms.get(key)
        if room is not None:
            self._catch_up(room)
        elif key in self._opening:
            self._spawn(self._catch_up_when_open(self._opening[key]))

    async def _catch_up_when_open(self, opening: asyncio.Task[Room | Denial]) -> None:
        """Its log was perhaps read before what it is rung about was written."""
        room = await asyncio.shield(opening)
        if isinstance(room, Room):
            self._catch_up(room)

    async def _look_at_heads_for_ever(self) -> None:
        """Read on where the log is further than what was heard: a ring may be lost, an edit not."""
        while True:
            await asyncio.sleep(HEADS_SECONDS)
            rooms = {room.key: room for room in self.rooms.values()}
            try:
                heads = await database_sync_to_async(text_log.heads)(rooms)
            except Exception:
                log.exception("Nobody saw whether a text went on; the next look does")
                continue
            for key, room in rooms.items():
                if heads[key] > room.copy.head:
                    self._catch_up(room)

    def _room_named(self, one: dict[str, Any]) -> Room | None:
        name = read(one["name"])
        return self.rooms.get((one["session"], name)) if name else None

    def _catch_up(self, room: Room) -> None:
        self._to_read.setdefault(room, [])
        if room not in self._reading:
            self._reading[room] = self._spawn(self._read_to_the_head(room))

    async def catch_up(self, room: Room) -> None:
        """Read the log to its head and tell what was not heard; once, for all who wait for it.

        One reading that begins after the question is enough: while the layer is away and two
        processes write, there is always a next one.
        """
        self._catch_up(room)
        read: asyncio.Future[None] = self.loop.create_future()
        self._to_read[room].append(read)
        await read

    async def _read_to_the_head(self, room: Room) -> None:
        try:
            while room in self._to_read:
                await self._read_once(room)
                if room.unanswered or room in self._to_read:
                    self._to_read.setdefault(room, [])
                    await asyncio.sleep(REST_SECONDS)
        finally:
            for waiting in self._to_read.pop(room, []):
                waiting.cancel()
            del self._reading[room]

    async def _read_once(self, room: Room) -> None:
        asked = self._to_read.pop(room)
        try:
            await self._read_on(room)
        except BaseException as error:
            self._to_read[room] = asked + self._to_read.get(room, [])
            if not isinstance(error, Exception):
                raise
            log.exception("The log of %s was not read", room.name)
            return
        for waiting in asked:
            if not waiting.done():
                waiting.set_result(None)

    async def _read_on(self, room: Room) -> None:
        stretch = await database_sync_to_async(text_log.replay)(room.key, after=room.copy.head)
        # Read after the text: who lost the right meanwhile is not told.
        readers = await database_sync_to_async(self._readers_of)(room)
        # What was heard meanwhile is in both, which changes nothing.
        if stretch.head > room.copy.head:
            room.hear(stretch.updates, head=stretch.head, readers=readers)
        # The log may have been read up to an own edit before its receipt was here.
        room.answer_told()
        if room.unanswered and not await database_sync_to_async(text_log.exists)(room.key):
            room.give_up_unanswered()

    def _readers_of(self, room: Room) -> frozenset[int] | None:
        return standing.readers_now(room.background.answer) if room.name.closed else None

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        # In a context of its own: that of a command's thread would make database calls believe
        # that they wait for themselves.
        task = self.loop.create_task(work, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("Work behind the texts failed", exc_info=task.exception())

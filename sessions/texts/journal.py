"""Keep, then tell, then acknowledge: one writer per process, in its own thread.

While one batch is written the next one gathers, so under load the batches grow by themselves and
an edit costs less; an edit that comes alone goes out at once.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import InterfaceError, OperationalError, connection, connections

from sessions.texts.keeping import Fate, Parcel, Receipt, keep
from sessions.texts.log import is_about_bytes
from sessions.texts.room import Room
from sessions.texts.seats import News

log = logging.getLogger(__name__)

# A commit costs the same whatever it holds: when edits come faster than commits, wait a moment.
GATHERING = 0.004
# Telling costs more than writing where many read along: the more were told, the longer the next
# batch gathers, so that who reads gets few frames with much in them rather than many with little.
GATHERING_PER_READER, LONGEST_GATHERING = 0.00005, 0.025
FIRST_REST, LONGEST_REST = 0.05, 2.0
# Beyond this much waiting, browsers are read no further until something is written.
MOST_WAITING = 4000

Receipts = list[Receipt]


def gathering(readers: int) -> float:
    """Return how many seconds a batch gathers after one that so many people were told of."""
    return max(GATHERING, min(readers * GATHERING_PER_READER, LONGEST_GATHERING))


class Journal:
    """Takes rooms in which something waits, and settles them once it is written."""

    def __init__(
        self,
        *,
        told: Callable[[list[News]], None],
        settled: Callable[[Room], None],
        write: Callable[[list[Parcel]], list[Receipts]] = keep,
    ) -> None:
        self._due: dict[Room, None] = {}
        self._told, self._settled, self._write = told, settled, write
        self._wake = asyncio.Event()
        self._batch = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()
        self._rest = FIRST_REST
        # How many people were told of the last batch.
        self._readers = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="text-journal")
        self._task = asyncio.get_running_loop().create_task(self._run())

    def add(self, room: Room) -> None:
        """Something waits in this room."""
        self._due[room] = None
        self._empty.clear()
        self._wake.set()

    async def spacious(self, room: Room) -> None:
        """Wait while far too much waits in a room: its writers are read more slowly."""
        while len(room.waiting) > MOST_WAITING:
            await self._batch.wait()

    async def close(self, *, within: float) -> None:
        """Write what waits, for so many seconds at most, and stop."""
        try:
            await asyncio.wait_for(self._empty.wait(), within)
        except TimeoutError:
            log.exception("The text journal stopped with updates unwritten and unacknowledged")
        self._task.cancel()
        await asyncio.get_running_loop().run_in_executor(self._thread, connections.close_all)
        self._thread.shutdown(wait=False)

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._due:
                all_written = await self._write_due()
                if not all_written:
                    await asyncio.sleep(self._rest)
                    self._rest = min(self._rest * 2, LONGEST_REST)
                else:
                    self._rest = FIRST_REST
                    await self._gather()
            self._empty.set()

    async def _gather(self) -> None:
        """Wait for more to write, when more comes already or many were told just now."""
        seconds = gathering(self._readers)
        if self._due or seconds > GATHERING:
            await asyncio.sleep(seconds)

    async def _write_due(self) -> bool:
        """Write one batch, settle its rooms, and tell whether every room was written."""
        rooms, self._due = list(self._due), {}
        parcels = [room.hand_over() for room in rooms]
        loop = asyncio.get_running_loop()
        written = await loop.run_in_executor(self._thread, self._write_safely, parcels)
        self._batch.set()
        self._batch.clear()
        news = []
        self._readers = sum(len(room.seats) for room in rooms)
        for room, receipts in zip(rooms, written, strict=True):
            told = self._settle(room, receipts)
            news += [told] if told is not None else []
            if room.waiting:
                self._due[room] = None
        if news:
            self._told(news)
        return all(receipts is not None for receipts in written)

    def _settle(self, room: Room, receipts: Receipts | None) -> News | None:
        if receipts is None:
            room.take_back()
            return None
        try:
            return room.settle(receipts)
        except BaseException as error:  # one room may end neither the others nor the journal
            if not (isinstance(error, Exception) or is_about_bytes(error)):
                raise
            log.exception("Text %s could not be told", room.name)
            return None
        finally:
            self._settled(room)

    def _write_safely(self, parcels: list[Parcel]) -> list[Receipts | None]:
        """Write in one transaction; when that fails, room by room: one bad room harms itself."""
        try:
            connection.close_if_unusable_or_obsolete()
            return list(self._write(parcels))
        except Exception:  # whatever it was, every room gets its own chance
            log.exception("A batch of %s rooms was not written", len(parcels))
        return [self._write_alone(parcel) for parcel in parcels]

    def _write_alone(self, parcel: Parcel) -> Receipts | None:
        """Write one room; None when the database is away, so that it waits."""
        try:
            connection.close_if_unusable_or_obsolete()
            return self._write([parcel])[0]
        except (OperationalError, InterfaceError):
            return None
        except Exception:  # something in it is bad: find out what
            log.exception("Text %s was not written", parcel.key)
        return self._write_one_by_one(parcel)

    def _write_one_by_one(self, parcel: Parcel) -> Receipts:
        """Write letters alone until one cannot be; the rest may lean on it and waits."""
        receipts: Receipts = []
        for letter in parcel.letters:
            receipts.append(self._write_one(Parcel(parcel.key, [letter])))
            if receipts[-1].fate is not Fate.KEPT:
                break
        missing = len(parcel.letters) - len(receipts)
        return receipts + [Receipt(Fate.AGAIN)] * missing

    def _write_one(self, parcel: Parcel) -> Receipt:
        try:
            return self._write([parcel])[0][0]
        except (OperationalError, InterfaceError):
            return Receipt(Fate.AGAIN)
        except Exception:
            log.exception("An update of text %s was refused by the database", parcel.key)
            return Receipt(Fate.BROKEN)

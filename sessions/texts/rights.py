"""Who may still do what: everybody in a session's texts is looked at again when something changed.

A command rings. A ring that is lost, or that nobody could send (daily work beside a server without
a shared layer), shows at the next beat: one query tells which sessions changed or are gone.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from channels.db import database_sync_to_async

from sessions.texts import standing
from sessions.texts.documents import DocumentName
from sessions.texts.room import Room

if TYPE_CHECKING:
    from sessions.texts.line import Line

log = logging.getLogger(__name__)

BEAT_SECONDS = 4.0
# What raises no revision, such as signing out elsewhere, is found by looking at everybody.
RECHECK_SECONDS = 60.0
# Whoever is denied may ask for another look, but not for a thousand.
SECONDS_BETWEEN = 1.0


class Rights:
    """Looks at the lines and rooms of one process; both belong to its hub."""

    def __init__(self, *, lines: set[Line], rooms: Mapping[tuple[str, DocumentName], Room]) -> None:
        self._lines, self._rooms = lines, rooms
        # How often each session was looked at: what was read before a look began may be old.
        self._looks: Counter[str] = Counter()
        self._revisions: dict[str, int] = {}
        self._looked_at: dict[str, float] = {}
        self._awaited: dict[str, asyncio.Task[None]] = {}

    def looks(self, session_id: str) -> int:
        """Return a number that changes whenever a session begins to be looked at again."""
        return self._looks[session_id]

    def known(self, session_id: str, *, revision: int) -> None:
        """Somebody came in, as they were at this revision of the session."""
        latest = self._revisions.get(session_id)
        self._revisions[session_id] = revision if latest is None else min(latest, revision)

    async def recheck(self, session_id: str) -> None:
        """Ask everybody in a session's texts in this process again for their rights."""
        self._looks[session_id] += 1
        self._looked_at[session_id] = time.monotonic()
        lines = [line for line in self._lines if line.session_id == session_id]
        if not lines and all(owner != session_id for owner, _ in self._rooms):
            return
        people = {pk for line in lines for pk in line.participant_ids()}
        accounts = [(id(line), line.scope) for line in lines if line.by_account()]
        # Forgotten until read: who comes in meanwhile was perhaps read earlier than this is.
        self._revisions.pop(session_id, None)
        rows = await database_sync_to_async(standing.read_again)(
            session_id, people=people, accounts=accounts
        )
        if rows.session is not None:
            self.known(session_id, revision=rows.session.revision)
        for (owner, name), room in self._rooms.items():
            answer = rows.answers.get(name.number)
            if owner == session_id and rows.session and answer:
                room.background = standing.Background(rows.session, answer)
        for line in lines:
            line.look_again(rows)

    async def look_once_more(self, session_id: str) -> None:
        """Recheck for somebody who was denied: once a second, for all who wait meanwhile."""
        if session_id not in self._awaited:
            due = self._looked_at.get(session_id, 0.0) + SECONDS_BETWEEN
            looking = asyncio.create_task(self._recheck_at(session_id, due))
            self._awaited[session_id] = looking
        await asyncio.shield(self._awaited[session_id])

    async def _recheck_at(self, session_id: str, due: float) -> None:
        try:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
        finally:
            # Whoever is denied from here on was perhaps denied by rows read before.
            del self._awaited[session_id]
        await self.recheck(session_id)

    def close(self) -> None:
        """Look for nobody any more."""
        for looking in self._awaited.values():
            looking.cancel()

    async def beat_for_ever(self) -> None:
        """Look at the sessions that changed, every few seconds."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self._recheck_all(await self._changed())
            except Exception:
                log.exception("Nobody saw whether a session changed; the next beat does")

    async def look_for_ever(self) -> None:
        """Look at every session, about once a minute."""
        while True:
            await asyncio.sleep(RECHECK_SECONDS * random.uniform(0.75, 1.25))  # noqa: S311
            await self._recheck_all(self._open())

    async def _changed(self) -> set[str]:
        """Return the sessions here whose revision is not the one last looked at."""
        current = await database_sync_to_async(standing.revisions)(self._open())
        still = self._open()
        for seen in (self._revisions, self._looked_at):
            for gone in seen.keys() - still:
                del seen[gone]
        return {one for one in still & current.keys() if current[one] != self._revisions.get(one)}

    def _open(self) -> set[str]:
        return {line.session_id for line in self._lines}

    async def _recheck_all(self, session_ids: set[str]) -> None:
        for session_id in session_ids:
            try:
                await self.recheck(session_id)
            except Exception:
                log.exception("Rights in session %s were not looked at", session_id)

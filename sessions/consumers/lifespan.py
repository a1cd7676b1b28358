"""The server's own door: what starts and stops with the process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from channels.db import database_sync_to_async
from django.utils import timezone

from sessions.commands import pdf_worker, retention
from sessions.commands.screens import retire_screens
from sessions.live.hub import hub
from sessions.report import pdf
from sessions.texts import rooms

log = logging.getLogger(__name__)
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

FIRST_ROUND_SECONDS = 60
ROUND_SECONDS = 24 * 3600
# How long a screen stays lit, at most, once its link ran out.
SCREENS_SECONDS = 60


async def lifespan(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Start the text journal, the queue of PDFs and the rounds; drain them at the end."""
    rounds: list[asyncio.Task[None]] = []
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await rooms.start()
            hub.start()
            pdf_worker.start()
            rounds = [asyncio.create_task(_daily_rounds()), asyncio.create_task(screen_rounds())]
            await send({"type": "lifespan.startup.complete"})
            continue
        for one in rounds:
            one.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await one
        await hub.stop()
        await rooms.stop()
        await asyncio.to_thread(pdf_worker.stop)
        await asyncio.to_thread(pdf.stop)
        await send({"type": "lifespan.shutdown.complete"})
        return


async def _daily_rounds() -> None:
    """Do the daily work, so that one machine keeps its promises without a timer of its own."""
    await asyncio.sleep(FIRST_ROUND_SECONDS)
    while True:
        try:
            purged = await database_sync_to_async(retention.purge)(at=timezone.now())
            log.info("Daily round: %s", purged)
        except Exception:
            log.exception("The daily round failed; the next one tries again")
        await asyncio.sleep(ROUND_SECONDS)


async def screen_rounds(*, seconds: float = SCREENS_SECONDS) -> None:
    """Put out, on both their sockets, the screens whose link ran out."""
    while True:
        await asyncio.sleep(seconds)
        try:
            await database_sync_to_async(retire_screens)(at=timezone.now())
        except Exception:
            log.exception("Screens could not be put out; the next round tries again")

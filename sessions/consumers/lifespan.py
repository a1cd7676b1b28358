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
from sessions.live.hub import hub
from sessions.report import pdf
from sessions.texts import rooms

log = logging.getLogger(__name__)
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

FIRST_ROUND_SECONDS = 60
ROUND_SECONDS = 24 * 3600


async def lifespan(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Start the text journal, the queue of PDFs and the daily round; drain them at the end."""
    rounds: asyncio.Task[None] | None = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await rooms.start()
            hub.start()
            pdf_worker.start()
            rounds = asyncio.create_task(_daily_rounds())
            await send({"type": "lifespan.startup.complete"})
            continue
        if rounds is not None:
            rounds.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await rounds
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

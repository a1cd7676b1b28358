"""The text socket: many documents of one session, in the framing of `texts.protocol`.

No stock dispatch and no channel of its own: those cost more per keystroke than all the rest.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from sessions.texts import rooms
from sessions.texts.line import Line
from sessions.texts.pace import Pace

log = logging.getLogger(__name__)

Event = dict[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
LARGEST_FRAME = 1024 * 1024
BROKEN = 1011
# A browser that does not read is not told for ever that it was put out.
FAREWELL_SECONDS = 10.0


class TextConsumer:
    """One browser's line to the texts of one session."""

    @classmethod
    def as_asgi(cls) -> Callable[[Event, Receive, Send], Awaitable[None]]:
        """Return the application a route points to."""
        return cls()

    async def __call__(self, scope: Event, receive: Receive, send: Send) -> None:
        """Serve one socket from its opening to its end."""
        session_id: str = scope["url_route"]["kwargs"]["session_id"]
        line = Line(rooms.hub(), scope=scope, session_id=session_id, send=send)
        await receive()
        try:
            await line.identify()
        except Exception:  # refused upgrades are tried again later and later
            log.exception("Nobody could be identified in session %s", session_id)
            await send({"type": "websocket.close"})
            return
        await send({"type": "websocket.accept"})
        code = await self._serve(line, receive)
        line.leave()
        if code is not None:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(FAREWELL_SECONDS):
                    await send({"type": "websocket.close", "code": code})

    async def _serve(self, line: Line, receive: Receive) -> int | None:
        """Listen until the browser leaves (None) or is put out (the close code)."""
        put_out: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        line.ended = put_out.set_result
        line.enter()
        listening = asyncio.ensure_future(_listen(line, receive))
        ends: list[asyncio.Future[Any]] = [listening, put_out]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        if put_out.done():
            await line.outlet.drained()
            listening.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            try:
                await listening
            except Exception:  # an error on one line ends that line and no other
                log.exception("A text socket of %s failed", line.session_id)
                return BROKEN
        return put_out.result() if put_out.done() else None


async def _listen(line: Line, receive: Receive) -> None:
    await line.identify_again()
    pace = Pace()
    while True:
        event = await receive()
        if event["type"] != "websocket.receive":
            return
        data = event.get("bytes")
        if not data or len(data) > LARGEST_FRAME:
            line.unreadable("not bytes, or too many of them")
            continue
        await pace.keep(len(data))
        await line.receive(data)

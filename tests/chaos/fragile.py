"""The product with one planted fault: a socket opened with `X-Break` fails after a few frames."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from airtool.asgi import application as product
from sessions.sockets.outlet import WRITE_FRAME, frame_writer

FRAMES = 5

Event = dict[str, Any]


async def application(
    scope: Event,
    receive: Callable[[], Awaitable[Event]],
    send: Callable[[Event], Awaitable[None]],
) -> None:
    """Serve as the product does; raise in the reading or the writing of who asks for it."""
    broken = dict(scope.get("headers", [])).get(b"x-break", b"").decode()
    frames = count()

    async def fragile_receive() -> Event:
        if broken == "reading" and next(frames) > FRAMES:
            raise RuntimeError("planted: reading")
        return await receive()

    write = frame_writer(scope)

    def fragile_write(frame: bytes) -> bool:
        if next(frames) > FRAMES:
            raise RuntimeError("planted: writing")
        return write is not None and write(frame)

    if broken == "writing":
        scope["extensions"][WRITE_FRAME] = fragile_write
    await product(scope, fragile_receive, send)

"""The product with one planted fault: a socket opened with `X-Break` fails after a few frames."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from airtool.asgi import application as product

FRAMES = 5

Event = dict[str, Any]


async def application(
    scope: Event,
    receive: Callable[[], Awaitable[Event]],
    send: Callable[[Event], Awaitable[None]],
) -> None:
    """Serve as the product does; raise in what reads from who asks for it."""
    broken = dict(scope.get("headers", [])).get(b"x-break", b"").decode()
    frames = count()

    async def fragile_receive() -> Event:
        if broken == "reading" and next(frames) > FRAMES:
            raise RuntimeError("planted: reading")
        return await receive()

    await product(scope, fragile_receive, send)

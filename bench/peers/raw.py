"""What comes in goes to everybody else of the same address, and no more: uvicorn's limit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

Event = dict[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]

rooms: dict[str, dict[object, Send]] = {}


async def application(scope: Event, receive: Receive, send: Send) -> None:
    """Serve one websocket; `bench.servers` waits for the port, so nothing else is asked."""
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    room = rooms.setdefault(scope["path"], {})
    own = object()
    room[own] = send
    while (event := await receive())["type"] != "websocket.disconnect":
        told = {"type": "websocket.send", "bytes": event["bytes"]}
        for who, tell in list(room.items()):
            if who is not own:
                await tell(told)
    del room[own]

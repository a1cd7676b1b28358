"""How much one HTTP request may carry, kept before anything of it is read or stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

Event = dict[str, Any]
Receive = Callable[[], Awaitable[Event]]
Send = Callable[[Event], Awaitable[None]]
Application = Callable[[Event, Receive, Send], Awaitable[None]]


class _TooMuch(Exception):
    """The body grew past the limit."""


def bounded(application: Any, *, most_bytes: int) -> Application:
    """Answer 413 when a body is larger; Django would write all of it to disk first."""

    async def bounds(scope: Event, receive: Receive, send: Send) -> None:
        read = 0

        async def counted() -> Event:
            nonlocal read
            event = await receive()
            read += len(event.get("body", b""))
            if read > most_bytes:
                raise _TooMuch
            return event

        if _announced(scope) > most_bytes:
            await _refuse(send)
            return
        try:
            await application(scope, counted, send)
        except _TooMuch:
            await _refuse(send)

    return bounds


def _announced(scope: Event) -> int:
    for name, value in scope.get("headers", []):
        if name == b"content-length" and value.isdigit():
            return int(value[:20])
    return 0


async def _refuse(send: Send) -> None:
    with override("nl"):
        words = _("This is too much at once. Make it shorter and try again.").encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(words)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": words})

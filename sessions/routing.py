"""All socket addresses: exact origins only, unknown paths refused calmly; and start and stop."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from channels.routing import URLRouter
from django.conf import settings
from django.urls import path, re_path

from sessions.consumers.session import SessionConsumer
from sessions.consumers.text import TextConsumer
from sessions.live.hub import hub
from sessions.texts import rooms

log = logging.getLogger(__name__)
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


async def refused(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Refuse the upgrade: browsers then wait longer and longer before they try again."""
    await receive()
    await send({"type": "websocket.close", "code": 4404})


def own_pages_only(application: Application) -> Application:
    """Let sockets through that were opened by a page of one of our exact origins.

    A page elsewhere would otherwise use the cookies of whoever looks at it.
    """

    async def guarded(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", []))
        origin = headers.get(b"origin", b"").decode("latin-1")
        await (application if origin in settings.ORIGINS else refused)(scope, receive, send)

    return guarded


async def lifespan(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Start the text journal with the server, and drain it when the server stops."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await rooms.start()
            await send({"type": "lifespan.startup.complete"})
        else:
            await rooms.stop()
            await hub.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return


websocket = own_pages_only(
    URLRouter(
        [
            path("ws/sessions/<str:session_id>/live", SessionConsumer.as_asgi()),
            path("ws/sessions/<str:session_id>/texts", TextConsumer.as_asgi()),
            re_path(r"", refused),
        ]
    )
)

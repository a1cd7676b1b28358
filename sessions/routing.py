"""All socket addresses: exact origins only, unknown paths refused calmly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from channels.routing import URLRouter
from django.conf import settings
from django.urls import path, re_path

from sessions.consumers.lifespan import lifespan
from sessions.consumers.session import SessionConsumer
from sessions.consumers.text import TextConsumer

# Django types paths for HTTP views and Channels its own way; an ASGI application is neither.
Application = Callable[[Any, Any, Any], Awaitable[Any]]


async def refused(_scope: Any, receive: Any, send: Any) -> None:
    """Refuse the upgrade: browsers then wait longer and longer before they try again."""
    await receive()
    await send({"type": "websocket.close", "code": 4404})


def own_pages_only(application: Application) -> Application:
    """Let sockets through that were opened by a page of one of our exact origins.

    A page elsewhere would otherwise use the cookies of whoever looks at it. No database is asked
    for a path with NUL in it.
    """

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        headers = scope.get("headers", [])
        told = [value.decode("latin-1") for name, value in headers if name == b"origin"]
        ours = len(told) == 1 and told[0] in settings.ORIGINS and "\0" not in scope["path"]
        await (application if ours else refused)(scope, receive, send)

    return guarded


live: Any = SessionConsumer.as_asgi()
texts: Any = TextConsumer.as_asgi()
elsewhere: Any = refused
addresses: list[Any] = [
    path("ws/sessions/<str:session_id>/live", live),
    path("ws/sessions/<str:session_id>/texts", texts),
    re_path(r"", elsewhere),
]
websocket = own_pages_only(URLRouter(addresses))

__all__ = ["lifespan", "websocket"]

"""Is this process well? For whoever watches the server; tells numbers and no names."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from sessions.live import hub
from sessions.texts import rooms
from sessions.views.guards import door

log = logging.getLogger(__name__)
ANSWER_SECONDS = 1.0


@door("GET")
def healthz(_request: HttpRequest) -> HttpResponse:
    """Tell that this process answers, and how much it serves."""
    return JsonResponse({"ok": True, **hub.state(), "texts": rooms.state()})


@door("GET")
def readyz(_request: HttpRequest) -> HttpResponse:
    """Tell whether the database, the cache and the layer answer too; 503 when one is missed.

    The layer is not: without it news comes late, and a process that is taken away for that would
    take the session with it.
    """
    parts = {"database": _database, "cache": _cache, "layer": _layer}
    answers = {name: _works(part) for name, part in parts.items()}
    well = answers["database"] and answers["cache"]
    return JsonResponse({"ok": well, **answers}, status=200 if well else 503)


def _works(part: Callable[[], object]) -> bool:
    try:
        part()
    except Exception:
        log.warning("A part of the server does not answer", exc_info=True)
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    cache.get("readyz")


def _layer() -> None:
    async_to_sync(_ring)()


async def _ring() -> None:
    layer = get_channel_layer()
    if layer is not None:
        async with asyncio.timeout(ANSWER_SECONDS):
            await layer.group_send("readyz", {"type": "readyz"})

"""What this process has open: its rooms, its sockets, the journal and the other processes.

`start` and `stop` belong to the server's lifespan; without one, the first socket starts it.
`recheck` is for commands: everybody in a session's texts is asked again for their rights.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from sessions.sockets.neighbours import Message, is_alone, ring_layer
from sessions.texts.documents import DocumentName
from sessions.texts.hub import GROUP, Hub

log = logging.getLogger(__name__)

_hubs: list[Hub] = []


async def start() -> None:
    """Start the journal and the ear for other processes; does nothing when they run."""
    hub()


async def stop() -> None:
    """Write what waits, five seconds at most, then close every socket."""
    while _hubs:
        await _hubs.pop().close()


def hub() -> Hub:
    """Return this process's hub, started on the running loop."""
    loop = asyncio.get_running_loop()
    if _hubs and _hubs[-1].loop is not loop:
        _hubs.clear()
    if not _hubs:
        _hubs.append(Hub(get_channel_layer()))
    return _hubs[-1]


def recheck(session_public_id: str) -> None:
    """Ask everybody in this session's texts again for their rights, on every process.

    Called by commands: it waits for the commit, and neither undoes nor fails it.
    """
    transaction.on_commit(lambda: _recheck(session_public_id), robust=True)


def read_on(session_public_id: str, name: DocumentName) -> None:
    """Show everybody what a command wrote in a text, on every process.

    Called by commands, after the commit as `recheck` is.
    """
    transaction.on_commit(lambda: _read_on(session_public_id, name), robust=True)


def state() -> dict[str, Any]:
    """Return how many texts and sockets this process has open, for the health page.

    Anybody may look there: what a closed round has open is not counted.
    """
    if not _hubs:
        return {"texts": 0, "sockets": 0}
    open_texts = sum(not name.closed for _, name in _hubs[-1].rooms)
    return {"texts": open_texts, "sockets": len(_hubs[-1].lines)}


def _recheck(session_id: str) -> None:
    running = _running()
    for one in running:
        one.loop.call_soon_threadsafe(one.recheck_everywhere, session_id)
    if not running:
        _ring_others({"recheck": [session_id]})


def _read_on(session_id: str, name: DocumentName) -> None:
    running = _running()
    for one in running:
        one.loop.call_soon_threadsafe(one.read_on_everywhere, session_id, name)
    if not running:
        _ring_others({"grown": [{"session": session_id, "name": str(name)}]})


def _running() -> list[Hub]:
    return [one for one in _hubs if one.loop.is_running()]


def _ring_others(message: Message) -> None:
    """Ring for a management command: only the other processes have anybody."""
    layer = get_channel_layer()
    if not is_alone(layer):
        async_to_sync(ring_layer)(layer, GROUP, message)

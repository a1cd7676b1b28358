"""The other processes: one message per batch on the channel layer, and what they send us.

The layer is a doorbell. A message that is lost shows as a gap in the sequence numbers, or at the
next look at everybody's rights, and the log is read.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from channels.layers import InMemoryChannelLayer

log = logging.getLogger(__name__)

GROUP = "texts"
SEND_SECONDS = 1.0
# More than this is not sent along: the others read the log.
LARGEST_MESSAGE = 128 * 1024
REST = 1.0

Message = dict[str, Any]


class Neighbours:
    """Rings and listens. Alone, on the layer in memory, it does neither unless it is told to."""

    def __init__(
        self, layer: Any, *, heard: Callable[[Message], Awaitable[None]], alone: bool | None = None
    ) -> None:
        self._layer, self._heard = layer, heard
        self._own = secrets.token_hex(8)
        missing = layer is None or isinstance(layer, InMemoryChannelLayer)
        self.alone = missing if alone is None else alone
        self._bell: asyncio.Queue[Message] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        self._tasks = (
            []
            if self.alone
            else [loop.create_task(self._listen()), loop.create_task(self._ring_all())]
        )

    def ring(self, kind: str, content: Any) -> None:
        """Tell the other processes, soon; what is told meanwhile goes along."""
        if not self.alone:
            self._bell.put_nowait({kind: [content]})

    async def close(self) -> None:
        """Stop ringing and listening."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _ring_all(self) -> None:
        while True:
            message = await self._bell.get()
            while not self._bell.empty() and _size(message) < LARGEST_MESSAGE:
                for kind, contents in self._bell.get_nowait().items():
                    message.setdefault(kind, []).extend(contents)
            await ring_layer(self._layer, message, sender=self._own)

    async def _listen(self) -> None:
        """Hear the others; when the layer fails, rest and listen anew."""
        while True:
            try:
                channel = await self._layer.new_channel()
                await self._layer.group_add(GROUP, channel)
                while True:
                    message = await self._layer.receive(channel)
                    if message.get("sender") != self._own:
                        await self._heard(message)
            except Exception:  # whatever the layer raises, listening goes on
                log.warning("The channel layer fell silent", exc_info=True)
                await asyncio.sleep(REST)


async def ring_layer(layer: Any, message: Message, *, sender: str = "") -> None:
    """Send one message to all processes; a layer that fails or hangs costs freshness only."""
    try:
        event = {"type": "texts.news", "sender": sender, **message}
        await asyncio.wait_for(layer.group_send(GROUP, event), SEND_SECONDS)
    except Exception:  # whatever the layer raises, what is kept is kept
        log.warning("The other processes were not rung", exc_info=True)


def _size(message: Message) -> int:
    contents = message.get("kept", [])
    return sum(len(one["update"] or b"") for batch in contents for one in batch)

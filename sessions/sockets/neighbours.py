"""The other processes: one message per batch on the channel layer, and what they send us.

The layer is a doorbell. Whoever uses it must notice by another way, within seconds, what a lost
message would have told: nothing is sent twice, and nothing waits for a layer that is away.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from channels.layers import InMemoryChannelLayer

log = logging.getLogger(__name__)

SEND_SECONDS = 1.0
# More than this is not sent along: the others read the database.
LARGEST_MESSAGE = 128 * 1024
REST = 1.0
CANCEL_SECONDS = 0.2

Message = dict[str, Any]


class Neighbours:
    """Rings and listens for one group of the layer: `texts` or `news`.

    Alone, on the layer in memory, it does neither unless it is told to.
    """

    def __init__(
        self,
        layer: Any,
        *,
        group: str,
        heard: Callable[[Message], Awaitable[None]],
        alone: bool | None = None,
    ) -> None:
        self._layer, self._group, self._heard = layer, group, heard
        self._own = secrets.token_hex(8)
        self.alone = is_alone(layer) if alone is None else alone
        self._bell: asyncio.Queue[tuple[str, Any, int]] = asyncio.Queue()
        loop = asyncio.get_running_loop()
        self._tasks = (
            []
            if self.alone
            else [loop.create_task(self._listen()), loop.create_task(self._ring_all())]
        )

    def ring(self, kind: str, content: Any, *, size: int = 0) -> None:
        """Tell the other processes, soon; what is told meanwhile goes along.

        `size` is about how many bytes the content is, when that may be many.
        """
        if not self.alone:
            self._bell.put_nowait((kind, content, size))

    async def close(self) -> None:
        """Stop ringing and listening."""
        running = set(self._tasks)
        while running:
            # Said again until it is heard.
            for task in running:
                task.cancel()
            _, running = await asyncio.wait(running, timeout=CANCEL_SECONDS)

    async def _ring_all(self) -> None:
        while not _is_cancelled():
            message: Message = {}
            whole = 0
            waiting = [await self._bell.get()]
            while waiting:
                kind, content, size = waiting.pop()
                message.setdefault(kind, []).append(content)
                whole += size
                if not self._bell.empty() and whole < LARGEST_MESSAGE:
                    waiting.append(self._bell.get_nowait())
            if not await ring_layer(self._layer, self._group, message, sender=self._own):
                # The layer is away: what lined up meanwhile would only come late.
                while not self._bell.empty():
                    self._bell.get_nowait()

    async def _listen(self) -> None:
        """Hear the others; when the layer fails, rest and listen anew."""
        while not _is_cancelled():
            channel = ""
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    channel = await self._layer.new_channel()
                    await self._layer.group_add(self._group, channel)
                while not _is_cancelled():
                    await self._hear(await self._layer.receive(channel))
            except Exception:  # whatever the layer raises, listening goes on
                log.warning("The channel layer fell silent", exc_info=True)
                with contextlib.suppress(Exception):
                    async with asyncio.timeout(SEND_SECONDS):
                        await self._layer.group_discard(self._group, channel)
                await asyncio.sleep(REST)

    async def _hear(self, message: Message) -> None:
        if message.get("sender") == self._own:
            return
        try:
            await self._heard(message)
        except Exception:  # as lost as a message the layer dropped, and noticed in the same way
            log.exception("News of another process was not taken in")


def _is_cancelled() -> bool:
    """Tell whether this task is to end: the library of Redis may swallow that it was cancelled."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def is_alone(layer: Any) -> bool:
    """Tell whether no other process can hear this layer."""
    return layer is None or isinstance(layer, InMemoryChannelLayer)


async def ring_layer(layer: Any, group: str, message: Message, *, sender: str = "") -> bool:
    """Send one message to all processes, and tell whether it went out.

    A layer that fails or hangs costs freshness only: this takes one second at most.
    """
    try:
        event = {"type": "news", "sender": sender, **message}
        async with asyncio.timeout(SEND_SECONDS):
            await layer.group_send(group, event)
    except Exception:  # whatever the layer raises, what is kept is kept
        log.warning("The other processes were not rung", exc_info=True)
        return False
    return True

"""Sending to one browser: at once when it listens, through a bounded queue when it does not."""

from __future__ import annotations

import asyncio
import logging
import types
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator, Mapping
from typing import Any

log = logging.getLogger(__name__)

Event = dict[str, Any]
Send = Callable[[Event], Awaitable[None]]
Write = Callable[[bytes], bool]
# Where the server, if it can, offers the application to write ready frames: in the extensions of
# the scope, as a function that says whether it did.
WRITE_FRAME = "airtool.write_frame"
_FINAL_BINARY = 0x82
# A browser this far behind is cut: it comes back and is given the whole, which is less.
MOST_BYTES = 1024 * 1024
MOST_FRAMES = 2000


def frame_event(data: bytes) -> Event:
    """Return the event that sends these bytes; one event serves any number of receivers.

    It holds them once more as they go over the wire, for a server that takes them so.
    """
    return {"type": "websocket.send", "bytes": data, "frame": _on_the_wire(data)}


def _on_the_wire(data: bytes) -> bytes:
    """Return one whole, unmasked frame (RFC 6455, 5.2)."""
    length = len(data)
    if length < 126:
        return bytes((_FINAL_BINARY, length)) + data
    if length < 1 << 16:
        return bytes((_FINAL_BINARY, 126)) + length.to_bytes(2) + data
    return bytes((_FINAL_BINARY, 127)) + length.to_bytes(8) + data


def frame_writer(scope: Mapping[str, Any]) -> Write | None:
    """Return how ready frames are written to this socket, when its server offers that."""
    write: Write | None = (scope.get("extensions") or {}).get(WRITE_FRAME)
    return write


class Outlet:
    """The way to one socket. `send` never waits and never raises.

    A ready frame is written by `write`, if there is one and it takes it. Else each send is stepped
    once by hand, which is all an open socket needs; only one that really blocks gets a task and a
    queue. `cut` is called once when the queue is full or the socket dead.
    """

    def __init__(self, send: Send, *, cut: Callable[[], None], write: Write | None = None) -> None:
        self._send, self._write = send, write
        self._cut = cut
        self._queue: deque[Event] = deque()
        self._queued_bytes = 0
        self._draining: asyncio.Task[None] | None = None
        self.open = True

    def send_text(self, text: str) -> None:
        """Send one frame of text."""
        self.send({"type": "websocket.send", "text": text})

    def send_frame(self, data: bytes) -> None:
        """Send one frame."""
        self.send(frame_event(data))

    def send(self, event: Event) -> None:
        """Send an event, now or after what waits already."""
        if not self.open:
            return
        if self._draining is not None:
            self._line_up(event)
            return
        try:
            if self._write is not None and "frame" in event and self._write(event["frame"]):
                return
            sending = _coroutine(self._send(event))
            blocked_on = sending.send(None)
        except StopIteration:
            return
        except Exception:  # noqa: BLE001 - whatever a dead socket raises, only this one is dead
            self.shut()
            return
        self._draining = asyncio.get_running_loop().create_task(self._drain(sending, blocked_on))

    def shut(self) -> None:
        """Send nothing any more."""
        if not self.open:
            return
        self.open = False
        self._queue.clear()
        if self._draining is not None:
            self._draining.cancel()
        self._cut()

    async def drained(self) -> None:
        """Wait until everything sent so far has gone out."""
        while self._draining is not None and self.open:
            await asyncio.wait([self._draining])

    def _line_up(self, event: Event) -> None:
        self._queue.append(event)
        self._queued_bytes += _length(event)
        if self._queued_bytes > MOST_BYTES or len(self._queue) > MOST_FRAMES:
            self.shut()

    async def _drain(self, sending: Coroutine[Any, Any, None], blocked_on: Any) -> None:
        try:
            await _rest(sending, blocked_on)
            while self._queue:
                event = self._queue.popleft()
                self._queued_bytes -= _length(event)
                await self._send(event)
        except Exception:  # noqa: BLE001 - as in `send`
            self._draining = None
            self.shut()
        finally:
            self._draining = None


def _length(event: Event) -> int:
    return len(event.get("bytes") or event.get("text") or b"")


async def _coroutine(awaitable: Awaitable[None]) -> None:
    await awaitable


@types.coroutine
def _rest(sending: Coroutine[Any, Any, None], waits_for: Any) -> Generator[Any, Any, None]:
    """Go on with a coroutine that was stepped once and then waited for something."""
    while True:
        try:
            sent = yield waits_for
        except BaseException as error:  # noqa: BLE001 - cancellation is passed on too
            try:
                waits_for = sending.throw(error)
            except StopIteration:
                return
            continue
        try:
            waits_for = sending.send(sent)
        except StopIteration:
            return

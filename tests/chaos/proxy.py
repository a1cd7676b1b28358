"""A line that can be broken in every way a network breaks one, between clients and processes.

What TCP brings again after a while is `hold`: bytes wait and lose nothing. What a middlebox or a
dead laptop makes of a line is `swallow`: bytes are gone, and so is the line once it is let go.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from dataclasses import dataclass, field
from itertools import count
from typing import Self

from tests.running_server import free_port

UP, DOWN = "up", "down"
BOTH = (UP, DOWN)
_RESET = struct.pack("ii", 1, 0)
_CHUNK = 65536
# So small a window that who does not read is soon noticed.
NARROW = 4096


@dataclass(eq=False)
class _Lane:
    """One direction of one line."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    spoilt: bool = False


@dataclass(eq=False)
class _Link:
    lanes: dict[str, _Lane]
    pumps: list[asyncio.Task[None]] = field(default_factory=list)
    ends_within_a_frame: bool = False

    def end(self, *, reset: bool) -> None:
        for lane in self.lanes.values():
            if reset:
                sock = lane.writer.get_extra_info("socket")
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            lane.writer.transport.abort()


class Proxy:
    """Passes on to these ports: to the next each time, past one where nobody listens.

    `calm` makes a broken line whole again for whoever comes, and ends what was spoilt.
    """

    def __init__(self, *ports: int, narrow: bool = False) -> None:
        self.port = free_port()
        self.ports, self._narrow, self._turn = list(ports), narrow, count()
        self._links: set[_Link] = set()
        self._open = {UP: asyncio.Event(), DOWN: asyncio.Event()}
        self._swallowing: set[str] = set()
        self._delay, self._piece = 0.0, _CHUNK
        self._refusing = False
        self._server: asyncio.Server | None = None
        self.calm()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        self.calm()
        self.cut()
        pumps = [pump for link in self._links for pump in link.pumps]
        await asyncio.gather(*pumps, return_exceptions=True)

    # --- Weather ------------------------------------------------------------------------------

    def calm(self) -> None:
        """Pass everything on; lines on which bytes were swallowed end."""
        self._delay, self._piece, self._refusing = 0.0, _CHUNK, False
        self._swallowing.clear()
        for event in self._open.values():
            event.set()
        for link in list(self._links):
            if any(lane.spoilt for lane in link.lanes.values()):
                link.end(reset=True)

    def delay(self, seconds: float) -> None:
        """Pass every piece on so much later."""
        self._delay = seconds

    def trickle(self, *, piece: int, seconds: float) -> None:
        """Pass a few bytes on at a time."""
        self._piece, self._delay = piece, seconds

    def hold(self, *ways: str) -> None:
        """Pass nothing on for now; it comes when it is calm."""
        for way in ways or BOTH:
            self._open[way].clear()

    def swallow(self, *ways: str) -> None:
        """Lose everything that goes this way; the lines stay open and are of no use any more."""
        self._swallowing |= set(ways or BOTH)

    def refuse(self) -> None:
        """Let nobody in."""
        self._refusing = True

    def cut(self, *, reset: bool = False) -> None:
        """End every line, by RST or in order."""
        for link in list(self._links):
            link.end(reset=reset)

    def leave_half_open(self) -> None:
        """End every line at the server; the client hears nothing of it."""
        for link in self._links:
            for lane in link.lanes.values():
                lane.spoilt = True
            link.lanes[UP].writer.transport.abort()

    def cut_within_a_frame(self) -> None:
        """End every line after half of what goes up or down on it next."""
        for link in self._links:
            link.ends_within_a_frame = True

    # --- Passing on ---------------------------------------------------------------------------

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            inwards, outwards = await self._next()
        except OSError:
            writer.transport.abort()
            return
        link = _Link({UP: _Lane(reader, outwards), DOWN: _Lane(inwards, writer)})
        self._links.add(link)
        link.pumps = [asyncio.create_task(self._pump(link, way)) for way in BOTH]
        try:
            await asyncio.gather(*link.pumps)
        finally:
            self._links.discard(link)
            for lane in link.lanes.values():
                lane.writer.close()

    async def _next(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for _ in self.ports:
            port = self.ports[next(self._turn) % len(self.ports)]
            with contextlib.suppress(OSError):
                if not self._refusing:
                    return await self._connect(port)
        raise ConnectionRefusedError("nobody listens")

    async def _connect(self, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        line = socket.socket()
        line.setblocking(False)
        if self._narrow:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        try:
            await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", port))
        except OSError:
            line.close()
            raise
        return await asyncio.open_connection(sock=line, limit=NARROW if self._narrow else _CHUNK)

    async def _pump(self, link: _Link, way: str) -> None:
        lane = link.lanes[way]
        with contextlib.suppress(OSError):
            while data := await lane.reader.read(self._piece):
                await self._open[way].wait()
                if way in self._swallowing or lane.spoilt:
                    lane.spoilt = True
                elif link.ends_within_a_frame:
                    lane.writer.write(data[: (len(data) + 1) // 2])
                    link.end(reset=False)
                else:
                    await self._pass_on(lane, data)
        if not any(lane.spoilt for lane in link.lanes.values()):
            lane.writer.close()

    async def _pass_on(self, lane: _Lane, data: bytes) -> None:
        if self._delay:
            await asyncio.sleep(self._delay)
        lane.writer.write(data)
        await lane.writer.drain()

"""Frames made once for all receivers: the same bytes uvicorn sends, or its own way instead.

These stand on uvicorn's insides on purpose: when an update of it changes them, this file says so.
"""

import asyncio
from typing import Self

import pytest
from uvicorn.config import Config
from uvicorn.server import ServerState

from airtool import frames
from airtool.frames import FrameOnceProtocol
from sessions.sockets.outlet import Outlet, frame_event, frame_writer

UPGRADE = (
    b"GET /ws HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
CLOSE = bytes.fromhex("8882 00000000 03e8")


class Wire(asyncio.Transport):
    """Remembers what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.closing = False
        self.aborted = asyncio.Event()

    def write(self, data) -> None:
        self.written += data

    def is_closing(self) -> bool:
        return self.closing

    def close(self) -> None:
        self.closing = True

    def abort(self) -> None:
        self.aborted.set()

    def pause_reading(self) -> None: ...

    def resume_reading(self) -> None: ...


class Connection:
    """A browser's line to an application that accepts and then only listens."""

    def __init__(self, request: bytes = UPGRADE, **options) -> None:
        self.accepted = asyncio.Event()
        config = Config(self._app, interface="asgi3", log_config=None, **options)
        config.load()
        self.server = FrameOnceProtocol(config, ServerState(), {})
        self.wire = Wire()
        self.server.connection_made(self.wire)
        self.server.data_received(request)

    async def _app(self, scope, receive, send) -> None:
        self.write, self.send = frame_writer(scope), send
        await receive()
        self.before = self.write(b"too early")
        await send({"type": "websocket.accept"})
        self.accepted.set()
        await receive()

    async def opened(self) -> Self:
        await asyncio.wait_for(self.accepted.wait(), 5)
        self.wire.written = b""
        return self


@pytest.fixture
async def line():
    made = await Connection(ws_per_message_deflate=False).opened()
    yield made
    made.server.connection_lost(None)


@pytest.mark.parametrize("length", [0, 1, 125, 126, 65535, 65536, 100_000])
async def test_a_ready_frame_is_what_the_server_itself_would_send(line, length):
    event = frame_event(bytes(length))
    written = line.write(event["frame"])
    ours, line.wire.written = line.wire.written, b""
    await line.send(event)

    assert (written, ours) == (True, line.wire.written)


async def test_frames_of_both_ways_keep_their_order(line):
    way = Outlet(line.send, cut=lambda: None, write=line.write)
    way.send_frame(b"a")
    way.send_text("b")
    way.send_frame(b"c")

    assert line.wire.written == b"\x82\x01a\x81\x01b\x82\x01c"


async def test_nothing_is_written_before_the_socket_is_open(line):
    assert line.before is False


async def test_a_browser_that_does_not_read_is_sent_to_in_the_plain_way(line):
    way = Outlet(line.send, cut=lambda: None, write=line.write)
    line.server.pause_writing()
    way.send_frame(b"a")
    way.send_frame(b"b")
    before = line.wire.written
    line.server.resume_writing()
    await way.drained()

    assert (before, line.wire.written) == (b"", b"\x82\x01a\x82\x01b")


async def we_close(line):
    await line.send({"type": "websocket.close", "code": 1000})


async def browser_closes(line):
    line.server.data_received(CLOSE)


async def transport_closes(line):
    line.wire.close()


async def server_stops(line):
    line.server.shutdown()


@pytest.mark.parametrize("end", [we_close, browser_closes, transport_closes, server_stops])
async def test_after_the_end_nothing_is_written(line, end):
    await end(line)
    line.wire.written = b""

    assert (line.write(frame_event(b"a")["frame"]), line.wire.written) == (False, b"")


async def test_a_line_that_is_over_ends_also_when_nobody_reads_it(line, monkeypatch):
    monkeypatch.setattr(frames, "FLUSH_SECONDS", 0.0)
    line.server.pause_writing()
    line.server.queue.put_nowait({"type": "websocket.disconnect", "code": 1006})

    await asyncio.wait_for(line.wire.aborted.wait(), 5)

    assert line.wire.closing is True


async def test_compressed_lines_go_the_plain_way():
    offer = UPGRADE[:-2] + b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
    line = await Connection(offer, ws_per_message_deflate=True).opened()

    assert (line.server.conn.extensions != [], line.write(b"x")) == (True, False)
    line.server.connection_lost(None)

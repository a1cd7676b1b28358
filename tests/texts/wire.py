"""A raw browser: speaks the wire byte by byte, so that the product's own framing is not trusted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

from channels.testing import WebsocketCommunicator

from sessions.access import identity
from sessions.models import Participant
from tests.texts.pen import Pen

ORIGIN = b"http://127.0.0.1:8000"
SECONDS = 5.0


def number(value: int) -> bytes:
    """Return a varuint."""
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def lump(data: bytes) -> bytes:
    """Return bytes behind their length."""
    return number(len(data)) + data


def frame(key: str, kind: int, payload: bytes = b"") -> bytes:
    """Return one frame."""
    return lump(key.encode()) + number(kind) + payload


def auth(key: str, token: str = "cookie;list=1", version: str | None = "4.8.0") -> bytes:
    """Return the frame that opens a document."""
    rest = lump(version.encode()) if version is not None else b""
    return frame(key, 2, number(0) + lump(token.encode()) + rest)


def step1(key: str, vector: bytes = b"\0") -> bytes:
    """Ask for what this state vector lacks."""
    return frame(key, 0, number(0) + lump(vector))


def step2(key: str, update: bytes) -> bytes:
    """Offer everything the server lacks."""
    return frame(key, 0, number(1) + lump(update))


def edit(key: str, update: bytes) -> bytes:
    """Offer one edit."""
    return frame(key, 0, number(2) + lump(update))


def caret(key: str, client: int, clock: int, state: Any) -> bytes:
    """Tell where a client id is."""
    one = number(client) + number(clock) + lump(json.dumps(state).encode())
    return frame(key, 1, lump(number(1) + one))


class Parts:
    """Reads a frame from the server."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        """Read a varuint."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def lump(self) -> bytes:
        """Read bytes behind their length."""
        length = self.number()
        self.at += length
        return self.data[self.at - length : self.at]


def meaning(data: bytes) -> tuple[str, str, Any]:
    """Return key, kind and content of a frame from the server."""
    if len(data) == 1:
        return "", {9: "ping", 10: "pong"}[data[0]], None
    parts = Parts(data)
    key, kind = parts.lump().decode(), parts.number()
    if kind == 0:
        step = ("step1", "step2", "update")[parts.number()]
        return key, step, parts.lump()
    if kind == 1:
        inner = Parts(parts.lump())
        states = [
            (inner.number(), inner.number(), json.loads(inner.lump()))
            for _ in range(inner.number())
        ]
        return key, "carets", states
    if kind == 2:
        answer = {1: "denied", 2: "open"}[parts.number()]
        return key, answer, parts.lump().decode()
    if kind == 7:
        return key, "closed", parts.lump().decode()
    assert kind == 8, kind
    return key, "status", parts.number()


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds that nobody announces."""
    async with asyncio.timeout(SECONDS):
        while not holds():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.01)


class Browser:
    """A browser's socket to the texts of one session, with a pen per document."""

    def __init__(self, socket: WebsocketCommunicator) -> None:
        self.socket = socket

    async def say(self, data: bytes) -> None:
        """Send one frame."""
        await self.socket.send_to(bytes_data=data)

    async def hear(self, *kinds: str) -> tuple[str, str, Any]:
        """Return the next frame, of these kinds when given, past pings and others."""
        async with asyncio.timeout(SECONDS):
            while True:
                event = await self.socket.receive_output(timeout=SECONDS)
                assert event["type"] == "websocket.send", event
                heard = meaning(event["bytes"])
                if heard[1] in (kinds or (heard[1],)) and heard[1] != "ping":
                    return heard

    async def until_closed(self) -> tuple[list[tuple[str, str, Any]], int]:
        """Return what is still said, and the code of the end."""
        said = []
        while True:
            event = await self.socket.receive_output(timeout=SECONDS)
            if event["type"] == "websocket.close":
                return said, event["code"]
            said.append(meaning(event["bytes"]))

    async def open(self, key: str = "q7.e1", token: str = "cookie;list=1") -> str:
        """Open a document and return how: read-write, readonly, or the reason of a denial."""
        await self.say(auth(key, token))
        return str((await self.hear("open", "denied"))[2])

    async def sync(self, pen: Pen, key: str = "q7.e1") -> None:
        """Bring a pen and the server to the same text."""
        await self.say(step1(key, bytes(pen.doc.get_state())))
        while True:
            _, kind, content = await self.hear("step1", "step2")
            if kind == "step1":
                await self.say(step2(key, bytes(pen.doc.get_update(content))))
            else:
                pen.hear(content)
                break
        assert (await self.hear("status"))[2] == 1

    async def leave(self) -> None:
        """Close the socket."""
        await self.socket.disconnect()


def headers_of(participant: Participant) -> list[tuple[bytes, bytes]]:
    """Return the headers of a browser that joined as this person."""
    place = participant.session
    cookie = f"{identity.cookie_name(place)}={identity.cookie_value(participant)}"
    return [(b"origin", ORIGIN), (b"cookie", cookie.encode())]


async def browse(participant: Participant, *, session_id: str | None = None) -> Browser:
    """Open a socket as this person, to their own session or to another."""
    from airtool.asgi import application

    path = f"/ws/sessions/{session_id or participant.session.public_id}/texts"
    socket = WebsocketCommunicator(application, path, headers=headers_of(participant))
    connected, _ = await socket.connect(timeout=SECONDS)
    assert connected
    return Browser(socket)


async def writing(participant: Participant, pen: Pen, key: str = "q7.e1") -> Browser:
    """Open a document for writing as this person and bring the pen up to date."""
    browser = await browse(participant)
    assert await browser.open(key) == "read-write"
    await browser.sync(pen, key)
    return browser

"""Raw browsers at one process of several: sockets that listen, and forms that are sent."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect

from tests.running_server import RunningServer
from tests.texts import wire
from tests.texts.pen import Pen

# Far more than it takes: the machine may be busy.
PATIENCE = 30.0
KEY = "q1.e1"


class _Refused(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any) -> None:
        """Follow nothing."""


class Browser:
    """One browser, tied to one process; news and text come in as they come."""

    def __init__(self, server: RunningServer, stage: dict[str, Any], *, cookie: str = "") -> None:
        self._server, self._stage, self._cookie = server, stage, cookie
        self._origin = server.environment["PUBLIC_URL"]
        self._here = f"127.0.0.1:{server.port}"
        self._live: ClientConnection | None = None
        self._texts: ClientConnection | None = None
        self.pen = Pen(secrets.randbelow(2**31))
        self._key = KEY

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for line in (self._live, self._texts):
            if line is not None:
                await line.close()

    async def listen(self) -> dict[str, Any]:
        """Open the session socket and return the snapshot."""
        self._live = await self._connect("live")
        return await self.told("snapshot")

    async def told(
        self, kind: str, holds: Callable[[dict[str, Any]], bool] = lambda _: True
    ) -> dict[str, Any]:
        """Return the next frame of this kind for which this holds."""
        assert self._live is not None
        async with asyncio.timeout(PATIENCE):
            while True:
                frame: dict[str, Any] = json.loads(await self._live.recv())
                if frame["type"] == kind and holds(frame):
                    return frame

    async def open_text(self, key: str = KEY) -> None:
        """Open a text, that of the first question, and take in what it holds."""
        assert await self.asks_for(key) in {"read-write", "readonly"}
        assert self._texts is not None
        await self._texts.send(wire.step1(key, bytes(self.pen.doc.get_state())))
        await self.reads(lambda _: True, kind="step2")

    async def asks_for(self, key: str) -> str:
        """Open a text and return how: read-write, readonly, or why not."""
        self._key = key
        self._texts = self._texts or await self._connect("texts")
        await self._texts.send(wire.auth(key))
        return await self.hears_of_right()

    async def hears_of_right(self) -> str:
        """Return the next word about what this browser may do with its text."""
        assert self._texts is not None
        async with asyncio.timeout(PATIENCE):
            while True:
                heard = wire.meaning(_bytes(await self._texts.recv()))
                if heard[:2] in ((self._key, "open"), (self._key, "denied")):
                    return str(heard[2])

    async def write(self, words: str) -> None:
        """Write a paragraph, and wait until it is kept."""
        assert self._texts is not None
        await self._texts.send(wire.edit(self._key, self.pen.paragraph(words)))
        async with asyncio.timeout(PATIENCE):
            while True:
                heard = wire.meaning(_bytes(await self._texts.recv()))
                if heard[1] == "status":
                    assert heard[2] == 1
                    return

    async def reads(self, holds: Callable[[str], bool], *, kind: str = "update") -> None:
        """Wait until the text here is so."""
        assert self._texts is not None
        async with asyncio.timeout(PATIENCE):
            while True:
                heard = wire.meaning(_bytes(await self._texts.recv()))
                if heard[1] in ("update", "step2"):
                    self.pen.hear(heard[2])
                if heard[1] == kind and holds(self.pen.plain):
                    return

    async def point(self, *, clock: int) -> None:
        """Put the caret in the text; later ones need a higher `clock`."""
        assert self._texts is not None
        await self._texts.send(wire.caret(self._key, self.pen.client, clock, {}))

    async def sees_caret_of(self, other: Browser) -> None:
        """Wait until the other's caret is told."""
        assert self._texts is not None
        async with asyncio.timeout(PATIENCE):
            while True:
                heard = wire.meaning(_bytes(await self._texts.recv()))
                carets = heard[2] if heard[1] == "carets" else []
                if other.pen.client in [client for client, _, _ in carets]:
                    return

    async def post(self, path: str, **fields: str) -> int:
        """Send a form as this browser and return the status of the answer."""
        return await asyncio.to_thread(self._post, path, fields)

    async def get(self, path: str) -> bytes:
        """Return what is at an address, for this browser."""
        return await asyncio.to_thread(self._get, path)

    def _get(self, path: str) -> bytes:
        request = urllib.request.Request(
            f"http://{self._here}{path.format(**self._stage)}", headers={"Cookie": self._cookie}
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return bytes(answer.read())

    def _post(self, path: str, fields: dict[str, str]) -> int:
        token = secrets.token_hex(16)
        request = urllib.request.Request(
            f"http://{self._here}{path.format(**self._stage)}",
            data=urllib.parse.urlencode(fields).encode(),
            headers={
                "Cookie": "; ".join(filter(None, [self._cookie, f"air-csrf={token}"])),
                "X-CSRFToken": token,
                "Origin": self._origin,
                "Accept": "application/json",
            },
        )
        try:
            with urllib.request.build_opener(_Refused).open(request, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code

    async def _connect(self, what: str) -> ClientConnection:
        return await connect(
            f"ws://{self._here}/ws/sessions/{self._stage['session']}/{what}",
            additional_headers={"Cookie": self._cookie},
            origin=self._origin,  # type: ignore[arg-type]
            open_timeout=PATIENCE,
        )


class Clock:
    """How long something took, for whoever reads the report of the tests."""

    def __init__(self, record: Callable[[str, object], None], what: str) -> None:
        self._record, self._what, self._begun = record, what, time.monotonic()

    def stop(self) -> None:
        """Write down how long it took."""
        took = round(time.monotonic() - self._begun, 3)
        self._record(self._what, took)
        sys.stdout.write(f"{self._what}: {took} s\n")


def _bytes(frame: str | bytes) -> bytes:
    assert isinstance(frame, bytes)
    return frame

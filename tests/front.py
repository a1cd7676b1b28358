"""What stands before several server processes: connections in turn, nothing sticky."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from itertools import cycle

from tests.running_server import free_port

HEAD_END = b"\r\n\r\n"


class Front:
    """A proxy in a thread of its own. Every request goes to the next process, every socket too.

    Requests are sent on with `Connection: close`, so that no browser keeps a line to one process.
    A process that does not listen is passed over.
    """

    def __init__(self, *, host: str = "127.0.0.1") -> None:
        self.port = free_port()
        self.url = f"http://{host}:{self.port}"
        self.ports: list[int] = []
        self._turn = cycle(range(2**31))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._up = threading.Event()

    def start(self, ports: list[int]) -> None:
        """Listen, and pass on to these ports."""
        self.ports = ports
        self._thread.start()
        assert self._up.wait(10)

    def stop(self) -> None:
        """Listen no more, and cut every line."""
        if not self._up.is_set():
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        serving = asyncio.start_server(self._serve, "127.0.0.1", self.port)
        server = self._loop.run_until_complete(serving)
        self._up.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                self._loop.run_until_complete(task)
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            try:
                head = await reader.readuntil(HEAD_END)
                inwards, outwards = await self._next()
                outwards.write(_once(head))
                await asyncio.gather(_pump(reader, outwards), _pump(inwards, writer))
            finally:
                writer.close()

    async def _next(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        for _ in self.ports:
            port = self.ports[next(self._turn) % len(self.ports)]
            with contextlib.suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", port)
        raise OSError("no process listens")


def _once(head: bytes) -> bytes:
    """Return the head of a request that is answered and then ended; a socket's stays as it is."""
    lines = head.split(b"\r\n")
    if any(line.lower().startswith(b"upgrade:") for line in lines):
        return head
    kept = [line for line in lines if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([kept[0], b"Connection: close", *kept[1:]])


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    finally:
        with contextlib.suppress(OSError):
            writer.close()

"""An office's HTTP proxy between one browser and the server, which may go silent."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

HEAD_END = b"\r\n\r\n"
LONGEST_SECONDS = 120


class OfficeProxy:
    """Passes everything on; `swallow` keeps every line open and lets nothing through any more.

    `heal` lets new lines pass and cuts those that were swallowed: a browser would wait for ever for
    a page it asked for on one of them.
    """

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._ends: list[socket.socket] = [self._listener]
        self._dead: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._passes = threading.Event()
        self._passes.set()
        self._swallowed = 0

    def start(self) -> None:
        """Listen."""
        self._spawn(self._listen)

    def stop(self) -> None:
        """Listen no more, and cut every line."""
        self._swallowed += 1
        self._passes.set()
        _cut(self._ends)
        for thread in list(self._threads):
            thread.join(10)
        for end in self._ends:
            end.close()

    def swallow(self) -> None:
        """From now on nothing comes through, and nobody is told."""
        self._passes.clear()
        self._swallowed += 1
        self._dead = self._ends[1:]

    def heal(self) -> None:
        """New lines pass again."""
        _cut(self._dead)
        self._passes.set()

    def _spawn(self, work: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                browser, _ = self._listener.accept()
                self._ends.append(browser)
                self._spawn(self._serve, browser)

    def _serve(self, browser: socket.socket) -> None:
        with contextlib.suppress(OSError):
            head = b""
            while HEAD_END not in head:
                data = browser.recv(65536)
                if not data:
                    return
                head += data
            self._passes.wait(LONGEST_SECONDS)
            mine = self._swallowed
            method, target = head.decode("latin-1").split(" ", 2)[:2]
            tunnel = method == "CONNECT"
            place = urlsplit(f"//{target}" if tunnel else target)
            server = socket.create_connection((place.hostname, place.port))
            self._ends.append(server)
            if tunnel:
                browser.sendall(b"HTTP/1.1 200 OK" + HEAD_END)
            else:
                server.sendall(head)
            self._spawn(self._pass_on, server, browser, mine)
            self._pass_on(browser, server, mine)

    def _pass_on(self, here: socket.socket, there: socket.socket, mine: int) -> None:
        with contextlib.suppress(OSError):
            while data := here.recv(65536):
                if mine == self._swallowed:
                    there.sendall(data)
            if mine == self._swallowed:
                there.shutdown(socket.SHUT_WR)


def _cut(ends: list[socket.socket]) -> None:
    for end in list(ends):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)

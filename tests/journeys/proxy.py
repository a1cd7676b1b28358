"""A proxy as offices have them: it passes plain requests on, and lets no websocket through."""

from __future__ import annotations

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 20.0
# What stands between two neighbours only.
HOP_BY_HOP = {"connection", "keep-alive", "proxy-connection", "transfer-encoding"}


class Proxy:
    """Serves on a port of its own for as long as the block lasts.

    A browser asks a proxy for a tunnel (`CONNECT`) to open a websocket; that is refused, or
    `swallows` makes it wait for ever. While `dead`, plain requests are not answered either.
    """

    def __init__(self, *, swallows: bool = False) -> None:
        self.dead = False
        self._over = threading.Event()
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_CONNECT(self) -> None:
                """Let no tunnel through."""
                if swallows:
                    proxy._over.wait()
                else:
                    self.send_error(403)
                self.close_connection = True

            def do_GET(self) -> None:
                """Pass a request on."""
                if proxy.dead:
                    self.close_connection = True
                    return
                _pass_on(self)

            do_POST = do_HEAD = do_GET  # noqa: N815 - so the base class calls them

            def log_message(self, *_words: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Where browsers find it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Proxy:
        self._thread.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()


def _pass_on(handler: BaseHTTPRequestHandler) -> None:
    asked = urlsplit(handler.path)
    body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
    headers = {
        name: value for name, value in handler.headers.items() if name.lower() not in HOP_BY_HOP
    }
    path = f"{asked.path}?{asked.query}" if asked.query else asked.path
    line = http.client.HTTPConnection(str(asked.hostname), asked.port or 80, timeout=PATIENCE)
    try:
        line.request(handler.command, path, body or None, headers)
        answer = line.getresponse()
        content = answer.read()
    finally:
        line.close()
    handler.send_response_only(answer.status)
    for name, value in answer.getheaders():
        if name.lower() not in HOP_BY_HOP | {"content-length"}:
            handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)

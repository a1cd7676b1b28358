"""Somebody at the product's pages: what they fetch and post, and how long that takes."""

from __future__ import annotations

import http.client
import secrets
import time
import urllib.parse
from dataclasses import dataclass

from tests.running_server import RunningServer

PATIENCE = 60.0
LOGIN = (
    "from tests.stage import login_of; from sessions.models import Participant;"
    " print(login_of(Participant.objects.get(session__public_id={!r}, role='facilitator').account))"
)


def facilitator_of(server: RunningServer, session_id: str) -> str:
    """Return the cookie of a browser in which who leads this session is signed in."""
    return server.manage("shell", "-c", LOGIN.format(session_id)).splitlines()[-1]


@dataclass(frozen=True)
class Answer:
    """What came back, as it came over the line, and how many milliseconds it took.

    Names of headers are in small letters.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    ms: float


class Visitor:
    """One browser with one line to a server that stays open."""

    def __init__(self, server: RunningServer, cookie: str) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        self._cookie, self._origin = cookie, server.url

    def get(self, path: str) -> Answer:
        """Fetch a page or a file, compressed."""
        return self._ask("GET", path, None, {"Accept-Encoding": "gzip"})

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form as the page's script does."""
        token = secrets.token_hex(16)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self._origin,
            "X-CSRFToken": token,
            "Cookie": f"{self._cookie}; air-csrf={token}",
        }
        return self._ask("POST", path, urllib.parse.urlencode(fields).encode(), headers)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        began = time.perf_counter()
        self._line.request(method, path, body, {"Cookie": self._cookie, **headers})
        answer = self._line.getresponse()
        read = answer.read()
        ms = 1000 * (time.perf_counter() - began)
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path} answered {answer.status}")
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, headers, read, ms)


def percentile(values: list[float], part: float) -> float:
    """Return what so large a part of the values does not exceed."""
    ordered = sorted(values)
    return round(ordered[max(0, -int(-part * len(ordered) // 1) - 1)], 2)

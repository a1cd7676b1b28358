"""Watches all that reaches one browser: both sockets, the snapshot, texts, pages, exports."""

from __future__ import annotations

import json
from base64 import b64decode

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from airtool.asgi import application
from sessions.models import Participant
from tests.audiences import headers_as, path_as
from tests.texts.wire import auth, meaning, step1
from tests.wire.story import INSIDE_QUESTION, QUESTION

SECONDS = 10.0
NUMBERS = {"number", "session_id", "document"}
# These make a PDF, or change something.
APART = {"report_pdf", "session_deletion"}
# What a page asks for without a socket, and the snapshot: a screen asks in its own way.
SCREENS_ASK = {"snapshot", "news", "text"}
EDITIONS = ("internal", "shareable")
TEXTS = [
    f"q{number}{kind}.e1" for number in (QUESTION, INSIDE_QUESTION) for kind in ("", "-closed")
]


class Watcher:
    """One browser of one person, from a page it has open to every address it can ask."""

    def __init__(self, person: Participant, *, place: Participant | None = None) -> None:
        self.person = person
        # Whose session is looked at: somebody of another session tries this one.
        self.session = (place or person).session
        self.headers: list[tuple[bytes, bytes]] = []
        # Which question is on the table, as a page that opened last was told; None for nobody.
        self.current_question: int | None = None
        # The slices that the page that stays open heard news of, the last time it was looked at.
        self.told_of: set[str] = set()
        self._live: WebsocketCommunicator | None = None

    async def listen(self) -> None:
        """Open a page that stays open."""
        self.headers = await sync_to_async(headers_as)(self.person)
        self._live = await self._socket("live")

    async def seen(self, *, whole: bool, revision: int) -> str:
        """Return all that reached this browser until this revision and since the last time, and
        what it is given when it asks: new sockets and texts, and, when `whole`, every address.
        """
        heard = await frames_until(self._live, revision) if self._live else []
        self.told_of = {name for frame in heard for name in _news_in(frame)}
        if heard and json.loads(heard[-1])["type"] == "bye":
            self._live = None
        asked = await sync_to_async(self._asked)(whole=whole)
        return "\n".join([*heard, *await self._anew(revision), *asked, *await self._texts()])

    async def leave(self) -> None:
        """Close the page."""
        if self._live is not None:
            await self._live.disconnect()

    async def _anew(self, revision: int) -> list[str]:
        """Return what a page that opens now is told first."""
        socket = await self._socket("live")
        said = await frames_until(socket, revision)
        await socket.disconnect()
        frame = json.loads(said[0])
        whole = frame["type"] == "snapshot"
        self.current_question = frame["slices"]["session"]["current_question"] if whole else None
        return said

    async def _texts(self) -> list[str]:
        """Return what the text socket gives of both texts of both questions."""
        socket = await self._socket("texts")
        said = []
        for key in TEXTS:
            await socket.send_to(bytes_data=auth(key))
            await socket.send_to(bytes_data=step1(key))
            kind = ""
            while kind not in {"denied", "step2"}:
                frame = (await socket.receive_output(timeout=SECONDS))["bytes"]
                kind = meaning(frame)[1]
                said.append(frame.decode("utf-8", errors="replace"))
        await socket.disconnect()
        return said

    async def _socket(self, kind: str) -> WebsocketCommunicator:
        path = path_as(self.person, kind).replace(
            self.person.session.public_id, self.session.public_id
        )
        socket = WebsocketCommunicator(application, path, headers=self.headers)
        await socket.connect(timeout=SECONDS)
        return socket

    def _asked(self, *, whole: bool) -> list[str]:
        """Return what every address of the session answers; else what people put in at both
        questions.
        """
        client = Client(headers={"cookie": dict(self.headers)[b"cookie"].decode()})
        answers = []
        every = addresses(self.session.public_id)
        for address in every if whole else [one for one in every if one.endswith("/voices/")]:
            answer = client.get(address)
            answers.append(f"{address} {answer.status_code} {answer.headers.get('location', '')}")
            answers.append(_words_of(answer.getvalue()))
        return answers


def _words_of(answer: bytes) -> str:
    """Return an answer, with the text in it that stands there as bytes."""
    words = answer.decode(errors="replace")
    update = json.loads(words).get("update", "") if words.startswith('{"sequence"') else ""
    return words + b64decode(update).decode(errors="replace")


async def frames_until(socket: WebsocketCommunicator, revision: int) -> list[str]:
    """Return what a session socket says until this revision is told, or the line ends."""
    said: list[str] = []
    while True:
        event = await socket.receive_output(timeout=SECONDS)
        if event["type"] == "websocket.close":
            return said
        said.append(event["text"])
        if json.loads(event["text"]).get("revision", -1) >= revision:
            return said


def _news_in(frame: str) -> list[str]:
    """Return the slices this frame brings, when it is news."""
    said = json.loads(frame)
    return list(said["slices"]) if said["type"] == "news" else []


def addresses(session_id: str) -> list[str]:
    """Return every address of a session that can be asked for, at both questions."""
    found = []
    for entry in get_resolver().url_patterns:
        for pattern in getattr(entry, "url_patterns", [entry]):
            if isinstance(pattern, URLPattern) and _is_of_session(pattern):
                found += _filled(pattern, session_id)
    return found


def _is_of_session(pattern: URLPattern) -> bool:
    converters = pattern.pattern.converters.keys()
    return "session_id" in converters and converters <= NUMBERS and pattern.name not in APART


def _filled(pattern: URLPattern, session_id: str) -> list[str]:
    name = str(pattern.name)
    if "number" in pattern.pattern.converters:
        return [reverse(name, args=[session_id, one]) for one in (QUESTION, INSIDE_QUESTION)]
    if name == "text":
        plain = [reverse(name, args=[session_id, one]) for one in TEXTS]
        return [*plain, *(f"{one}?screen=1" for one in plain)]
    plain = reverse(name, args=[session_id])
    if name == "report_json":
        return [f"{plain}?edition={one}" for one in EDITIONS]
    return [plain, f"{plain}?screen=1"] if name in SCREENS_ASK else [plain]

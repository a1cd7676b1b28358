"""The Hocuspocus wire, majors 2 to 4: the only place that knows the framing.

One binary websocket message is one frame: the document's key, the kind, then what the kind needs.
The key is the document's name, with `\\0` and a tab's own id behind it when a page shows one
document twice; answers carry the key they were asked with. Ping and pong are one byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sessions.texts.varints import Malformed, Reader, buffer, string, uint

LONGEST_KEY = 200
LONGEST_TOKEN = 2000


class Kind(IntEnum):
    """The second part of a frame."""

    SYNC = 0
    AWARENESS = 1
    AUTH = 2
    QUERY_AWARENESS = 3
    SYNC_REPLY = 4
    STATELESS = 5
    BROADCAST_STATELESS = 6
    CLOSE = 7
    SYNC_STATUS = 8
    PING = 9
    PONG = 10


_STEP1, _STEP2, _UPDATE = 0, 1, 2
_DENIED, _AUTHENTICATED = 1, 2

PING = uint(Kind.PING)
PONG = uint(Kind.PONG)


@dataclass(frozen=True, slots=True)
class TokenShown:
    """Somebody wants to open a document. `version` is the provider's, from major 4 on."""

    token: str
    version: str | None


@dataclass(frozen=True, slots=True)
class StateAsked:
    """Send what is missing in `vector`, and say what you have when `mutual`."""

    vector: bytes
    mutual: bool


@dataclass(frozen=True, slots=True)
class UpdateOffered:
    """Keep this. `whole` is everything the server lacks (Step2), else one edit."""

    update: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class CursorsMoved:
    """Where somebody is, as bytes for `presence`."""

    states: bytes


@dataclass(frozen=True, slots=True)
class CursorsAsked:
    """Tell where everybody is."""


@dataclass(frozen=True, slots=True)
class Detached:
    """The document was closed in the browser."""


@dataclass(frozen=True, slots=True)
class Ping:
    """Are you still there?"""


@dataclass(frozen=True, slots=True)
class Pong:
    """Still there."""


@dataclass(frozen=True, slots=True)
class Unwanted:
    """Understood, and not for us: stateless messages."""


Message = (
    TokenShown
    | StateAsked
    | UpdateOffered
    | CursorsMoved
    | CursorsAsked
    | Detached
    | Ping
    | Pong
    | Unwanted
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A message to one document. `key` names it on the wire, `name` is the key's first part."""

    key: str
    message: Message

    @property
    def name(self) -> str:
        """The document's name."""
        return self.key.split("\0", 1)[0]


def read(data: bytes) -> Frame:
    """Return what a frame from a browser means; raises Malformed."""
    if len(data) == 1 and data in _ALONE:
        return Frame("", _ALONE[data])
    reader = Reader(data)
    key = reader.string()
    if not 0 < len(key) <= LONGEST_KEY:
        raise Malformed("no document's name is that long")
    message = _message(reader.uint(), reader)
    reader.finish()
    return Frame(key, message)


def _message(kind: int, reader: Reader) -> Message:
    if kind in (Kind.SYNC, Kind.SYNC_REPLY):
        return _sync(reader, mutual=kind == Kind.SYNC)
    if kind == Kind.AWARENESS:
        return CursorsMoved(reader.buffer())
    if kind == Kind.AUTH:
        return _token(reader)
    if kind == Kind.STATELESS:
        reader.buffer()
        return Unwanted()
    if kind in _BARE:
        return _BARE[Kind(kind)]
    raise Malformed("a browser may not send this")


_ALONE: dict[bytes, Message] = {PING: Ping(), PONG: Pong()}
_BARE: dict[Kind, Message] = {Kind.QUERY_AWARENESS: CursorsAsked(), Kind.CLOSE: Detached()}


def _sync(reader: Reader, *, mutual: bool) -> Message:
    step = reader.uint()
    data = reader.buffer()
    if step == _STEP1:
        _check_vector(data)
        return StateAsked(data, mutual)
    if step in (_STEP2, _UPDATE):
        return UpdateOffered(data, whole=step == _STEP2)
    raise Malformed("no such step")


def _check_vector(vector: bytes) -> None:
    """Raise Malformed unless this is a state vector; pycrdt believes any count it is told."""
    reader = Reader(vector)
    for _ in range(reader.count(bytes_each=2)):
        reader.uint()
        if reader.uint() >= 2**31:
            raise Malformed("a clock is too large")
    reader.finish()


def _token(reader: Reader) -> TokenShown:
    if reader.uint() != 0:
        raise Malformed("a browser only shows tokens")
    token = reader.string()
    version = reader.string() if reader.left else None
    if len(token) > LONGEST_TOKEN:
        raise Malformed("no token is that long")
    return TokenShown(token, version)


def _frame(key: str, kind: Kind, payload: bytes = b"") -> bytes:
    return string(key) + uint(kind) + payload


def step1(key: str, vector: bytes) -> bytes:
    """Say what the server has."""
    return _frame(key, Kind.SYNC, uint(_STEP1) + buffer(vector))


def step2(key: str, update: bytes) -> bytes:
    """Send what the browser lacks."""
    return _frame(key, Kind.SYNC, uint(_STEP2) + buffer(update))


def update(key: str, data: bytes) -> bytes:
    """Send what others wrote."""
    return _frame(key, Kind.SYNC, uint(_UPDATE) + buffer(data))


def awareness(key: str, states: bytes) -> bytes:
    """Tell where people are."""
    return _frame(key, Kind.AWARENESS, buffer(states))


def authenticated(key: str, *, may_write: bool) -> bytes:
    """Open the document, for writing or for reading."""
    scope = "read-write" if may_write else "readonly"
    return _frame(key, Kind.AUTH, uint(_AUTHENTICATED) + string(scope))


def denied(key: str, reason: str) -> bytes:
    """Close or refuse the document, with a reason a machine can read."""
    return _frame(key, Kind.AUTH, uint(_DENIED) + string(reason))


def closed(key: str) -> bytes:
    """Confirm that the document was closed in the browser."""
    return _frame(key, Kind.CLOSE, string("provider_initiated"))


def sync_status(key: str, *, kept: bool) -> bytes:
    """Answer one Step2 or Update: it is kept, or it is not."""
    return _frame(key, Kind.SYNC_STATUS, uint(int(kept)))

"""One person's open document on one socket, and the notes that wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass

from sessions.enums import Role
from sessions.models import Participant
from sessions.sockets.outlet import Outlet
from sessions.texts import protocol
from sessions.texts.keeping import Letter
from sessions.texts.standing import Denial


@dataclass(eq=False, slots=True)
class Seat:
    """Where somebody sits. `asked` counts how often in a row something was missing; `refused` tells
    whether something was not kept that may be wanted later.
    """

    key: str
    outlet: Outlet
    participant: Participant
    may_write: bool
    by_token: bool = False
    asked: int = 0
    claims: int = 0
    refused: bool = False

    @property
    def is_screen(self) -> bool:
        """Whether nobody sits here but a projector: it shows the text, and no carets or names."""
        return self.participant.role == Role.PROJECTOR

    def status(self, *, kept: bool) -> None:
        """Answer one update."""
        self.refused |= not kept
        self.outlet.send_frame(protocol.sync_status(self.key, kept=kept))

    def deny(self, reason: Denial) -> None:
        """Close the document for this person."""
        self.outlet.send_frame(protocol.denied(self.key, reason))

    def authenticate(self) -> None:
        """Say whether the document is open for writing or for reading."""
        self.outlet.send_frame(protocol.authenticated(self.key, may_write=self.may_write))


@dataclass(eq=False, slots=True)
class Note:
    """An update on its way to the log, and who waits for the answer."""

    seat: Seat
    letter: Letter
    signs: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """What a batch added to one text; `first` and `last` are sequence numbers."""

    session_id: str
    name: str
    first: int
    last: int
    update: bytes | None
    closed: bool = False

"""One socket: which documents it has open, and what it may still do.

Whatever one browser sends is answered to that browser alone: a refused update closes that document
for it, too many unreadable frames end its socket, and too much of anything is read more slowly.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings

from sessions.models import Participant
from sessions.sockets.outlet import Outlet, Send, frame_writer
from sessions.texts import editor_list, presence, protocol, standing, tokens
from sessions.texts.documents import DocumentName
from sessions.texts.documents import read as read_name
from sessions.texts.hub import Hub
from sessions.texts.room import Room
from sessions.texts.seats import Seat
from sessions.texts.shape import Missing
from sessions.texts.standing import Access, Denial, Rows
from sessions.texts.varints import Malformed

log = logging.getLogger(__name__)

UNREADABLE_BORNE = 20
MOST_LINES = 5
MOST_SEATS = 64
SILENT_SECONDS = 60.0
GONE = 4403
TOO_MANY_ERRORS = 1008
TRY_AGAIN = 1013


class Line:
    """One websocket. `cut` ends it; `ended` is called with the close code, once."""

    def __init__(self, hub: Hub, *, scope: dict[str, Any], session_id: str, send: Send) -> None:
        self.hub, self.scope, self.session_id = hub, scope, session_id
        self.participant: Participant | None = None
        self.outlet = Outlet(send, cut=self._fell_behind, write=frame_writer(scope))
        self.ended: Callable[[int], None] = lambda _code: None
        self._seats: dict[str, tuple[Seat, Room]] = {}
        self._unreadable = 0
        self._one_too_many = False
        self._nobody = Denial.UNKNOWN
        self._over = False
        self._pongs = False
        self._older = False
        self._look = -1
        self._heard_at = time.monotonic()

    # --- The socket's life --------------------------------------------------------------------

    async def identify(self) -> None:
        """Find out who opens the socket."""
        who = database_sync_to_async(standing.participant_of)
        self._look = self.hub.rights.looks(self.session_id)
        self.participant = await who(self.scope, self.session_id)
        if self.participant is None:
            why = database_sync_to_async(standing.denial_of)
            self._nobody = await why(self.scope, self.session_id)

    def enter(self) -> None:
        """Begin to listen; the sixth socket of one person gets nothing."""
        if self.participant is not None:
            own = self.participant.id
            others = (line.participant for line in self.hub.lines)
            self._one_too_many = (
                sum(one is not None and one.id == own for one in others) >= MOST_LINES
            )
            revision = self.participant.session.revision
            self.hub.rights.known(self.session_id, revision=revision)
        self.hub.lines.add(self)

    async def identify_again(self) -> None:
        """Find out once more who this is when a right changed before this socket was known."""
        known = self.participant
        while known is not None and self._look != self.hub.rights.looks(self.session_id):
            await self.identify()
            if self.participant is None:
                self.cut(GONE)
                return

    def cut(self, code: int) -> None:
        """End this socket."""
        self.outlet.open = False
        self._end(code)

    def _fell_behind(self) -> None:
        self._end(TRY_AGAIN)

    def _end(self, code: int) -> None:
        if not self._over:
            self._over = True
            self.ended(code)

    def leave(self) -> None:
        """The socket is gone: leave every room."""
        self.hub.lines.discard(self)
        for key in list(self._seats):
            self._stand_up(key)
        self.outlet.shut()

    def ping(self) -> None:
        """Show that the server lives; end a socket that has been silent for too long."""
        if self._pongs and time.monotonic() - self._heard_at > SILENT_SECONDS:
            self.cut(1001)
        elif self._older and self._seats:
            # Majors 2 and 3 know no ping and reconnect after half a minute without a frame.
            key = next(iter(self._seats))
            self.outlet.send_frame(protocol.awareness(key, presence.write([])))
        elif not self._older:
            self.outlet.send_frame(protocol.PING)

    # --- Frames -------------------------------------------------------------------------------

    async def receive(self, data: bytes) -> None:
        """Do what one frame asks."""
        self._heard_at = time.monotonic()
        try:
            frame = protocol.read(data)
        except Malformed as error:
            self.unreadable(str(error))
            return
        if isinstance(frame.message, protocol.Pong):
            self._pongs = True
        elif isinstance(frame.message, protocol.Ping):
            self.outlet.send_frame(protocol.PONG)
        elif isinstance(frame.message, protocol.TokenShown):
            await self._open(frame.key, frame.name, frame.message)
        elif frame.key in self._seats:
            await self._say(frame.key, frame.message)

    def unreadable(self, why: str) -> None:
        """Bear a frame that means nothing; too many of them end the socket."""
        self._unreadable += 1
        if self._unreadable == 1:
            log.warning("Unreadable frame on a text socket of %s: %s", self.session_id, why)
        if self._unreadable >= UNREADABLE_BORNE:
            self.cut(TOO_MANY_ERRORS)

    async def _say(self, key: str, message: protocol.Message) -> None:
        seat, room = self._seats[key]
        self._forget_if_out(seat, room)
        if key not in self._seats:
            return
        if isinstance(message, protocol.UpdateOffered):
            await self._offer(seat, room, message)
        elif isinstance(message, protocol.StateAsked):
            room.answer_state(seat, vector=message.vector, mutual=message.mutual)
        elif isinstance(message, protocol.CursorsMoved):
            self._move(seat, room, message.states)
        elif isinstance(message, protocol.CursorsAsked):
            room.tell_presence_to(seat)
        elif isinstance(message, protocol.Detached):
            self._stand_up(key)
            self.outlet.send_frame(protocol.closed(key))

    def _move(self, seat: Seat, room: Room, states: bytes) -> None:
        try:
            room.move(seat, presence.read(states))
        except Malformed as error:
            self.unreadable(str(error))

    async def _offer(self, seat: Seat, room: Room, message: protocol.UpdateOffered) -> None:
        try:
            room.offer(seat, data=message.update, whole=message.whole)
        except Missing:
            await self._offer_again(seat, room, message)
        if room.waiting:
            self.hub.journal.add(room)
            await self.hub.journal.spacious(room)
        self._forget_if_out(seat, room)

    async def _offer_again(self, seat: Seat, room: Room, message: protocol.UpdateOffered) -> None:
        """Something must come first: look whether another process kept it, else ask for it."""
        if self.hub.neighbours.alone:
            room.ask_for_missing(seat)
            return
        await self.hub.catch_up(room)
        try:
            room.offer(seat, data=message.update, whole=message.whole)
        except Missing:
            room.ask_for_missing(seat)

    # --- Documents ----------------------------------------------------------------------------

    async def _open(self, key: str, shown_name: str, message: protocol.TokenShown) -> None:
        """Open a document for whoever the token stands for, or say why not."""
        self._older = message.version is None
        token, _, options = message.token.partition(";")
        if key in self._seats:
            return
        name = read_name(shown_name)
        place = self._not_at_all(options) or await self._place(name, token)
        if isinstance(place, Denial):
            self.outlet.send_frame(protocol.denied(key, place))
            return
        room, person, access = place
        seat = Seat(key, self.outlet, person, may_write=access is Access.WRITE)
        seat.by_token = _names_somebody(token)
        self._seats[key] = (seat, room)
        room.enter(seat)

    def _not_at_all(self, options: str) -> Denial | None:
        listed = dict(part.partition("=")[::2] for part in options.split(";")).get("list")
        if listed is not None and listed != editor_list.VERSION:
            return Denial.RELOAD
        too_many = self._one_too_many or len(self._seats) >= MOST_SEATS
        return Denial.FULL if too_many else None

    async def _place(
        self, name: DocumentName | None, token: str
    ) -> tuple[Room, Participant, Access] | Denial:
        """Return the room, who comes in and how, from rows no look has made old."""
        looked = False
        while True:
            look = self.hub.rights.looks(self.session_id)
            person = await self._speaker(token)
            if person is None or name is None:
                return self._nobody if person is None else Denial.UNKNOWN
            if name.closed and isinstance(denial := await self._access_now(name, person), Denial):
                return denial
            room = await self.hub.room(self.session_id, name)
            if isinstance(room, Denial):
                return room
            access = await self._access_at_opening(room, person)
            if look != self.hub.rights.looks(self.session_id) or not self.hub.holds(room):
                continue
            if not isinstance(access, Denial):
                return room, person, access
            if looked:
                self.hub.left(room)
                return access
            # News of a start or a reopening may be faster than the doorbell: look once more.
            looked = True
            await self.hub.rights.look_once_more(self.session_id)

    async def _speaker(self, token: str) -> Participant | None:
        """Return who opens a document: whom the token names, else whoever opened the socket."""
        if not _names_somebody(token):
            return self.participant
        bearer = database_sync_to_async(tokens.bearer)
        return await bearer(token, session_id=self.session_id)

    async def _access_at_opening(self, room: Room, person: Participant) -> Access | Denial:
        """Ask once more about a text of a closed round, now that it is open here.

        Again when somebody wrote meanwhile, so that nobody is given what came after the look.
        """
        if not room.name.closed:
            return self._access(room, person)
        while True:
            head = room.copy.head
            access = await self._access_now(room.name, person)
            if room.copy.head == head:
                return access

    async def _access_now(self, name: DocumentName, person: Participant) -> Access | Denial:
        """Ask the database: what this process heard may be old."""
        ask = database_sync_to_async(standing.access_now)
        return await ask(self.session_id, name, participant=person)

    def _access(self, room: Room, person: Participant) -> Access | Denial:
        return standing.access_to(room.name, background=room.background, participant=person)

    def _stand_up(self, key: str) -> None:
        seat, room = self._seats.pop(key)
        room.leave(seat)
        self.hub.left(room)

    def _forget_if_out(self, seat: Seat, room: Room) -> None:
        if seat not in room.seats and seat.key in self._seats:
            self._stand_up(seat.key)

    # --- Rights -------------------------------------------------------------------------------

    def participant_ids(self) -> set[int]:
        """Return everybody this socket speaks for."""
        own = {self.participant.pk} if self.participant else set()
        return own | {seat.participant.pk for seat, _ in self._seats.values()}

    def by_account(self) -> bool:
        """Whether an account may be behind this socket."""
        return self.participant is not None and self.participant.account_id is not None

    def look_again(self, rows: Rows) -> None:
        """Give every open document the rights that hold now; end the socket of who is out."""
        if self.participant is not None and self.participant.pk in rows.asked:
            known, self.participant = self.participant, self._who(self.participant, rows)
            if self.participant is None:
                self._put_out(rows.people.get(known.pk))
                return
        # Who sat down while the rows were read sat down by newer ones.
        seats = [one for one in self._seats.values() if one[0].participant.pk in rows.asked]
        for seat, room in seats:
            person = self._who(seat.participant, rows, by_token=seat.by_token)
            if person is None:
                room.change_access(seat, Denial.REMOVED)
            else:
                seat.participant = person
                room.change_access(seat, self._access(room, person))
            self._forget_if_out(seat, room)

    def _who(self, known: Participant, rows: Rows, *, by_token: bool = False) -> Participant | None:
        """Return the person as stored now; None when this socket no longer speaks for them."""
        row = rows.people.get(known.pk)
        if row is None or row.removed_at is not None or rows.session is None:
            return None
        if not by_token and id(self) in rows.signed_in:
            return rows.signed_in[id(self)]
        return row if row.cookie_version == known.cookie_version else None

    def _put_out(self, row: Participant | None) -> None:
        removed = row is not None and row.removed_at is not None
        reason = Denial.REMOVED if removed else Denial.UNKNOWN
        for seat, room in list(self._seats.values()):
            room.change_access(seat, reason)
            self._forget_if_out(seat, room)
        asyncio.get_running_loop().call_soon(self.cut, GONE)


def _names_somebody(token: str) -> bool:
    return settings.ALLOW_TEXT_TOKENS and token not in ("", "cookie")

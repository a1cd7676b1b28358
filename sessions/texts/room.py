"""One open text in this process: who has it open, and what waits to be kept."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Collection, Iterable

import pycrdt

from sessions.access import closed_rounds
from sessions.sockets.outlet import Event, frame_event
from sessions.texts import presence, protocol
from sessions.texts.documents import DocumentName
from sessions.texts.keeping import Fate, Letter, Parcel, Receipt
from sessions.texts.presence import Presence, Sighting
from sessions.texts.seats import News, Note, Seat
from sessions.texts.shape import Foreign, Missing
from sessions.texts.standing import Access, Denial, Loaded
from sessions.texts.text_copy import Full, Pending, TextCopy
from sessions.texts.varints import Malformed
from sessions.texts.vetting import Known, NotVetted

log = logging.getLogger(__name__)

# How often in a row a browser is asked for what is missing before it is given up.
ASKED_AT_MOST = 20
MOST_CLAIMS = 64
NOTHING = b"\0\0"


class Room:
    """Everything here runs on the event loop's thread; only letters leave it."""

    def __init__(
        self,
        session_id: str,
        name: DocumentName,
        loaded: Loaded,
        *,
        later: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self.session_id, self.name = session_id, name
        self.background = loaded.background
        self.key = (loaded.background.answer.pk, name.closed)
        self.copy = TextCopy(loaded.stretch, owners=loaded.owners)
        self.seats: set[Seat] = set()
        self.waiting: deque[Note] = deque()
        self.sent_off: list[Note] = []
        self.unanswered: list[tuple[int, Seat]] = []
        self.presence = Presence(tell=self._presence_changed, later=later)
        # What the process does beyond this room; `rooms` fills these in.
        self.told_presence: Callable[[Room, bytes], None] = lambda _room, _states: None
        self.behind: Callable[[Room], None] = lambda _room: None
        # The database knew of other rights than this room: by now they may be as they were.
        self.doubted: Callable[[Room], None] = lambda _room: None

    # --- Coming and going ---------------------------------------------------------------------

    @property
    def idle(self) -> bool:
        """Whether nobody is here and nothing waits."""
        return not (self.seats or self.busy)

    @property
    def _is_quiet(self) -> bool:
        """Whether nobody hears where people are: in a closed round an open text would tell outside
        which question is talked about inside.
        """
        return not self.name.closed and closed_rounds.is_running(self.background.session)

    @property
    def busy(self) -> bool:
        """Whether something waits to be kept or answered."""
        return bool(self.waiting or self.sent_off or self.unanswered)

    def enter(self, seat: Seat) -> None:
        """Let somebody in and tell who is here."""
        self.seats.add(seat)
        seat.authenticate()
        everybody = self.presence.everybody()
        if everybody is not None and not (seat.is_screen or self._is_quiet):
            seat.outlet.send_frame(protocol.awareness(seat.key, everybody))

    def leave(self, seat: Seat) -> None:
        """Let somebody out; what waits to be kept stays."""
        if seat in self.seats:
            self.seats.discard(seat)
            self.presence.left(seat)

    def change_access(self, seat: Seat, access: Access | Denial) -> None:
        """Give somebody other rights; one who may write is asked for what was refused before.

        Whoever was refused nothing is not asked: the answer would be taken for a newer one.
        """
        if isinstance(access, Denial):
            seat.deny(access)
            self.leave(seat)
            return
        may_write = access is Access.WRITE
        if may_write != seat.may_write:
            seat.may_write = may_write
            seat.authenticate()
        if may_write and seat.refused:
            seat.refused = False
            self.ask(seat)

    def shut_out(self, readers: Collection[int] | None) -> None:
        """Close the text to everybody but these people; None: it is no text of a closed round."""
        if readers is not None:
            for seat in [one for one in self.seats if one.participant.pk not in readers]:
                self.change_access(seat, Denial.NOT_ALLOWED)

    # --- Asking and telling -------------------------------------------------------------------

    def answer_state(self, seat: Seat, *, vector: bytes, mutual: bool) -> None:
        """Send what a browser lacks, and ask for what the log lacks when `mutual`."""
        if mutual:
            self.ask(seat)
        seat.outlet.send_frame(protocol.step2(seat.key, self.copy.missing_in(vector)))

    def ask(self, seat: Seat) -> None:
        """Ask a browser for what it has and the log has not."""
        seat.outlet.send_frame(protocol.step1(seat.key, self.copy.state()))

    def ask_for_missing(self, seat: Seat) -> None:
        """Ask for what comes before; a browser that never brings it is given up."""
        seat.asked += 1
        if seat.asked > ASKED_AT_MOST:
            self._turn_away(seat, Denial.REFUSED, "what is missing never came")
        else:
            self.ask(seat)

    def tell_presence_to(self, seat: Seat) -> None:
        """Tell one browser who is here."""
        hidden = seat.is_screen or self._is_quiet
        known = None if hidden else self.presence.everybody()
        everybody = known or presence.write([])
        seat.outlet.send_frame(protocol.awareness(seat.key, everybody))

    def move(self, seat: Seat, sightings: Iterable[Sighting]) -> None:
        """Take in where somebody's own carets are; what is said of others is passed over."""
        if seat.is_screen or self._is_quiet:
            return
        for one in sightings:
            if self._is_own(seat, one.client):
                state = presence.signed(seat.participant, one.state)
                self.presence.moved(seat, one._replace(state=state))

    def _is_own(self, seat: Seat, client: int) -> bool:
        """Tell whether a client id is this person's; the first who shows a new one has it."""
        owner = self.copy.owners.get(client)
        if owner is None and seat.claims < MOST_CLAIMS:
            seat.claims += 1
            owner = self.copy.owners[client] = seat.participant.pk
        return owner == seat.participant.pk

    def tell_presence(self, states: bytes) -> None:
        """Tell everybody here where people are; a screen shows no names."""
        if self._is_quiet:
            return
        people = [seat for seat in self.seats if not seat.is_screen]
        self._send_to(people, lambda key: protocol.awareness(key, states))

    def _presence_changed(self, states: bytes) -> None:
        self.tell_presence(states)
        self.told_presence(self, states)

    def _send_all(self, frame: Callable[[str], bytes], *, skip: Seat | None) -> None:
        self._send_to([seat for seat in self.seats if seat is not skip], frame)

    def _send_to(self, seats: list[Seat], frame: Callable[[str], bytes]) -> None:
        """Send to these; seats with the same key share one event."""
        events: dict[str, Event] = {}
        for seat in seats:
            event = events.get(seat.key)
            if event is None:
                event = events[seat.key] = frame_event(frame(seat.key))
            seat.outlet.send(event)

    # --- What comes in ------------------------------------------------------------------------

    def offer(self, seat: Seat, *, data: bytes, whole: bool) -> None:
        """Take an update in: it waits to be kept, or is answered at once.

        Raises Missing when the browser must first bring something else.
        """
        try:
            if not seat.may_write:
                seat.status(kept=not self.copy.changed_by(data, whole=whole))
                return
            self.copy.require_space(data, whole=whole, pending=self._pending)
            update, clients = self.copy.admit(data, whole=whole, participant=seat.participant.pk)
        except Known:
            self._confirm(seat, at_once=data == NOTHING or not self.busy)
        except NotVetted as refusal:
            self._turn_away(seat, Denial.REFUSED, refusal.reason)
        except Full:
            self._turn_away(seat, Denial.FULL, "full")
        else:
            seat.asked = 0
            new = tuple(one for one in clients if one not in self.copy.pinned)
            letter = Letter(seat.participant.pk, data, new)
            self.waiting.append(Note(seat, letter, update.signs))

    def _confirm(self, seat: Seat, *, at_once: bool) -> None:
        """Acknowledge what is known already: at once, or after what it repeats is kept."""
        seat.asked = 0
        if at_once:
            seat.status(kept=True)
        else:
            self.waiting.append(Note(seat, Letter(seat.participant.pk, None)))

    def _turn_away(self, seat: Seat, reason: Denial, why: str) -> None:
        seat.status(kept=False)
        if seat in self.seats:
            log.warning("Text %s closed for %s: %s", self.name, seat.participant.public_id, why)
            seat.deny(reason)
            self.leave(seat)

    def _pending(self) -> Pending:
        notes = [*self.sent_off, *self.waiting]
        size = sum(len(note.letter.update or b"") for note in notes)
        return Pending(sum(note.signs for note in notes), size)

    # --- What is kept -------------------------------------------------------------------------

    def hand_over(self) -> Parcel:
        """Give everything that waits to the writer."""
        self.sent_off, self.waiting = list(self.waiting), deque()
        return Parcel(self.key, [note.letter for note in self.sent_off])

    def take_back(self) -> None:
        """Put back what could not be written now; it goes along with the next batch."""
        self.waiting.extendleft(reversed(self.sent_off))
        self.sent_off = []

    def settle(self, receipts: list[Receipt]) -> News | None:
        """Tell the others what was kept, then answer everybody whose update has met its fate."""
        settled = list(zip(self.sent_off, receipts, strict=True))
        self.sent_off = []
        again = [note for note, receipt in settled if receipt.fate is Fate.AGAIN]
        self.waiting.extendleft(reversed(again))
        news = self._tell_kept([pair for pair in settled if pair[1].fate is Fate.KEPT])
        lost = [pair for pair in settled if pair[1].fate in (Fate.NOT_ALLOWED, Fate.BROKEN)]
        for note, receipt in lost:
            if receipt.fate is Fate.BROKEN:
                self._turn_away(note.seat, Denial.REFUSED, "the database refused it")
            else:
                note.seat.status(kept=False)
        if any(note.seat.may_write for note, _ in lost):
            self.doubted(self)
        if lost:
            self._vet_again()
        return news

    def _tell_kept(self, kept: list[tuple[Note, Receipt]]) -> News | None:
        written = [(note, one.sequence) for note, one in kept if one.sequence]
        for note, _ in written:
            self.copy.pinned |= set(note.letter.clients)
        expected = range(self.copy.head + 1, self.copy.head + 1 + len(written))
        if [sequence for _, sequence in written] != list(expected):
            # Another process wrote in between: its part comes first, and then the answers.
            self.unanswered += [(one.sequence, note.seat) for note, one in kept]
            self.behind(self)
            return None
        self.shut_out(kept[-1][1].readers if written else None)
        news = self._tell_written(written) if written else None
        for note, _ in kept:
            note.seat.status(kept=True)
        return news

    def _tell_written(self, written: list[tuple[Note, int]]) -> News:
        updates = [note.letter.update or b"" for note, _ in written]
        first, last = written[0][1], written[-1][1]
        senders = {note.seat for note, _ in written}
        self.copy.take_in(updates, head=last)
        merged = self._tell(updates, skip=senders.pop() if len(senders) == 1 else None)
        return News(self.session_id, str(self.name), first, last, merged, self.name.closed)

    def _tell(self, updates: list[bytes], *, skip: Seat | None) -> bytes:
        """Send kept updates to everybody in one frame, but for the one who wrote them all."""
        merged = updates[0] if len(updates) == 1 else pycrdt.merge_updates(*updates)
        self._send_all(lambda key: protocol.update(key, merged), skip=skip)
        return merged

    def hear(
        self, updates: list[bytes], *, head: int, readers: Collection[int] | None = None
    ) -> None:
        """Take in and tell what the log holds beyond this copy, up to `head`.

        `readers` are who may read it, of a text of a closed round.
        """
        self.shut_out(readers)
        try:
            for update in updates:
                self.copy.learn(update)
            fits = True
        except (Missing, Malformed, Foreign):
            fits = False
        self.copy.take_in(updates, head=head)
        if updates:
            self._tell(updates, skip=None)
        if not fits:
            self._vet_again()
        self.answer_told()

    def answer_told(self) -> None:
        """Acknowledge what was kept behind another process's part, now that all of it is told."""
        answered = [seat for sequence, seat in self.unanswered if sequence <= self.copy.head]
        self.unanswered = [one for one in self.unanswered if one[0] > self.copy.head]
        for seat in answered:
            seat.status(kept=True)

    def give_up_unanswered(self) -> None:
        """Say that nothing of what still waits for an answer is kept: the text is deleted."""
        unanswered, self.unanswered = self.unanswered, []
        for _, seat in unanswered:
            seat.status(kept=False)

    def _vet_again(self) -> None:
        """Look again at what waits: it may lean on what was turned down."""
        self.copy.reshape()
        waiting, self.waiting = self.waiting, deque()
        for note in waiting:
            data = note.letter.update
            if data is None:
                self.waiting.append(note)
                continue
            try:
                self.offer(note.seat, data=data, whole=True)
            except Missing:
                if note.seat in self.seats:
                    self.ask_for_missing(note.seat)

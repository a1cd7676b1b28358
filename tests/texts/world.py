"""Two processes, a layer, pages and one database: what can be done to them, and what is seen."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from sessions.models import Participant, TextUpdate
from sessions.texts import log
from sessions.texts.updates import parse
from tests.texts.clockwork import Layer, Process
from tests.texts.promises import Promises, marks_in
from tests.texts.seeing import Errors, marks_of, vector
from tests.texts.stock import Copy, Line, Page

OPEN, CLOSED = "q7.e1", "q7-closed.e1"


class World:
    """Time passes here in `run`, for everybody who is not frozen."""

    def __init__(self, model: Promises, people: Mapping[str, Participant]) -> None:
        self.model, self.now, self.layer = model, 1000.0, Layer()
        self.processes = [self._process() for _ in range(2)]
        self.pages = {name: Page(people[name.split()[0]]) for name in (*people, "Bram again")}
        session = people["Bram"].session
        self._answer_id = session.answers.get(number=7).pk
        self.clients = 0
        self.told_too_early: list[str] = []
        self.leaks: list[tuple[str, str]] = []
        # A database that fails may keep a row twice, and its failures are logged.
        self.sound = True
        self._durable: set[str] = set()
        self._stored: dict[str, list[str]] = {}
        self._read_to = 0
        self._errors = Errors()
        logging.getLogger("sessions").addHandler(self._errors)

    @property
    def errors(self) -> list[str]:
        """Return what the product called an error, when nothing was broken on purpose."""
        return self._errors.found if self.sound else []

    def end(self) -> None:
        """Let go of everything."""
        logging.getLogger("sessions").removeHandler(self._errors)
        for process in self.processes:
            process.kill()

    # --- Time ---------------------------------------------------------------------------------

    def run(self, seconds: float) -> None:
        """Let time pass, and everything that is under way arrive."""
        end = self.now + seconds
        step = max(seconds / 20, 0.001)
        self._deliver()
        while self.now < end:
            self.now = min(end, self.now + step)
            for process in self.processes:
                if not process.frozen:
                    process.loop.run_to(self.now)
            self._deliver()

    def _deliver(self) -> None:
        self.layer.settle()
        for page in self.pages.values():
            if not page.frozen:
                for copy, data, saved in page.take_in():
                    self._note(page, copy, data)
                    if saved:
                        self.model.save(typed=copy.typed, deleted=copy.deleted)

    def _note(self, page: Page, _copy: Copy, data: bytes) -> None:
        who = page.participant.name
        self.leaks += [(who, mark) for mark in self.model.leaks(who, marks_in(data))]

    def _sent(self, data: bytes) -> None:
        """A process tells something: is it kept?"""
        self.told_too_early += [mark for mark in marks_in(data) if mark not in self._durable]

    def _read_rows(self) -> None:
        """Note what is in the log, before a checkpoint replaces it."""
        self._stored.clear()
        for row in TextUpdate.objects.filter(pk__gt=self._read_to).order_by("pk"):
            self._durable.update(marks_in(bytes(row.update)))
            self._read_to = row.pk

    # --- Pages --------------------------------------------------------------------------------

    def connect(self, name: str, which: int, *, fresh: bool = False) -> None:
        """Give a page a new line; a fresh page brings nothing with it."""
        page = self.pages[name]
        page.drop()
        if fresh or not page.copies:
            page.copies = {key: self._copy(key) for key in page.copies or [OPEN]}
        page.connect(Line(self.processes[which], page.participant, sent=self._sent))

    def open_text(self, name: str, key: str) -> None:
        """Open a text on a page, or ask again when it was denied."""
        page = self.pages[name]
        copy = page.copies.get(key)
        if copy is not None and (not copy.denied or page.line is None):
            return
        copy = page.copies.setdefault(key, self._copy(key))
        if page.line is not None:
            copy.open(page.line)

    def _copy(self, key: str) -> Copy:
        self.clients += 1
        return Copy(key, 100 + self.clients)

    def settle(self, name: str, which: int) -> None:
        """Have somebody without a line come back before they do anything."""
        if self.pages[name].line is None:
            self.connect(name, which)
            self.run(0.05)

    def type(self, name: str, key: str, place: int, *, how: str = "once") -> None:
        """Type a mark somewhere: sent once, sent twice, or overtaken by the next mark."""
        copy = self._writable(name, key)
        if copy is None:
            return
        first = self._typed(copy, place)
        updates = {"once": [first], "twice": [first, first]}
        if how == "overtaken":
            updates[how] = [self._typed(copy, place), first]
        for update in updates[how]:
            copy.write(update)

    def _typed(self, copy: Copy, place: int) -> bytes:
        marks = copy.marks
        at = sum(len(mark) for mark in marks[: place % (len(marks) + 1)])
        mark = self.model.mark(closed=copy.key == CLOSED)
        copy.typed.add(mark)
        return copy.pen.type(mark, paragraph=0, at=at)

    def delete(self, name: str, key: str, place: int) -> None:
        """Delete a mark, anybody's."""
        copy = self._writable(name, key)
        if copy is None or not copy.marks:
            return
        marks = copy.marks
        which = place % len(marks)
        start = sum(len(mark) for mark in marks[:which])
        copy.deleted.add(marks[which])
        self.model.deleted.add(marks[which])
        copy.write(copy.pen.delete(start, start + len(marks[which]), paragraph=0))

    def _writable(self, name: str, key: str) -> Copy | None:
        page = self.pages[name]
        copy = page.copies.get(key)
        shut = page.frozen or copy is None or copy.denied or not copy.is_loaded
        return None if shut else copy

    # --- Processes ----------------------------------------------------------------------------

    def kill(self, which: int, *, forgetful: bool) -> None:
        """Kill a process and start it again; forgetful pages were closed meanwhile."""
        dead = self.processes[which]
        for page in self.pages.values():
            if page.line is not None and page.line.process is dead:
                page.drop()
                if forgetful:
                    page.copies = {key: self._copy(key) for key in page.copies}
        dead.kill()
        self.processes[which] = self._process()

    def _process(self) -> Process:
        process = Process(self.layer, at=self.now)
        process.loop.worked = self._read_rows
        return process

    def heal(self) -> None:
        """Nothing is broken any more; what was lost stays lost."""
        self.layer.mood = "good"
        for process in self.processes:
            process.frozen = False
            process.loop.failing.clear()
        for page in self.pages.values():
            page.frozen = False

    # --- What there is ------------------------------------------------------------------------

    def stored(self, key: str) -> list[str]:
        """Return the marks in the database, as they are read out."""
        if key not in self._stored:
            self._stored[key] = marks_of(log.document(log.replay(self.key(key)).updates))
        return self._stored[key]

    def sum_up(self, key: str) -> None:
        """Make a checkpoint, as a process of its own would."""
        log.sum_up(self.key(key))
        self._stored.clear()

    def key(self, key: str) -> log.TextKey:
        """Return the key of a text in the log."""
        return self._answer_id, key == CLOSED

    def check_lines(self) -> None:
        """Nobody needs a new line to read what there is, and every answer came once."""
        stored = {key: self.stored(key) for key in (OPEN, CLOSED)}
        for name, page in self.pages.items():
            for copy in page.copies.values():
                if page.line is None or copy.denied:
                    continue
                seen = (name, copy.key, copy.scope, copy.statuses)
                # Who was refused something is asked for it once it may be written.
                most = copy.most if 0 in copy.statuses else copy.due
                assert copy.due <= len(copy.statuses) <= most, seen
                if copy.scope == "read-write":
                    assert marks_of(copy.pen.doc) == stored[copy.key], seen

    def check_rest(self) -> None:
        """Everybody is back: nothing waits, all read the same, and nobody else reads along."""
        for name, page in self.pages.items():
            for copy in page.copies.values():
                self._check_copy(name.split()[0], copy)

    def _check_copy(self, who: str, copy: Copy) -> None:
        if who in self.model.removed:
            assert (copy.denied, copy.statuses) == ("removed", [])
        elif copy.key == OPEN:
            document = log.document(log.replay(self.key(OPEN)).updates)
            assert (copy.denied, copy.scope, copy.unsynced) == ("", "read-write", 0)
            assert marks_of(copy.pen.doc) == marks_of(document)
            assert vector(copy.pen.doc) == vector(document)
            assert copy.typed <= self.model.saved
        elif who in self.model.insiders:
            assert (copy.denied, copy.scope) == ("", "readonly")
            assert set(self.stored(CLOSED)) <= {*marks_of(copy.pen.doc), *copy.deleted}
        else:
            assert copy.denied == "not-allowed"

    def check_log(self, key: str) -> None:
        """Rows are numbered without a hole, each finds what it leans on and brings something."""
        stretch = log.replay(self.key(key))
        answer_id, closed = self.key(key)
        rows = TextUpdate.objects.filter(answer_id=answer_id, closed=closed).order_by("sequence")
        numbers = [row.sequence for row in rows]
        assert numbers == list(range(stretch.head - len(numbers) + 1, stretch.head + 1))
        document = log.document(stretch.updates[: len(stretch.updates) - len(numbers)])
        for row in rows:
            written = parse(bytes(row.update)).structs
            before = vector(document)
            document.apply_update(bytes(row.update))
            after = vector(document)
            for client, structs in written.items():
                assert after.get(client, 0) >= structs[-1].id.clock + structs[-1].length
            assert not (self.sound and written) or before != after

"""This process's copy of one text: what is kept, what may still come in, and how much it is.

The document holds what the log holds, never more, so whoever comes in sees only what is kept. What
waits to be kept is known to the shape alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

import pycrdt

from sessions.texts import log as text_log
from sessions.texts import readout, vetting
from sessions.texts.log import Stretch
from sessions.texts.shape import Shape
from sessions.texts.updates import Update, parse
from sessions.texts.vetting import LARGEST_STATE, MOST_SIGNS, SIGNS_OVER

log = logging.getLogger(__name__)


class Full(Exception):
    """The text is as long as it may be."""


@dataclass(frozen=True, slots=True)
class Pending:
    """How much waits to be kept: signs and bytes."""

    signs: int
    size: int


class TextCopy:
    """Belongs to the event loop's thread.

    `owners` says whose each client id is; the log says so of those in `pinned`.
    """

    def __init__(self, stretch: Stretch, *, owners: dict[int, int]) -> None:
        self.owners = owners
        self.pinned = set(owners)
        self.head = 0
        self.since_summary = 0
        # The last state vector that was asked about, and the answer.
        self._asked: tuple[bytes | None, bytes] = (None, b"")
        self._doc: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
        self.take_in(stretch.updates, head=stretch.head)
        self._shape = Shape()
        self.reshape()
        self._signs = self._counted_signs()
        self._bytes = len(self._doc.get_update())

    def state(self) -> bytes:
        """Return the state vector of what is kept."""
        return bytes(self._doc.get_state())

    def missing_in(self, vector: bytes) -> bytes:
        """Return what a browser with this state lacks, made from the document, never from rows.

        Made once for all who know as little: three hundred may come in together.
        """
        if vector != self._asked[0]:
            self._asked = vector, self._what_lacks(vector)
        return self._asked[1]

    def _what_lacks(self, vector: bytes) -> bytes:
        try:
            return bytes(self._doc.get_update(vector))
        except ValueError:
            return bytes(self._doc.get_update())

    def admit(self, data: bytes, *, whole: bool, participant: int) -> tuple[Update, list[int]]:
        """Take an update into the shape; return it and the client ids it was written with.

        Raises what `vetting.read` and `vetting.admit` raise.
        """
        update = vetting.read(data, whole=whole)
        clients = vetting.admit(
            update, data=data, shape=self._shape, owners=self.owners, participant=participant
        )
        for client in clients:
            self.owners.setdefault(client, participant)
        self._signs += update.signs
        self._bytes += len(data)
        return update, clients

    def changed_by(self, data: bytes, *, whole: bool) -> bool:
        """Tell whether an update would change the text; asked for readers. Raises NotVetted."""
        update = vetting.read(data, whole=whole)
        if self._shape.writers(update):
            return True
        if self._shape.knows(update):
            return False
        scratch = text_log.document([self._doc.get_update()])
        before = scratch.get_update()
        scratch.apply_update(data)
        return bool(scratch.get_update() != before)

    def require_space(self, data: bytes, *, whole: bool, pending: Callable[[], Pending]) -> None:
        """Raise Full unless the update fits; what only deletes always does.

        Both counts are too high between measurements, so measuring is needed only near the cap.
        """
        if self._signs + len(data) <= MOST_SIGNS and self._bytes <= LARGEST_STATE:
            return
        update = vetting.read(data, whole=whole)
        added = update.signs - self._shape.deletes(update)
        if added > 0 and self._signs + added > MOST_SIGNS + SIGNS_OVER:
            self._signs = self._counted_signs() + pending().signs
            if self._signs + added > MOST_SIGNS + SIGNS_OVER:
                raise Full
        if update.adds and self._bytes > LARGEST_STATE:
            self._bytes = len(self._doc.get_update()) + pending().size
            if self._bytes > LARGEST_STATE:
                raise Full

    def take_in(self, updates: list[bytes], *, head: int) -> None:
        """Apply what is kept. A row that pycrdt cannot apply harms nothing but itself."""
        self._asked = (None, b"")
        for update in updates:
            try:
                self._doc.apply_update(update)
            except BaseException as error:
                if not text_log.is_about_bytes(error):
                    raise
                log.exception("An update up to %s cannot be applied", head)
        self.since_summary += len(updates)
        self.head = head

    def learn(self, update: bytes) -> None:
        """Take a kept update of another process into the shape; raises as `Shape.learn`."""
        read = parse(update)
        self._shape.learn(read)
        self._signs += read.signs
        self._bytes += len(update)

    def reshape(self) -> None:
        """Forget what waits: know what is kept and nothing else."""
        self._shape = Shape()
        self._shape.learn(parse(self._doc.get_update()))

    def _counted_signs(self) -> int:
        return readout.signs(readout.blocks_of_document(self._doc))

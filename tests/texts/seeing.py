"""What is seen of texts: their marks, how far they go, and what the product calls an error."""

from __future__ import annotations

import logging
from typing import Any

import pycrdt

from sessions.texts.readout import blocks_of_document, plain
from tests.texts.promises import marks_in
from tests.texts.wire import Parts


class Errors(logging.Handler):
    """Collects what the product calls an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        self.found.append(self.format(record))


def marks_of(document: pycrdt.Doc[Any]) -> list[str]:
    """Return the marks in a document, in order."""
    return marks_in(plain(blocks_of_document(document)).encode())


def vector(document: pycrdt.Doc[Any]) -> dict[int, int]:
    """Return how far a document knows each client."""
    parts = Parts(bytes(document.get_state()))
    return {parts.number(): parts.number() for _ in range(parts.number())}

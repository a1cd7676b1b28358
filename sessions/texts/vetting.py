"""May this update come in? Asked before pycrdt, and before anything is kept.

One frame of 53 KB can crash the process and one of 13 bytes can take half a gigabyte, so size,
counts and nesting are judged on the bytes; what it holds must be what the editor makes, where the
editor puts it, written by the person who sends it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pycrdt

from sessions.texts.log import is_about_bytes
from sessions.texts.shape import Foreign, Shape
from sessions.texts.updates import Update, parse
from sessions.texts.varints import Malformed

KIB = 1024
LARGEST_EDIT = 64 * KIB
# What somebody wrote in a day without a line.
LARGEST_WHOLE = 512 * KIB
LARGEST_STATE = 256 * KIB
MOST_SIGNS = 10_000
# Two people may type the last sign at once; the editor stops each of them at the cap.
SIGNS_OVER = 100


class NotVetted(Exception):
    """The update stays out; `reason` is for the log, never for the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Known(Exception):
    """The update brings nothing new."""


def read(data: bytes, *, whole: bool) -> Update:
    """Return what the update holds, or raise NotVetted: too large, or not an update."""
    if len(data) > (LARGEST_WHOLE if whole else LARGEST_EDIT):
        raise NotVetted("too large")
    try:
        return parse(data)
    except Malformed as error:
        raise NotVetted(str(error)) from error


def admit(
    update: Update, *, data: bytes, shape: Shape, owners: Mapping[int, int], participant: int
) -> list[int]:
    """Take the update into the shape and return the client ids it wrote with.

    Raises Known when it brings nothing, Missing when something must come before it, and NotVetted.
    """
    writers = shape.writers(update)
    if any(owners.get(client, participant) != participant for client in writers):
        raise NotVetted("written in another person's name")
    if not writers and shape.knows(update):
        raise Known
    _require_readable(data)
    try:
        shape.learn(update)
    except Foreign as error:
        raise NotVetted(str(error)) from error
    return writers


def _require_readable(data: bytes) -> None:
    """Let pycrdt decode it without a document: what it cannot read must never reach the log."""
    try:
        pycrdt.merge_updates(data)
    except BaseException as error:
        if not is_about_bytes(error):
            raise
        raise NotVetted("not an update") from error

"""Writes a text without a browser, for example sessions: the same updates, down the same way.

What one author writes in a row becomes one update of a document of their own, is vetted as an edit
from a browser is, and is kept in the same log; so browsers open it and go on.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import pycrdt
from django.db import transaction

from sessions.models import Answer, Participant, TextClient
from sessions.texts import log
from sessions.texts.editor_list import ROOT
from sessions.texts.keeping import Fate, Letter, Parcel, keep
from sessions.texts.readout import Block, LineBreak, ListBlock, Paragraph, Piece
from sessions.texts.text_copy import Full, Pending, TextCopy

# Yjs gives its clients 32 bits; the small ones are easy to confuse with those of tests.
FIRST_CLIENT, CLIENTS = 1 << 16, (1 << 32) - (1 << 16)


class NotKept(Exception):
    """The log did not take an update: the question is rounded off, or the session not running."""


class TooLong(Exception):
    """The text is as long as it may be, or would become longer."""


@dataclass(frozen=True, slots=True)
class Line:
    """One block and who writes it."""

    block: Block
    author: Participant


@transaction.atomic
def compose(
    answer: Answer, lines: Sequence[Line], *, at: datetime | None = None, closed: bool = False
) -> None:
    """Write these blocks at the end of an answer's open text, or of what its closed round says.

    `at` is when; None: now. Raises NotKept, TooLong, and what `vetting` raises for what the editor
    could not have made.
    """
    # Waits for a batch of the journal: it would pass over a row that is locked.
    Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    key = (answer.pk, closed)
    owners = TextClient.objects.filter(answer=answer, closed=closed)
    copy = TextCopy(log.replay(key), owners=dict(owners.values_list("client_id", "participant_id")))
    clients: dict[int, int] = {}
    letters = []
    for author, row in groupby(lines, key=lambda line: line.author.pk):
        client = clients.setdefault(author, FIRST_CLIENT + secrets.randbelow(CLIENTS))
        update = _update(copy, [line.block for line in row], client=client)
        _require_space(copy, update)
        _read, written_with = copy.admit(update, whole=False, participant=author)
        copy.take_in([update], head=copy.head + 1)
        letters.append(Letter(author, update, tuple(written_with)))
    receipts = keep([Parcel(key, letters)], at=at)[0]
    if any(receipt.fate is not Fate.KEPT for receipt in receipts):
        raise NotKept(f"question {answer.number}")


def lines_of(text: str, *, author: Participant) -> list[Line]:
    """Return plain words as paragraphs of this author, one for each line with something on it."""
    said = (line.strip() for line in text.splitlines())
    return [Line(Paragraph((Piece(line),)), author) for line in said if line]


def _require_space(copy: TextCopy, update: bytes) -> None:
    try:
        copy.require_space(update, whole=False, pending=lambda: Pending(signs=0, size=0))
    except Full:
        raise TooLong from None


def _update(copy: TextCopy, blocks: Sequence[Block], *, client: int) -> bytes:
    """Return what one author's browser would send for these blocks, put in at once."""
    doc: pycrdt.Doc[Any] = pycrdt.Doc(client_id=client)
    doc.apply_update(copy.missing_in(b"\0"))
    root = doc.get(ROOT, type=pycrdt.XmlFragment)
    before = doc.get_state()
    with doc.transaction():
        for block in blocks:
            _put(root, block)
    return bytes(doc.get_update(before))


def _put(root: pycrdt.XmlFragment, block: Block) -> None:
    """Put a block at the end; the first paragraph goes into the one every text begins with."""
    blank = root.children[0] if len(root.children) == 1 else None
    if isinstance(block, Paragraph) and isinstance(blank, pycrdt.XmlElement) and _is_blank(blank):
        _fill(blank, block)
        return
    _append(root, block)


def _is_blank(paragraph: pycrdt.XmlElement) -> bool:
    return paragraph.tag == "paragraph" and all(
        isinstance(child, pycrdt.XmlText) and not list(child.diff()) for child in paragraph.children
    )


def _append(parent: pycrdt.XmlFragment | pycrdt.XmlElement, block: Block) -> None:
    if isinstance(block, ListBlock):
        kind = "orderedList" if block.ordered else "bulletList"
        made = parent.children.append(pycrdt.XmlElement(kind))
        for item in block.items:
            place = made.children.append(pycrdt.XmlElement("listItem"))
            for part in item:
                _append(place, part)
        return
    _fill(parent.children.append(pycrdt.XmlElement("paragraph")), block)


def _fill(paragraph: pycrdt.XmlElement, block: Paragraph) -> None:
    """Put runs of marked words in a paragraph, a line break between two of them."""
    first = next(iter(paragraph.children), None)
    run = first if isinstance(first, pycrdt.XmlText) else _new_run(paragraph)
    for piece in block.pieces:
        if isinstance(piece, LineBreak):
            paragraph.children.append(pycrdt.XmlElement("hardBreak"))
            run = _new_run(paragraph)
        else:
            _write(run, piece)


def _new_run(paragraph: pycrdt.XmlElement) -> pycrdt.XmlText:
    run: pycrdt.XmlText = paragraph.children.append(pycrdt.XmlText())
    return run


def _write(run: pycrdt.XmlText, piece: Piece) -> None:
    # pycrdt counts bytes.
    start = len(run)
    run.insert(start, piece.text)
    marks = dict(_marks(piece))
    if marks:
        run.format(start, start + len(piece.text.encode()), marks)


def _marks(piece: Piece) -> Iterable[tuple[str, dict[str, str]]]:
    if piece.bold:
        yield "bold", {}
    if piece.italic:
        yield "italic", {}
    if piece.address:
        yield "link", {"href": piece.address}

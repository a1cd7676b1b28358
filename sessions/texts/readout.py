"""A text as blocks, as HTML and as plain words: what the page, the report and the rules read.

Only what the editor makes comes out, whatever the document holds, and never deeper than `DEEPEST`.
`str()` of a fragment is never used: it escapes nothing and crashes on deep nesting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pycrdt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sessions.access.hygiene import without_unusable
from sessions.models import Answer, Session
from sessions.texts import log
from sessions.texts.editor_list import DEEPEST, address_fits


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the same marks; `address` is where a link leads, empty when it is none."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line within a paragraph."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    pieces: tuple[Piece | LineBreak, ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; every item is blocks. The editor's numbered lists all begin at 1."""

    ordered: bool
    items: tuple[tuple[Block, ...], ...] = field(default=())
    start: int = 1


Block = Paragraph | ListBlock


def blocks_of(session: Session) -> dict[int, list[Block]]:
    """Return every question's text by question number; empty texts are empty lists."""
    return {answer.number: blocks_in(answer) for answer in session.answers.all()}


def blocks_in(answer: Answer, *, closed: bool = False) -> list[Block]:
    """Return one answer's text, or what its closed round said."""
    return blocks_of_document(log.document(log.replay((answer.pk, closed)).updates))


def blocks_of_document(doc: pycrdt.Doc[Any]) -> list[Block]:
    """Return the blocks of a document, without empty paragraphs at its beginning and end."""
    blocks = list(_blocks(doc.get("default", type=pycrdt.XmlFragment), DEEPEST))
    said = [place for place, block in enumerate(blocks) if block != Paragraph()]
    return blocks[said[0] : said[-1] + 1] if said else []


def plain_of(answer: Answer) -> str:
    """Return one answer's text in plain words."""
    return plain(blocks_in(answer))


def plain(blocks: Iterable[Block]) -> str:
    """Return plain words: one line per paragraph, list items behind a dash or their number."""
    return "\n".join(_lines(blocks))


def signs(blocks: Iterable[Block]) -> int:
    """Return how many signs somebody sees, line ends and list marks not counted."""
    return sum(_signs(block) for block in blocks)


def _signs(block: Block) -> int:
    if isinstance(block, Paragraph):
        return sum(len(one.text) for one in block.pieces if isinstance(one, Piece))
    return sum(signs(item) for item in block.items)


def _lines(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "".join(one.text if isinstance(one, Piece) else "\n" for one in block.pieces)
            continue
        for number, item in enumerate(block.items, start=1):
            mark = f"{number}. " if block.ordered else "- "
            for index, line in enumerate(_lines(item)):
                yield (" " * len(mark) if index else mark) + line


def html(blocks: Iterable[Block]) -> SafeString:
    """Return HTML; every word is escaped and every link leads outside by https or mailto."""
    return mark_safe("".join(_html(block) for block in blocks))  # noqa: S308 - built of safe parts


def _html(block: Block) -> SafeString:
    if isinstance(block, Paragraph):
        return format_html(
            "<p>{}</p>", format_html_join("", "{}", ((_piece(p),) for p in block.pieces))
        )
    items = format_html_join("", "<li>{}</li>", ((html(item),) for item in block.items))
    if not block.ordered:
        return format_html("<ul>{}</ul>", items)
    return format_html("<ol>{}</ol>", items)


def _piece(piece: Piece | LineBreak) -> SafeString:
    if isinstance(piece, LineBreak):
        return mark_safe("<br>")
    shown = format_html("{}", piece.text)
    if piece.italic:
        shown = format_html("<em>{}</em>", shown)
    if piece.bold:
        shown = format_html("<strong>{}</strong>", shown)
    if piece.address:
        link = '<a href="{}" rel="noopener noreferrer nofollow">{}</a>'
        shown = format_html(link, piece.address, shown)
    return shown


def _blocks(parent: Any, depth: int) -> Iterable[Block]:
    for child in parent.children if depth else ():
        if not isinstance(child, pycrdt.XmlElement):
            continue
        if child.tag == "paragraph":
            yield Paragraph(tuple(_pieces(child)))
        elif child.tag in {"bulletList", "orderedList"}:
            yield _list(child, depth - 1)


def _list(element: pycrdt.XmlElement, depth: int) -> ListBlock:
    ordered = element.tag == "orderedList"
    items = tuple(
        tuple(_blocks(child, depth - 1))
        for child in (element.children if depth else ())
        if isinstance(child, pycrdt.XmlElement) and child.tag == "listItem"
    )
    return ListBlock(ordered, items)


def _pieces(paragraph: pycrdt.XmlElement) -> Iterable[Piece | LineBreak]:
    for child in paragraph.children:
        if isinstance(child, pycrdt.XmlText):
            yield from _words(child)
        elif isinstance(child, pycrdt.XmlElement) and child.tag == "hardBreak":
            yield LineBreak()


def _words(text: pycrdt.XmlText) -> Iterable[Piece]:
    for chunk, marks in text.diff():
        words = without_unusable(chunk) if isinstance(chunk, str) else ""
        if words:
            given = marks or {}
            address = _address(given.get("link"))
            yield Piece(words, "bold" in given, "italic" in given, address)


def _address(link: Any) -> str:
    address = link.get("href") if isinstance(link, dict) else None
    return address if isinstance(address, str) and address_fits(address) else ""

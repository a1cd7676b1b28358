"""A joint answer on its way to paper: from the text's node tree to passages, from those to HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sessions.report import typeset
from sessions.report.values import Passage, Run
from sessions.texts.readout import Block, LineBreak, Paragraph, Piece

MOST_LINES = 400  # of one answer; more are set one after another, so that no answer fills a book
MOST_RUNS = 1000  # of one answer; a style that changes with every letter costs minutes to set
TAGS = {"paragraph": "p", "bullets": "ul", "numbers": "ol", "item": "li"}


def of(blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """Return the blocks of a text as passages, to be kept whatever the editor becomes."""
    return tuple(_of(block) for block in blocks)


def html(passages: Sequence[Passage]) -> SafeString:
    """Return the answer as HTML: paragraphs, lists, bold, italic and links, nothing else."""
    kept = tuple(_without_empty_rows(passages))
    if sum(len(tuple(_runs(passage))) for passage in kept) > MOST_RUNS:
        kept = tuple(_without_styles(passage) for passage in kept)
    if sum(_lines(passage) for passage in kept) > MOST_LINES:
        kept = (Passage(kind="paragraph", runs=tuple(_run_on(kept))),)
    return _joined(_passage(passage) for passage in kept)


def is_empty(passages: Sequence[Passage]) -> bool:
    """Say whether the answer holds no visible text."""
    return not any(run.text.strip() for passage in passages for run in _runs(passage))


def _of(block: Block) -> Passage:
    if isinstance(block, Paragraph):
        return Passage(kind="paragraph", runs=tuple(_runs_of(block)))
    items = tuple(Passage(kind="item", passages=of(item)) for item in block.items)
    return Passage(
        kind="numbers" if block.ordered else "bullets", passages=items, start=block.start
    )


def _runs_of(paragraph: Paragraph) -> Iterator[Run]:
    """Yield the paragraph's runs; neighbours in one style are one, line breaks with them."""
    pieces = [Piece("\n") if isinstance(piece, LineBreak) else piece for piece in paragraph.pieces]
    for style, same in groupby(pieces, lambda piece: (piece.bold, piece.italic, piece.address)):
        bold, italic, address = style
        text = "".join(piece.text for piece in same)
        yield Run(text=text, bold=bold, italic=italic, address=address)


def _passage(passage: Passage) -> SafeString:
    tag = TAGS[passage.kind]
    start = (
        format_html(' start="{}"', passage.start)
        if passage.kind == "numbers" and passage.start != 1
        else ""
    )
    inner = _joined(_run(run) for run in passage.runs)
    inner += _joined(_passage(child) for child in passage.passages)
    return format_html("<{}{}>{}</{}>", mark_safe(tag), start, inner, mark_safe(tag))  # noqa: S308


def _run(run: Run) -> SafeString:
    """Return one run; its line breaks are kept, rows of empty lines made one."""
    parts = typeset.few_empty_lines(run.text).split("\n")
    text = format_html_join(mark_safe("<br>"), "{}", ((typeset.shown(part),) for part in parts))
    if run.italic:
        text = format_html("<i>{}</i>", text)
    if run.bold:
        text = format_html("<b>{}</b>", text)
    if run.address:
        text = format_html('<a href="{}">{}</a>', run.address, text)
    return text


def _runs(passage: Passage) -> Iterator[Run]:
    yield from passage.runs
    for child in passage.passages:
        yield from _runs(child)


def _lines(passage: Passage) -> int:
    """Count the lines that typed breaks alone make of this passage."""
    own = sum(typeset.few_empty_lines(run.text).count("\n") for run in passage.runs)
    return own + bool(passage.runs) + sum(_lines(child) for child in passage.passages)


def _run_on(passages: Iterable[Passage]) -> Iterator[Run]:
    """Yield every run of the answer, a sign where each line began."""
    for passage in passages:
        for run in passage.runs:
            yield Run(
                text=typeset.LINE_SIGN.join(part for part in run.text.split("\n") if part.strip()),
                bold=run.bold,
                italic=run.italic,
                address=run.address,
            )
        if passage.runs:
            yield Run(text=typeset.LINE_SIGN)
        yield from _run_on(passage.passages)


def _without_empty_rows(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages without empty ones: space between paragraphs is ours to set."""
    for passage in passages:
        if any(run.text.strip() for run in _runs(passage)):
            yield passage


def _without_styles(passage: Passage) -> Passage:
    """Return the passage with all of its words and lists, and nothing bold, slanted or linked."""
    text = "".join(run.text for run in passage.runs)
    return replace(
        passage,
        runs=(Run(text=text),) if text else (),
        passages=tuple(_without_styles(child) for child in passage.passages),
    )


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 - every part is safe already

"""A word across every page of a draft, drawn as outlines: to be seen, not to be read aloud.

Outlines are no text: the word is not in the tags, not in a search and not in what is copied.
"""

from __future__ import annotations

import re
from functools import cache

from sessions.report import fontlist

ADDRESS = "mark:watermark/"
FILL = "#f0f0ed"  # light enough to read black letters over it
TURN = -52  # degrees: along the diagonal of a sheet of A4
MARGIN = 100  # font units around the word
_WORD = re.compile(r"[A-Z]{2,16}")


def address(word: str) -> str:
    """Return the address under which the helper process draws this word; "" if it cannot."""
    capitals = word.upper()
    return ADDRESS + capitals if _WORD.fullmatch(capitals) else ""


@cache
def svg(word: str) -> str:
    """Return the word in capitals as an SVG of outlines; raises ValueError for any other word."""
    if not _WORD.fullmatch(word):
        raise ValueError("a watermark is one word in capitals")
    paths, width, height = _outlines(word)
    box = f"{-MARGIN} {-MARGIN} {width + 2 * MARGIN} {width + 2 * MARGIN}"
    middle = width / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
        f'<g transform="rotate({TURN} {middle} {middle}) translate(0 {middle + height / 2}) '
        f'scale(1 -1)" fill="{FILL}">{paths}</g></svg>'
    )


def _outlines(word: str) -> tuple[str, int, int]:
    """Return the letters as SVG paths, the width of the word and the height of a capital."""
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415 - the helper process only
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(fontlist.FOLDER / "NotoSans-Bold.ttf") as font:
        shapes, letters = font.getGlyphSet(), font.getBestCmap()
        paths, width = [], 0
        for letter in word:
            shape = shapes[letters[ord(letter)]]
            pen = SVGPathPen(shapes)
            shape.draw(pen)
            paths.append(f'<path transform="translate({width} 0)" d="{pen.getCommands()}"/>')
            width += shape.width
        return "".join(paths), width, font["OS/2"].sCapHeight

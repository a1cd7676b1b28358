"""Text that people typed, made ready for paper: escaped, every sign visible, every line breakable.

Nothing a person typed is read as markup, and nothing they typed is left out unseen: a sign that no
font can draw is printed as its number, `[U+4E2D]`.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape
from itertools import groupby

from django.utils.safestring import SafeString, mark_safe

from sessions.report import fontlist

LONG = 24  # signs without a blank, after which a word gets places where a line may end
MOST_LINES = 40  # in one field beside an answer
LINE_SIGN = " ¶ "
MARKS = 8  # combining marks on one letter; piled higher they cover the lines above
# Leaves no sign behind in the PDF: a long word is found again when its text is searched.
BREAK = "\u200b"

_LONG_WORD = re.compile(rf"(\S{{{LONG + 1},}})")
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n){2,}")
# Without a shape on purpose: soft hyphen, joiners, marks of direction, variation selectors, tags.
_SHAPELESS = frozenset(
    {0xAD, 0x34F, 0x61C, 0x180E, 0x2060, 0xFEFF, *range(0x200B, 0x2010)}
    | {*range(0xFE00, 0xFE10), *range(0xE0020, 0xE0080), *range(0xE0100, 0xE01F0)}
)
# Overrides turn the rest of a line around; printed by number they turn nothing.
_TURNING = frozenset({*range(0x202A, 0x202F), *range(0x2066, 0x206A)})


def shown(text: str) -> SafeString:
    """Return the text as HTML of one line, without any markup of its own."""
    signs = _few_marks("".join(_visible(sign) for sign in text))
    pieces = _LONG_WORD.split(signs)
    pieces[1::2] = [_breakable(word) for word in pieces[1::2]]
    return mark_safe(escape("".join(pieces)))  # noqa: S308 - escaped right here


def lines(text: str) -> SafeString:
    """Return text of several lines as HTML; of a row of empty lines one stays.

    Very many lines are set one after another, a sign between them: no field fills a page with air.
    """
    kept = few_empty_lines(text.strip()).split("\n")
    if len(kept) > MOST_LINES:
        return shown(LINE_SIGN.join(line for line in kept if line.strip()))
    return mark_safe("<br>".join(shown(line) for line in kept))  # noqa: S308 - shown() escapes


def few_empty_lines(text: str) -> str:
    """Return the text with every row of empty lines made one: a page of nothing says nothing."""
    return _EMPTY_LINES.sub("\n\n", text)


def _visible(sign: str) -> str:
    """Return the sign itself, a blank for what moves the pen, or its number when unseen."""
    code = ord(sign)
    if sign in "\t\n\v\f\r\u2028\u2029":
        return " "
    if code in _SHAPELESS:
        return sign
    if code in _TURNING or unicodedata.category(sign) == "Cc" or code not in fontlist.drawable():
        return f"[U+{code:04X}]"
    return sign


def _few_marks(text: str) -> str:
    """Keep the first combining marks of each pile, and say how many more there were."""
    if not any(unicodedata.combining(sign) for sign in text):
        return text
    piles = (
        (combining, "".join(signs))
        for combining, signs in groupby(text, lambda sign: bool(unicodedata.combining(sign)))
    )
    return "".join(
        f"{signs[:MARKS]} [+{len(signs) - MARKS}]" if combining and len(signs) > MARKS else signs
        for combining, signs in piles
    )


def _breakable(word: str) -> str:
    """Return a long word with places to break, never between a letter and its marks."""
    out: list[str] = []
    since = 0
    for sign in word:
        if since >= LONG and not unicodedata.combining(sign) and ord(sign) not in _SHAPELESS:
            out.append(BREAK)
            since = 0
        out.append(sign)
        since += 1
    return "".join(out)

"""One gate for text that people type: what a database, a page or a PDF cannot hold stays out."""

from __future__ import annotations

import re
import unicodedata

# Control characters but tab, line feed and carriage return; lone surrogates; noncharacters.
_UNUSABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Overrides and isolates of writing direction, so that one name cannot turn a whole line around;
# and spaces nobody sees. Joiners stay: emoji and some scripts need them.
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BLANKS = re.compile(r"\s+")


def without_unusable(text: str) -> str:
    """Return text without what no database, page or PDF can hold."""
    return _UNUSABLE.sub("", text)


def clean_text(text: str) -> str:
    """Return text of several lines without unusable characters, lines ended by line feeds."""
    text = without_unusable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text)).strip()


def clean_line(text: str) -> str:
    """Return text of one line: as `clean_text`, every run of blanks one space."""
    return _BLANKS.sub(" ", clean_text(text)).strip()


def is_visible(text: str) -> bool:
    """Tell whether there is anything to see: a letter, digit, sign or mark of its own."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)

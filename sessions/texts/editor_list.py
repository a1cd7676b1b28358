"""Everything the editor can make, and so everything a text may hold.

One mark too many and the next honest browser, which does not know it, deletes the whole paragraph
for everybody: so the list is exact, and a page built for another version of it is sent to reload.
No element has attributes, and a link has its address only. The same list stands in
`frontend/src/texts/schema.ts`.
"""

from __future__ import annotations

import re
from typing import Any

from sessions.texts.updates import TEXT

VERSION = "1"

ROOT = "default"
_BLOCKS = frozenset({"paragraph", "bulletList", "orderedList"})
# What may stand in what. `#text` holds signs and marks.
CHILDREN: dict[str, frozenset[str]] = {
    ROOT: _BLOCKS,
    "paragraph": frozenset({TEXT, "hardBreak"}),
    "bulletList": frozenset({"listItem"}),
    "orderedList": frozenset({"listItem"}),
    "listItem": _BLOCKS,
    "hardBreak": frozenset(),
    TEXT: frozenset(),
}
# A list in a list takes two levels. pycrdt has no bound and crashes at some 20,000.
DEEPEST = 64

LONGEST_ADDRESS = 2000
# Blanks as a browser counts them: the editor's own expression must not be wider than this one.
_BLANK = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_ADDRESS = re.compile(
    rf'https://[^{_BLANK}/?#<>"][^{_BLANK}<>"]*|mailto:[^{_BLANK}@<>"]+@[^{_BLANK}@<>"]+',
    re.IGNORECASE,
)


def mark_fits(key: str, value: Any) -> bool:
    """Tell whether the editor knows this mark with these attributes; None ends a mark."""
    if key in {"bold", "italic"}:
        return value is None or value == {}
    return key == "link" and (value is None or _is_link(value))


def address_fits(address: object) -> bool:
    """Tell whether a link may lead there: https and mailto, nothing else."""
    return (
        isinstance(address, str)
        and len(address) <= LONGEST_ADDRESS
        and _ADDRESS.fullmatch(address) is not None
    )


def _is_link(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"href"} and address_fits(value["href"])

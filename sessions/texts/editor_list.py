"""Everything the editor can make, and so everything a text may hold.

One mark too many and the next honest browser, which does not know it, deletes the whole paragraph
for everybody: so the list is exact, and a page built for another version of it is sent to reload.
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
# Addresses are kept as typed; blanks and control signs in them are never typed.
_ADDRESS = re.compile(r"(?:https://|mailto:)[^\s\x00-\x1f\x7f<>\"]+", re.IGNORECASE)
_TARGETS = (None, "_blank")
_RELATIONS = (None, "noopener noreferrer nofollow", "noopener noreferrer", "noopener nofollow")
_LINK = frozenset({"href", "target", "rel", "class", "title"})
_LARGEST_START = 10**9


def attribute_fits(tag: str, name: str, value: object) -> bool:
    """Tell whether the editor gives this element such an attribute."""
    if tag != "orderedList":
        return False
    if name == "start":
        return type(value) in (int, float) and 0 <= value <= _LARGEST_START  # type: ignore[operator]
    return name == "type" and (value is None or value in {"1", "a", "A", "i", "I"})


def mark_fits(key: str, value: Any) -> bool:
    """Tell whether the editor knows this mark with these attributes; None ends a mark."""
    if key in {"bold", "italic"}:
        return value is None or value == {}
    return key == "link" and (value is None or (isinstance(value, dict) and _link_fits(value)))


def address_fits(address: object) -> bool:
    """Tell whether a link may lead there: https and mailto, nothing else."""
    return (
        isinstance(address, str)
        and len(address) <= LONGEST_ADDRESS
        and _ADDRESS.fullmatch(address) is not None
    )


def _link_fits(link: dict[str, Any]) -> bool:
    return (
        link.keys() <= _LINK
        and address_fits(link.get("href"))
        and link.get("target") in _TARGETS
        and link.get("rel") in _RELATIONS
        and link.get("class") is None
        and link.get("title") is None
    )

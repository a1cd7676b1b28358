"""Our own fonts: where they are, which signs they can draw, and how fontconfig finds no others."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parent / "fonts"
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <alias><family>serif</family><prefer><family>Literata</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Noto Sans</family></prefer></alias>
  <alias><family>emoji</family><prefer><family>Noto Emoji</family></prefer></alias>
</fontconfig>
"""


def configuration(var: Path) -> Path:
    """Write a fontconfig file that names our fonts only, below `var`; return where it stands."""
    folder = Path(var) / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    text = CONFIGURATION.format(folder=escape(str(FOLDER)), cache=escape(str(folder / "cache")))
    file = folder / "fonts.conf"
    # Written beside and moved, so that a process of another server never reads half a file.
    beside = folder / f"fonts.conf.{os.getpid()}"
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)
    return file


@cache
def drawable() -> frozenset[int]:
    """Return every code point that at least one of our fonts has a shape for."""
    return frozenset(code for file in sorted(FOLDER.glob("*.ttf")) for code in _codes(file))


def _codes(file: Path) -> Iterator[int]:
    """Yield the code points in a font's table `cmap` (OpenType formats 4 and 12)."""
    data = file.read_bytes()
    (tables,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * i) for i in range(tables))
    start = next(offset for tag, _sum, offset, _size in records if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", data, start + 2)
    for i in range(subtables):
        (offset,) = struct.unpack_from(">L", data, start + 4 + 8 * i + 4)
        (kind,) = struct.unpack_from(">H", data, start + offset)
        if kind == 12:
            yield from _ranges_12(data, start + offset)
        elif kind == 4:
            yield from _ranges_4(data, start + offset)


def _ranges_12(data: bytes, at: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">L", data, at + 12)
    for i in range(groups):
        first, last, _glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * i)
        yield from range(first, last + 1)


def _ranges_4(data: bytes, at: int) -> Iterator[int]:
    (doubled,) = struct.unpack_from(">H", data, at + 6)
    for i in range(0, doubled, 2):
        (last,) = struct.unpack_from(">H", data, at + 14 + i)
        (first,) = struct.unpack_from(">H", data, at + 16 + doubled + i)
        if first != 0xFFFF:
            yield from range(first, last + 1)

"""Make the fonts of the report, once: web fonts from npm become one static TTF per style.

    npm install --ignore-scripts --prefix FOLDER @fontsource/literata @fontsource/noto-sans \
        @fontsource/noto-sans-symbols @fontsource/noto-sans-symbols-2 @fontsource/noto-sans-math \
        @fontsource/noto-emoji @fontsource/noto-sans-arabic @fontsource/noto-sans-hebrew
    python -m tools.report_fonts FOLDER/node_modules/@fontsource sessions/report/fonts

The PDF then needs no font of the machine, so the same contents look the same everywhere.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from fontTools import merge, subset
from fontTools.ttLib import TTFont

SCRIPTS = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")
# file name: (package, family, weight, style, the package's own names of its pieces)
TEXT = {
    "Literata-Regular": ("literata", "Literata", 400, "normal", SCRIPTS),
    "Literata-Italic": ("literata", "Literata", 400, "italic", SCRIPTS),
    "Literata-SemiBold": ("literata", "Literata", 600, "normal", SCRIPTS),
    "Literata-SemiBoldItalic": ("literata", "Literata", 600, "italic", SCRIPTS),
    "NotoSans-Regular": ("noto-sans", "Noto Sans", 400, "normal", SCRIPTS),
    "NotoSans-SemiBold": ("noto-sans", "Noto Sans", 600, "normal", SCRIPTS),
    "NotoSans-Bold": ("noto-sans", "Noto Sans", 700, "normal", SCRIPTS),
    "NotoSansArabic-Regular": ("noto-sans-arabic", "Noto Sans Arabic", 400, "normal", ("arabic",)),
    "NotoSansHebrew-Regular": ("noto-sans-hebrew", "Noto Sans Hebrew", 400, "normal", ("hebrew",)),
    "NotoSansSymbols-Regular": (
        "noto-sans-symbols", "Noto Sans Symbols", 400, "normal", ("symbols",),
    ),
    "NotoSansSymbols2-Regular": (
        "noto-sans-symbols-2", "Noto Sans Symbols 2", 400, "normal", ("symbols",),
    ),
    "NotoSansMath-Regular": ("noto-sans-math", "Noto Sans Math", 400, "normal", ("latin",)),
    "NotoEmoji-Regular": ("noto-emoji", "Noto Emoji", 400, "normal", ("emoji",)),
}  # fmt: skip
# Of the symbol fonts only what people type: arrows, operators, technical, shapes, dingbats.
WANTED = {
    "NotoSansSymbols-Regular": [*range(0x2100, 0x2C00)],
    "NotoSansSymbols2-Regular": [*range(0x2190, 0x2C00)],
    "NotoSansMath-Regular": [*range(0x2070, 0x2300), *range(0x27C0, 0x2B00)],
}
# Signs that the Latin pieces lack, drawn as their nearest kin: two hyphens, a narrow space.
SAME = {0x2010: 0x2D, 0x2011: 0x2D, 0x202F: 0xA0}
# The same packages give the same files: seconds since 1904, which is 1 January 2026.
MADE = 3_850_070_400
STYLES = {400: "Regular", 600: "SemiBold", 700: "Bold"}


def _plain(piece: Path, folder: Path, wanted: list[int] | None) -> Path:
    """Write the piece as a TTF without hints and web wrapping; return where it stands."""
    font = TTFont(piece)
    options = subset.Options(hinting=False, notdef_outline=True, layout_features=["*"])
    reduced = subset.Subsetter(options)
    reduced.populate(unicodes=wanted or list(font.getBestCmap()))
    reduced.subset(font)
    font.flavor = None
    target = folder / f"{piece.stem}.ttf"
    font.save(target)
    return target


def _name(font: TTFont, family: str, weight: int, style: str) -> None:
    """Give the font one family name and its weight, so that fontconfig finds it by CSS words."""
    words = STYLES[weight] + (" Italic" if style == "italic" else "")
    names: Any = font["name"]
    kept = {record.nameID: str(record) for record in names.names if record.nameID in (0, 13, 14)}
    names.names = []
    ours = {1: family, 2: words, 4: f"{family} {words}", 16: family, 17: words}
    ours[6] = ours[4].replace(" ", "-")
    for number, value in {**kept, **ours}.items():
        names.setName(value, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x01 if style == "italic" else 0x40
    font["head"].macStyle = 0x02 if style == "italic" else 0


def make(source: Path, target: Path) -> None:
    """Make every font below `target` from the packages in `source`."""
    target.mkdir(parents=True, exist_ok=True)
    for file, (package, family, weight, style, pieces) in TEXT.items():
        with tempfile.TemporaryDirectory() as folder:
            files = [source / package / "files" / f"{package}-{piece}-{weight}-{style}.woff2"
                     for piece in pieces]  # fmt: skip
            plain = [
                str(_plain(piece, Path(folder), WANTED.get(file)))
                for piece in files
                if piece.exists()
            ]
            font = merge.Merger().merge(plain) if len(plain) > 1 else TTFont(plain[0])
        for table in font["cmap"].tables:
            for code, like in SAME.items():
                if like in table.cmap:
                    table.cmap.setdefault(code, table.cmap[like])
        _name(font, family, weight, style)
        font["head"].created = font["head"].modified = MADE
        font.recalcTimestamp = False
        font.save(target / f"{file}.ttf")
        shutil.copy(source / package / "LICENSE", target / f"OFL-{package}.txt")


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))

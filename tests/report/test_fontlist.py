"""Our own fonts are read right and are the only ones."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

from sessions.report import fontlist


def test_the_drawable_signs_are_those_in_the_fonts() -> None:
    by_fonttools = {
        code for file in fontlist.FOLDER.glob("*.ttf") for code in TTFont(file).getBestCmap()
    }

    assert fontlist.drawable() == by_fonttools


def test_dutch_and_its_neighbours_can_be_drawn_in_every_text_font() -> None:
    needed = {ord(sign) for sign in "abczABCZ0189éëïóüÉĳĲñçøåßłşğ€–—‘’“”…•·×½‐ ,.;:?!()/&%@#+="}

    lacking = {
        file.name: needed - TTFont(file).getBestCmap().keys()
        for file in fontlist.FOLDER.glob("*.ttf")
        if file.name.startswith(("Literata", "NotoSans-"))
    }

    assert set().union(*lacking.values()) == set()


def test_every_font_comes_with_its_licence() -> None:
    licences = sorted(fontlist.FOLDER.glob("OFL-*.txt"))

    assert [
        "SIL Open Font License, Version 1.1" in file.read_text(encoding="utf-8")
        for file in licences
    ] == [True] * 8


def test_the_fonts_stay_below_three_megabytes() -> None:
    assert sum(file.stat().st_size for file in fontlist.FOLDER.iterdir()) < 3_000_000


def test_fontconfig_is_told_of_our_folder_and_no_other(tmp_path: Path) -> None:
    file = fontlist.configuration(tmp_path / "a & b")

    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    assert [found.text for found in root.findall("dir")] == [str(fontlist.FOLDER)]

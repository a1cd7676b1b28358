"""A whole report against PDF/A-3a and PDF/UA-1, as far as that can be checked without a validator.

pdfua checks 16 of the 106 rules of PDF/UA-1. One of its checks (UA-14-001, levels of headings)
stops at our tag tree with an error of its own; headings are walked here instead.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pdfua
import pikepdf
import pytest

from sessions.report import html, pdf
from sessions.report.values import Contents
from tests.report.filled import FINAL_AT, filled, filled_inside
from tests.report.paper import FINGERPRINT, elements, pages_of
from tests.report.samples import question, report

DATA = '{"format":"air-report/1","answer":"één"}'.encode()
PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"'}


def whole(contents: Contents) -> bytes:
    """Return the PDF of these contents with data attached."""
    page = html.render(contents, fingerprint=FINGERPRINT)
    return pdf.make_pdf(page, data=DATA, moment=FINAL_AT)


AS_DRAFT: dict[str, object] = {"version": None, "final_at": None, "closed": False}


@pytest.fixture(scope="module", params=["shareable", "internal", "internal draft"])
def paper(request: pytest.FixtureRequest) -> bytes:
    """A whole report: each edition as final version, and a draft with its watermark."""
    if request.param == "shareable":
        return whole(filled())
    return whole(filled_inside(**(AS_DRAFT if "draft" in request.param else {})))


@pytest.fixture
def opened(paper: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(paper)) as file:
        yield file


def test_pdfua_finds_nothing(paper: bytes, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(paper)

    report = pdfua.validate(str(file))

    skipped = [outcome.rule_id for outcome in report.skipped]
    assert (report.findings, skipped) == ((), ["UA-14-001"])


def test_one_title_and_no_level_of_heading_is_skipped(paper: bytes) -> None:
    levels = [int(e.tag[1]) for e in elements(paper) if re.fullmatch(r"H\d", e.tag)]

    steps = [after - before for before, after in pairwise([0, *levels])]
    assert (levels.count(1), levels.count(4), max(steps)) == (1, 20, 1)


def test_header_cells_have_a_scope_and_pictures_have_words(paper: bytes) -> None:
    tags = elements(paper)

    scopes = {e.scope for e in tags if e.tag == "TH"}
    words = [bool(e.words) for e in tags if e.tag == "Figure"]
    assert (scopes, words) == ({"/Column", "/Row"}, [True] * 5)


def test_everything_painted_is_tagged_or_marked_as_decoration(opened: pikepdf.Pdf) -> None:
    loose = [
        str(operator)
        for page in opened.pages
        for operator in _outside_marks(pikepdf.parse_content_stream(page))
    ]

    assert loose == []


def _outside_marks(instructions: list[pikepdf.ContentStreamInstruction]) -> Iterator[str]:
    depth = 0
    for _operands, operator in instructions:
        name = str(operator)
        depth += (name in ("BMC", "BDC")) - (name == "EMC")
        if name in PAINTS and not depth:
            yield name


def test_the_file_names_both_standards_its_language_and_its_title(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as metadata:
        said = [metadata[name] for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
    root = opened.Root

    shown = bool(root.ViewerPreferences.DisplayDocTitle)
    assert (said, str(root.Lang), shown) == (["3", "A", "1"], "nl", True)


def test_the_data_stands_in_the_file_once(opened: pikepdf.Pdf) -> None:
    (named,) = opened.Root.AF

    found = (str(named.AFRelationship), named.EF.F.read_bytes(), len(opened.attachments))
    assert found == ("/Data", DATA, 1)


def test_all_fonts_are_embedded(opened: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont): "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        or "/FontFile3" in font.DescendantFonts[0].FontDescriptor
        for page in opened.pages
        for font in page.Resources.Font.values()
    }

    assert (len(fonts) > 3, set(fonts.values())) == (True, {True})


def test_the_file_refers_to_nothing_outside_but_what_was_typed_as_an_address(
    opened: pikepdf.Pdf,
) -> None:
    actions = [
        (str(note.A.S), str(note.A.get("/URI", "")))
        for page in opened.pages
        for note in page.get("/Annots", [])
        if "/A" in note and note.A.get("/S") != pikepdf.Name.GoTo
    ]

    typed = ("/URI", "https://leverancier.example/biasonderzoek.pdf")
    assert (set(actions), "/OpenAction" in opened.Root) == ({typed}, False)


def test_every_part_theme_and_question_has_a_bookmark(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        parts = list(outline.root[0].children)
        themes = list(parts[5].children)
        questions = [len(theme.children) for theme in themes]

    # The internal edition has a parking list and an appendix more.
    own = [part.title for part in parts if "Parkeerlijst" in part.title or "Bijlage" in part.title]
    assert (len(outline.root), len(parts) - len(own), questions) == (1, 12, [4, 3, 3, 5, 5])
    assert len(own) in (0, 2)


def test_the_watermark_is_seen_but_neither_read_nor_tagged() -> None:
    page = html.render(report(question(1)), fingerprint=FINGERPRINT)
    marked = pdf.make_pdf(page)
    bare = pdf.make_pdf(page.replace("url(mark:watermark/DRAFT)", "none"))

    drawn = [len(one.Contents.read_bytes()) for one in pikepdf.open(io.BytesIO(marked)).pages]
    blank = [len(one.Contents.read_bytes()) for one in pikepdf.open(io.BytesIO(bare)).pages]
    more = all(with_word > without for with_word, without in zip(drawn, blank, strict=True))
    assert (more, pages_of(marked), elements(marked)) == (True, pages_of(bare), elements(bare))

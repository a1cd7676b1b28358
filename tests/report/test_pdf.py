"""The PDF itself: what it says, in which order, for whom, and what happens when it cannot be."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdf
import pytest

from sessions.report import html, pdf
from sessions.report.engine import EngineMissing
from sessions.report.values import Contents, Passage, Run
from tests.report.samples import TRAIN, WAIT, paragraph, question, report

# What stands at the foot of every page's text: the words in its margins.
RUNNING = re.compile(r"AnswerreportAIRDiscussietool(?!Q).*?Page(\d+)of\d+$")
TWENTY = tuple(question(number) for number in range(1, 21))


def drawn(contents: Contents) -> bytes:
    """Return the PDF of these contents."""
    return pdf.make_pdf(html.render(contents))


def pages_of(made: bytes) -> list[str]:
    """Return the text of each page in order, without blanks and line ends."""
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    return ["".join(page.extract_text().split()) for page in pages]


def text_of(made: bytes) -> str:
    """Return all text in order, without blanks, line ends, running heads and page numbers."""
    return "".join(RUNNING.sub("", page) for page in pages_of(made))


@dataclass(frozen=True)
class Element:
    """One element of the tag tree."""

    tag: str
    words: str
    scope: str


def elements(made: bytes) -> list[Element]:
    """Return every element of the tag tree, in reading order."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        return list(_walk(opened.Root.StructTreeRoot.K))


def _walk(node: pikepdf.Object) -> Iterator[Element]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        attributes = node.get("/A", pikepdf.Dictionary())
        yield Element(str(node.S)[1:], str(node.get("/Alt", "")), str(attributes.get("/Scope", "")))
        yield from _walk(node.get("/K", pikepdf.Array()))


@pytest.fixture(scope="module")
def made() -> bytes:
    """A report about twenty questions."""
    first = question(1, risk="high", risk_reason="Nobody looked", actions=(TRAIN,))
    return drawn(report(first, *TWENTY[1:], actions=(TRAIN, WAIT)))


def test_all_questions_stand_in_order_with_their_answers(made: bytes) -> None:
    found = re.findall(r"Whatofsubject(\d+)\?|Wesay(\d+)\.", text_of(made))

    assert found == [pair for n in range(1, 21) for pair in ((str(n), ""), ("", str(n)))]


def test_the_file_is_tagged_and_says_its_language_and_title(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened:
        root = opened.Root
        said = (
            bool(root.MarkInfo.Marked),
            str(root.Lang),
            bool(root.ViewerPreferences.DisplayDocTitle),
        )
        title = str(opened.docinfo.Title)

    assert (said, title.endswith(": Gemeente Vlietdam, Matchwijzer 3, Workshop")) == (
        (True, "en", True),
        True,
    )


def test_the_file_says_it_is_made_to_pdf_a_3a_and_pdf_ua_1(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened, opened.open_metadata() as metadata:
        said = [metadata[name] for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
        intents = len(opened.Root.OutputIntents)

    assert (said, intents) == (["3", "A", "1"], 1)


def test_headings_go_down_one_level_at_a_time(made: bytes) -> None:
    levels = [int(e.tag[1]) for e in elements(made) if re.fullmatch(r"H\d", e.tag)]

    steps = [after - before for before, after in pairwise([0, *levels])]
    assert (levels.count(1), levels.count(4), max(steps)) == (1, 20, 1)


def test_every_figure_has_words(made: bytes) -> None:
    said = [e.words for e in elements(made) if e.tag == "Figure"]

    assert said == ["Answered", "High risk"] + ["Answered"] * 19


def test_every_header_cell_says_what_it_heads(made: bytes) -> None:
    assert {e.scope for e in elements(made) if e.tag == "TH"} == {"/Column", "/Row"}


def test_the_bookmarks_are_the_headings(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened, opened.open_outline() as outline:
        report_itself = outline.root[0]
        parts = [item.title[:1] for item in report_itself.children]
        questions = list(report_itself.children[2].children[0].children)

    assert (len(outline.root), parts, len(questions)) == (1, ["1", "2", "3", "4", "5"], 20)


def test_pages_are_numbered_x_of_y_but_not_the_cover(made: bytes) -> None:
    cover, *rest = pages_of(made)

    total = len(rest) + 1
    said = [f"Page{number}of{total}" in page for number, page in enumerate(rest, 2)]
    assert ("Page" in cover, said) == (False, [True] * len(rest))


def test_only_our_own_fonts_are_used_and_all_are_embedded(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened:
        fonts = {
            str(font.BaseFont).split("+")[1].split("-")[0]: "/FontDescriptor"
            in font.DescendantFonts[0]
            for page in opened.pages
            for font in page.Resources.Font.values()
        }

    assert fonts == {"Literata": True, "Noto": True}


def test_the_dates_in_the_file_come_from_the_contents(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened:
        dates = {str(opened.docinfo.CreationDate)[:16], str(opened.docinfo.ModDate)[:16]}

    assert dates == {"D:20261123094200"}


def test_the_language_of_the_file_is_that_of_the_questions() -> None:
    with pikepdf.open(io.BytesIO(drawn(report(question(1), language="nl")))) as opened:
        assert str(opened.Root.Lang) == "nl"


def test_the_same_contents_give_the_same_bytes(made: bytes) -> None:
    first = question(1, risk="high", risk_reason="Nobody looked", actions=(TRAIN,))
    contents = report(first, *TWENTY[1:], actions=(TRAIN, WAIT))
    pdf.stop()  # another process, too

    assert drawn(contents) == made


def test_formatting_and_links_reach_the_paper() -> None:
    runs = (
        Run(text="bold ", bold=True),
        Run(text="slanted ", italic=True),
        Run(text="linked", address="https://example.org/deal"),
    )
    contents = report(question(1, answer=(Passage(kind="paragraph", runs=runs),)))

    with pikepdf.open(io.BytesIO(drawn(contents))) as opened:
        fonts = {
            str(font.BaseFont).split("+")[1]
            for page in opened.pages
            for font in page.Resources.Font.values()
        }
        links = {
            str(note.A.URI)
            for page in opened.pages
            for note in page.get("/Annots", [])
            if "/URI" in note.get("/A", {})
        }

    assert ({"Literata-Semi-Bold", "Literata-Italic"} <= fonts, links) == (
        True,
        {"https://example.org/deal"},
    )


@pytest.mark.parametrize(
    "typed",
    [
        "arbeidsongeschiktheidsverzekeringsmaatschappij",
        "x" + "abcdefghij" * 1000,
        "fiets afvloeiing officieel",
        "Zoë naïef coöperatie “ĳs” €5 – 10%",
        "Ελλάδα Ћирилица",
        '{{ x }} {% y %} <b>z</b> & "q"',
        "=HYPERLINK(1)",
    ],
)
def test_what_was_typed_is_found_again_in_the_text(typed: str) -> None:
    made = drawn(report(question(1, answer=(paragraph(f"begin {typed} einde"),))))

    assert "begin" + "".join(typed.split()) + "einde" in text_of(made)


def test_a_sign_without_a_shape_is_printed_by_its_number() -> None:
    made = drawn(report(question(1, answer=(paragraph("中"),))))

    assert "[U+4E2D]" in text_of(made)


def test_twenty_answers_of_ten_thousand_signs_fit() -> None:
    long = paragraph("woorden die samen een lang antwoord zijn " * 244)

    made = drawn(report(*(replace(asked, answer=(long,)) for asked in TWENTY)))

    assert text_of(made).count("woordendiesameneenlangantwoordzijn") >= 20 * 244 - 200


def test_ten_thousand_line_breaks_fit() -> None:
    lines = Passage(kind="paragraph", runs=(Run(text="regel\n" * 10_000),))

    made = drawn(report(question(1, answer=(lines,))))

    assert text_of(made).count("regel") == 10_000


def test_too_large_a_page_is_refused_and_the_next_one_is_made() -> None:
    with pytest.raises(pdf.ReportFailed):
        pdf.make_pdf("<p>x</p>" * 40_000, seconds=1)

    assert pdf.make_pdf("<p>x</p>")[:5] == b"%PDF-"


def test_a_missing_library_stops_the_pdf_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*, memory: int) -> None:
        raise EngineMissing("pango")

    pdf.stop()
    monkeypatch.setattr(pdf, "Engine", missing)

    with pytest.raises(pdf.ReportEngineMissing, match="apt-get install"):
        pdf.make_pdf("<p>x</p>")


def test_the_server_never_loads_the_engine_itself() -> None:
    source = Path(pdf.__file__).parent

    users = {
        file.name
        for file in source.glob("*.py")
        if "weasyprint" in re.findall(r"^\s*(?:import|from) (\w+)", file.read_text(), re.MULTILINE)
    }

    assert users == {"worker.py"}

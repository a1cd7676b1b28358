"""The PDF for people: what it says, in which order, and what happens when it cannot be made."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from sessions.report import html, pdf
from sessions.report.engine import EngineMissing
from sessions.report.values import Passage, Run
from tests.report.fullest import fullest
from tests.report.paper import FINGERPRINT, TWENTY, USUAL, drawn, pages_of, text_of
from tests.report.samples import HOSTILE, everywhere, paragraph, question, report


def test_all_questions_stand_in_order_with_their_answers(made: bytes) -> None:
    found = re.findall(r"Whatofsubject(\d+)\?|Wesay(\d+)\.", text_of(made))

    assert found == [pair for n in range(1, 21) for pair in ((str(n), ""), ("", str(n)))]


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


def test_the_same_contents_give_the_same_bytes(made: bytes) -> None:
    pdf.stop()  # by another process, too

    assert drawn(USUAL) == made


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


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_anywhere_the_report_is_made(typed: str) -> None:
    assert drawn(everywhere(typed))[:5] == b"%PDF-"


def test_twenty_answers_of_ten_thousand_signs_fit() -> None:
    long = paragraph("woorden die samen een lang antwoord zijn " * 244)

    made = drawn(report(*(replace(asked, answer=(long,)) for asked in TWENTY)))

    assert text_of(made).count("woordendiesameneenlangantwoordzijn") >= 20 * 244 - 200


# What is printed only so far, remarks and inputs, is there in full in a quarter as well.
@pytest.mark.parametrize(
    ("quarters", "of_the_time", "of_the_memory"),
    [(1, 1 / 3, 1 / 2), pytest.param(4, 1, 1, marks=pytest.mark.long)],
    ids=["a quarter in a third of the time and half the memory", "all of it"],
)
def test_a_full_room_that_writes_all_it_may_fits(
    quarters: int, of_the_time: float, of_the_memory: float
) -> None:
    """As many people, actions, statements and views as a session may have, all of them long."""
    made = pdf.make_pdf(
        html.render(fullest(quarters=quarters), fingerprint=FINGERPRINT),
        seconds=int(pdf.SECONDS * of_the_time),
        memory=int(pdf.MEMORY * of_the_memory),
    )

    text = text_of(made)
    assert text.count("y" * 100) >= quarters * 5 * 5 * 39
    assert "moreinputsstandintheattacheddataonly" in text
    assert "Therearemoreremarksthanfitonpaper" in text


def test_ten_thousand_line_breaks_fit() -> None:
    lines = Passage(kind="paragraph", runs=(Run(text="regel\n" * 10_000),))

    made = drawn(report(question(1, answer=(lines,))))

    assert text_of(made).count("regel") == 10_000


def test_too_large_a_page_is_refused_and_the_next_one_is_made() -> None:
    with pytest.raises(pdf.ReportFailed):
        pdf.make_pdf("<p>x</p>" * 40_000, seconds=1)

    assert pdf.make_pdf("<p>x</p>")[:5] == b"%PDF-"


def test_a_report_whose_asker_gives_up_leaves_the_next_one_whole() -> None:
    def give_up(_step: int) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        pdf.make_pdf("<p>x</p>", step=give_up)

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

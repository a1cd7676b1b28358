"""The PDF for machines: tags, language, title, bookmarks, and the standards it is made to."""

from __future__ import annotations

import datetime as dt
import io
import re
from itertools import pairwise

import pikepdf

from sessions.report import html, pdf
from tests.report.paper import USUAL, drawn, elements
from tests.report.samples import question, report


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


def test_the_language_of_the_file_is_that_of_the_questions() -> None:
    with pikepdf.open(io.BytesIO(drawn(report(question(1), language="nl")))) as opened:
        assert str(opened.Root.Lang) == "nl"


def test_the_file_says_it_is_made_to_pdf_a_3a_and_pdf_ua_1(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened, opened.open_metadata() as metadata:
        said = [metadata[name] for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
        intents = len(opened.Root.OutputIntents)

    assert (said, intents) == (["3", "A", "1"], 1)


def test_a_title_with_markup_stays_a_title() -> None:
    made = drawn(report(question(1), title='</rdf:RDF> & <b>"x"</b>'))

    with pikepdf.open(io.BytesIO(made)) as opened, opened.open_metadata(strict=True) as metadata:
        assert metadata["dc:title"].endswith('</rdf:RDF> & <b>"x"</b>')


def test_headings_go_down_one_level_at_a_time(made: bytes) -> None:
    levels = [int(e.tag[1]) for e in elements(made) if re.fullmatch(r"H\d", e.tag)]

    steps = [after - before for before, after in pairwise([0, *levels])]
    assert (levels.count(1), levels.count(4), max(steps)) == (1, 20, 1)


def test_every_figure_has_words(made: bytes) -> None:
    said = [e.words for e in elements(made) if e.tag == "Figure"]

    assert said == ["20 Answered"]  # the chart of outcomes; other marks stand beside their words


def test_every_header_cell_says_what_it_heads(made: bytes) -> None:
    assert {e.scope for e in elements(made) if e.tag == "TH"} == {"/Column", "/Row"}


def test_the_bookmarks_are_the_headings(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened, opened.open_outline() as outline:
        report_itself = outline.root[0]
        parts = [item.title for item in report_itself.children]
        (theme,) = report_itself.children[5].children
        questions = list(theme.children)

    assert (len(outline.root), parts[:3], len(questions)) == (
        1,
        ["Contents", "How to read this report", "1 Summary"],
        20,
    )


def test_the_dates_in_the_file_come_from_the_contents(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened:
        dates = {str(opened.docinfo.CreationDate)[:16], str(opened.docinfo.ModDate)[:16]}

    assert dates == {"D:20261123094200"}


def test_the_data_is_attached_once_and_byte_for_byte() -> None:
    data = '{"answer":"één"}'.encode()
    moment = dt.datetime(2026, 11, 23, 9, 42, tzinfo=dt.UTC)

    made = pdf.make_pdf(html.render(USUAL, fingerprint=""), data=data, moment=moment)

    with pikepdf.open(io.BytesIO(made)) as opened:
        (named,) = opened.Root.AF
        inside = named.EF.F
        said = (
            str(named.UF),
            str(named.AFRelationship),
            str(inside.Subtype),
            str(inside.Params.CreationDate),
            str(inside.Params.ModDate),
            inside.read_bytes(),
            list(opened.attachments) == ["antwoordrapport.json"],
        )
    date = "D:20261123094200Z"
    assert said == ("antwoordrapport.json", "/Data", "/application/json", date, date, data, True)


def test_without_data_nothing_is_attached(made: bytes) -> None:
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert ("/AF" in opened.Root, len(opened.attachments)) == (False, 0)

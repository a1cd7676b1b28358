"""A joint answer keeps its formatting on paper, and only that."""

from __future__ import annotations

from sessions.report import passages
from sessions.report.values import Passage, Run
from sessions.texts.readout import LineBreak, ListBlock, Paragraph, Piece
from tests.report.samples import paragraph


def test_blocks_of_a_text_become_passages() -> None:
    blocks = [
        Paragraph((Piece("We "), Piece("never", bold=True), LineBreak(), Piece("do"))),
        ListBlock(True, ((Paragraph((Piece("first"),)),),), start=3),
        ListBlock(False, ((Paragraph((Piece("loose", italic=True),)),),)),
    ]

    assert passages.of(blocks) == (
        Passage(
            kind="paragraph",
            runs=(Run(text="We "), Run(text="never", bold=True), Run(text="\ndo")),
        ),
        Passage(
            kind="numbers",
            start=3,
            passages=(Passage(kind="item", passages=(paragraph("first"),)),),
        ),
        Passage(
            kind="bullets",
            passages=(
                Passage(
                    kind="item",
                    passages=(Passage(kind="paragraph", runs=(Run(text="loose", italic=True),)),),
                ),
            ),
        ),
    )


def test_formatting_is_kept() -> None:
    runs = (
        Run(text="We "),
        Run(text="never", bold=True),
        Run(text=" say\n"),
        Run(text="always", italic=True),
        Run(text="here", address="https://example.org/?a=1&b=2"),
    )

    assert passages.html([Passage(kind="paragraph", runs=runs)]) == (
        "<p>We <b>never</b> say<br><i>always</i>"
        '<a href="https://example.org/?a=1&amp;b=2">here</a></p>'
    )


def test_lists_are_kept() -> None:
    item = Passage(kind="item", passages=(paragraph("one"),))
    numbers = Passage(kind="numbers", passages=(item,), start=4)

    assert passages.html([Passage(kind="bullets", passages=(item,)), numbers]) == (
        '<ul><li><p>one</p></li></ul><ol start="4"><li><p>one</p></li></ol>'
    )


def test_markup_that_was_typed_is_text() -> None:
    assert passages.html([paragraph("<script>&")]) == "<p>&lt;script&gt;&amp;</p>"


def test_empty_paragraphs_are_left_out() -> None:
    assert passages.html([paragraph("a"), paragraph(" "), paragraph("b")]) == "<p>a</p><p>b</p>"


def test_an_answer_of_blanks_is_empty() -> None:
    assert passages.is_empty([paragraph(" \n"), Passage(kind="bullets")]) is True


def test_an_answer_with_a_word_in_a_list_is_not_empty() -> None:
    item = Passage(kind="item", passages=(paragraph("word"),))

    assert passages.is_empty([Passage(kind="bullets", passages=(item,))]) is False


def test_thousands_of_lines_are_set_one_after_another_with_every_word() -> None:
    many = [paragraph(f"w{number}\nx{number}") for number in range(1000)]

    html = passages.html(many)

    expected = "".join(f"w{number} ¶ x{number} ¶ " for number in range(1000))
    assert html == f"<p>{expected}</p>"


def test_a_style_that_changes_all_the_time_is_dropped_and_the_words_kept() -> None:
    runs = tuple(Run(text="ab", bold=number % 2 == 0) for number in range(1001))
    item = Passage(kind="item", passages=(Passage(kind="paragraph", runs=runs),))

    assert passages.html([Passage(kind="bullets", passages=(item,))]).replace("\u200b", "") == (
        f"<ul><li><p>{'ab' * 1001}</p></li></ul>"
    )

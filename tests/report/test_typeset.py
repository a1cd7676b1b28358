"""Typed text on paper: escaped, visible, breakable."""

from __future__ import annotations

import pytest

from sessions.report.typeset import BREAK, LONG, lines, shown


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("<b>&\"'", "&lt;b&gt;&amp;&quot;&#x27;"),
        ("{{ secret }} {% now %}", "{{ secret }} {% now %}"),
        ("a\x00b", "a[U+0000]b"),
        ("a\ud800b", "a[U+D800]b"),
        ("中文", "[U+4E2D][U+6587]"),
        ("evil \u202etxt", "evil [U+202E]txt"),
        ("café ‐ Ω Ж → 😀", "café ‐ Ω Ж → 😀"),
        ("tab\tand\nline", "tab and line"),
        ("x\ufe0f\u200dy", "x\ufe0f\u200dy"),
    ],
)
def test_text_is_shown_as_it_was_typed(typed: str, printed: str) -> None:
    assert shown(typed) == printed


def test_a_long_word_gets_places_to_break_and_keeps_its_letters() -> None:
    word = "abc" * 100

    assert shown(word).split(BREAK) == [word[i : i + LONG] for i in range(0, 300, LONG)]


def test_a_word_of_usual_length_stays_whole() -> None:
    assert shown("arbeidsmarktdiscriminatie"[:LONG]) == "arbeidsmarktdiscriminatie"[:LONG]


def test_a_break_never_parts_a_letter_from_its_mark() -> None:
    word = ("a" * (LONG - 1)) + "e\u0301" + "b" * LONG

    assert f"{BREAK}\u0301" not in shown(word)


def test_a_pile_of_marks_is_cut_and_counted() -> None:
    assert shown("a" + "\u0301" * 5000 + "b") == "a" + "\u0301" * 8 + " [+4992]b"


def test_lines_are_kept_and_rows_of_empty_ones_made_one() -> None:
    assert lines("one\ntwo\n\n\n \n\nthree\n") == "one<br>two<br><br>three"


def test_very_many_lines_are_set_one_after_another() -> None:
    assert lines("a\n\n" * 41) == " ¶ ".join("a" * 41)

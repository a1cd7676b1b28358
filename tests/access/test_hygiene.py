"""What cannot be stored, shown or printed stays out."""

import pytest

from sessions.access.hygiene import clean_line, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("a\u202eb", "ab"),
        ("a\x07b\x9fc", "abc"),
        ("  a  \r\n b ", "a  \n b"),
        ("<b>vet</b>", "<b>vet</b>"),
        ("e\u0301", "é"),
        ("👩\u200d⚖️", "👩\u200d⚖️"),
    ],
)
def test_text_is_cleaned(typed, kept):
    assert clean_text(typed) == kept


def test_a_line_has_single_spaces():
    assert clean_line("  Anna\n\t van   Dam ") == "Anna van Dam"

"""Codes that can be read aloud, and what is kept of them."""

from sessions.access import codes


def test_a_join_code_has_eight_signs_nobody_mixes_up():
    code = codes.new_join_code()

    assert len(code) == 8
    assert set(code) <= set("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")


def test_a_code_is_read_however_it_is_typed():
    assert codes.read_code(" k7mp - q4ab ") == "K7MPQ4AB"


def test_a_code_is_shown_in_fours():
    assert codes.shown("K7MPQ4ABCDEF") == "K7MP-Q4AB-CDEF"


def test_two_codes_are_different():
    assert codes.new_return_code() != codes.new_return_code()

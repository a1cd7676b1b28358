"""Names that look the same are the same."""

import pytest

from sessions.access.names import name_key


@pytest.mark.parametrize(
    "twin",
    ["MARK", "mark", " Mark ", "Маrk", "M\u200bark", "Márk", "Mark.", "𝐌𝐚𝐫𝐤"],
)
def test_a_twin_of_mark_has_the_same_key(twin):
    assert name_key(twin) == name_key("Mark")


@pytest.mark.parametrize(("one", "other"), [("Sam", "Sem"), ("Team 2", "Team 3"), ("Jan", "Jans")])
def test_different_names_have_different_keys(one, other):
    assert name_key(one) != name_key(other)


def test_a_name_without_letters_is_its_own_key():
    assert name_key("🙂") == "🙂"

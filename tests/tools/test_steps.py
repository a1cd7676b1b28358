"""A step is done again when, and only when, its sources changed."""

from pathlib import Path

import pytest

from tools import steps


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.ts").write_text("a", encoding="utf-8")
    return tmp_path


def test_a_step_that_was_never_done_is_not_done(root: Path) -> None:
    assert not steps.is_done("build", "x", stamps=root / "stamps")


def test_a_step_done_for_the_same_sources_is_done(root: Path) -> None:
    steps.mark_done("build", steps.digest([root / "src"]), stamps=root / "stamps")

    assert steps.is_done("build", steps.digest([root / "src"]), stamps=root / "stamps")


@pytest.mark.parametrize(("name", "text"), [("a.ts", "b"), ("b.ts", ""), ("deep.ts", "a")])
def test_a_changed_or_new_file_changes_the_digest(root: Path, name: str, text: str) -> None:
    before = steps.digest([root / "src"])

    (root / "src" / name).write_text(text, encoding="utf-8")

    assert steps.digest([root / "src"]) != before


def test_a_renamed_file_changes_the_digest(root: Path) -> None:
    before = steps.digest([root / "src"])

    (root / "src" / "a.ts").rename(root / "src" / "b.ts")

    assert steps.digest([root / "src"]) != before


def test_a_missing_source_is_no_error(root: Path) -> None:
    assert steps.digest([root / "none"]) == steps.digest([])


def test_a_command_that_fails_stops_with_its_words() -> None:
    with pytest.raises(SystemExit, match=r"exit code 3.*: sh -c exit 3"):
        steps.call("sh", "-c", "exit 3")


def test_a_command_that_is_not_there_stops_with_its_name() -> None:
    with pytest.raises(SystemExit, match="no-such-command could not be started"):
        steps.call("no-such-command")

"""The locks say what is installed and never from where."""

from pathlib import Path

import pytest

from tools import locks, system_packages


def test_no_lock_names_a_registry() -> None:
    assert locks.naming_a_host() == []


@pytest.mark.parametrize(
    "line",
    ['  "resolved": "https' + '://registry.example/a.tgz"', "--index" + "-url https://a.example"],
)
def test_a_lock_that_names_one_is_found(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "ROOT", tmp_path)
    for folder in ("requirements", "frontend"):
        (tmp_path / folder).mkdir()
    (tmp_path / "requirements" / "base.txt").write_text(f"a==1\n{line}\n", encoding="utf-8")
    (tmp_path / "frontend" / "package-lock.json").write_text("{}", encoding="utf-8")

    assert locks.naming_a_host() == ["requirements/base.txt:2"]


def test_without_rights_the_one_command_to_type_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    with pytest.raises(
        SystemExit, match="sudo apt-get install -y --no-install-recommends chromium"
    ):
        system_packages.need(["chromium"], purpose="the browser tests")


def test_nothing_missing_needs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)

    assert system_packages.need([], purpose="the browser tests") is None

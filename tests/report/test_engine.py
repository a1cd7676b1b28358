"""The helper process knows nothing it does not need, and its end is noticed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sessions.report import engine, pdf, worker
from sessions.report.engine import Engine, EngineBroken, EngineMissing


@pytest.fixture
def running() -> Iterator[Engine]:
    """A helper process of our own."""
    made = Engine(memory=pdf.MEMORY)
    yield made
    made.end()


def test_the_process_gets_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "hidden")
    monkeypatch.setenv("DATABASE_URL", "postgres://hidden")

    names = engine.surroundings(tmp_path).keys()

    assert names - set(engine.PASSED_ON) == {
        "FONTCONFIG_FILE",
        "LANG",
        "PYTHONHASHSEED",
        "TZ",
    }


def test_the_process_answers_with_a_pdf(running: Engine) -> None:
    trouble, made = running.ask("<p lang=nl>Dag</p>", seconds=20)

    assert (trouble, made[:5]) == ("", b"%PDF-")


def test_a_page_it_cannot_draw_is_named_by_kind_and_not_by_words(running: Engine) -> None:
    # A lone surrogate has no place in UTF-8: the page itself is sent as bytes that are none.
    with running._within(20):
        job = {"seconds": 20, "html": 13, "moment": ""}
        worker.send(running._stdin, job, b"\xff secret words")
        head, body = worker.receive(running._stdout)

    assert (head, body) == ({"ok": False, "kind": "UnicodeDecodeError", "size": 0}, b"")


def test_the_process_ends_when_its_time_is_over(running: Engine) -> None:
    page = "<p>x</p>" * 20_000

    with pytest.raises(EngineBroken):
        running.ask(page, seconds=1)

    assert running._process.wait(10) < 0  # ended by a signal


def test_the_process_says_how_far_it_is(running: Engine) -> None:
    steps: list[int] = []

    running.ask("<p lang=nl>Dag</p>", seconds=20, step=steps.append)

    assert steps == [1, 3, 4, 5, 11, 12]


def test_the_process_lets_the_room_go_first(running: Engine) -> None:
    niceness = os.getpriority(os.PRIO_PROCESS, running._process.pid)

    assert niceness == min(os.getpriority(os.PRIO_PROCESS, 0) + worker.NICE, 19)


def test_a_process_that_ended_is_noticed(running: Engine) -> None:
    running._process.kill()
    running._process.wait()

    with pytest.raises(EngineBroken):
        running.ask("<p>x", seconds=1)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lacking = tmp_path / "python"
    lacking.write_text(
        f"#!{sys.executable}\n"
        "import sys; from sessions.report import worker\n"
        "def draw(html):\n    raise OSError('no library called pango')\n"
        "worker.draw = draw; sys.argv[1:] = sys.argv[3:]; worker.main()\n"
    )
    lacking.chmod(0o700)
    monkeypatch.setattr(engine.sys, "executable", str(lacking))
    monkeypatch.setattr(engine, "PASSED_ON", (*engine.PASSED_ON, "PYTHONPATH"))
    monkeypatch.setenv("PYTHONPATH", str(Path(engine.__file__).parents[2]))

    with pytest.raises(EngineMissing, match="no library called pango"):
        Engine(memory=pdf.MEMORY)

"""What the helper process may and may not do, looked at from inside."""

from __future__ import annotations

import io
import socket
import subprocess
import sys

import pytest

from sessions.report import fontlist, marks, worker

HOSTILE = """<html lang=nl><title>x</title>
<link rel=stylesheet href="http://127.0.0.1:{port}/a.css">
<style>@import url(http://127.0.0.1:{port}/b.css);
@font-face {{ font-family: x; src: url(http://127.0.0.1:{port}/c.ttf) }}
p {{ background: url(file:///etc/passwd); font-family: x }}
i {{ background: url(data:image/svg+xml,%3Csvg%3E%3C/svg%3E) }}
</style><p>x<i>y</i><img src="http://127.0.0.1:{port}/d.png">
<object data="file:///etc/hostname"></object><embed src="ftp://127.0.0.1/e">"""


DRAW = (
    "import sys; from sessions.report import worker; fetcher = worker.OwnMarks(); "
    "worker.draw(sys.argv[1], fetcher=fetcher); print(*fetcher.refused)"
)


def test_nothing_is_fetched_whatever_the_page_names() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        page = HOSTILE.format(port=listener.getsockname()[1])

        drawn = subprocess.run([sys.executable, "-c", DRAW, page], capture_output=True, check=True)

        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert len(drawn.stdout.split()) == 8


def test_our_marks_are_served_from_memory() -> None:
    response = worker.OwnMarks()("mark:answered")

    assert response.read() == marks.svg("answered").encode()


def test_a_mark_we_do_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="fetches nothing"):
        worker.OwnMarks()("mark:unheard_of")


@pytest.mark.parametrize("event", worker.FORBIDDEN)
def test_connections_and_programs_are_refused(event: str) -> None:
    with pytest.raises(PermissionError):
        worker.stay_inside(event, ())


def test_a_message_comes_back_as_it_was_sent() -> None:
    pipe = io.BytesIO()
    worker.send(pipe, {"seconds": 3}, b"line\nline")
    pipe.seek(0)

    assert worker.receive(pipe) == ({"seconds": 3, "size": 9}, b"line\nline")


@pytest.mark.parametrize("cut", [0, 5, 25])
def test_half_a_message_is_the_end(cut: int) -> None:
    pipe = io.BytesIO()
    worker.send(pipe, {"seconds": 3}, b"line\nline")

    with pytest.raises(EOFError):
        worker.receive(io.BytesIO(pipe.getvalue()[:cut]))


def test_the_process_has_neither_django_nor_models() -> None:
    asked = "import sys, sessions.report.worker; print('django' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)

    assert said.stdout == b"False\n"


def test_it_ends_when_the_server_is_gone() -> None:
    started = subprocess.run(
        [sys.executable, "-m", worker.__name__, str(2**30)],
        input=b"",
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (started.returncode, started.stdout) == (0, b'{"ok": true, "size": 0}\n')


def test_memory_beyond_the_limit_is_refused() -> None:
    asked = (
        "from sessions.report import worker; worker.limit_memory(2**28)\n"
        "try: bytearray(2**29)\nexcept MemoryError: print('refused')"
    )

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)

    assert said.stdout == b"refused\n"


def test_every_mark_of_the_style_sheet_exists() -> None:
    css = (fontlist.FOLDER.parents[2] / "templates/report/report.css").read_text(encoding="utf-8")

    named = {part.split(")")[0] for part in css.split("url(")[1:]}
    assert named == set(marks.ADDRESSES)

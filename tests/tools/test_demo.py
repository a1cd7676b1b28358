"""`make demo`: it serves example sessions, and every way it prints leads there."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from tests.running_server import free_port
from tools import demo

ROOT = Path(__file__).resolve().parents[2]
RUNNING = {
    "title": "Doe mee",
    "facilitator_url": "http://a/sign-in/1/",
    "join_url": "http://a/j/2/",
    "join_code": "AAAA-BBBB",
    "projector_url": "http://a/projector/3/",
}
CLOSED = {
    "report_url": "http://a/shared/4/report.pdf",
    "shareable_report_url": "http://a/shared/6/report.pdf",
    "reader_url": "http://a/sign-in/5/",
}


class Demo:
    """One `make demo`, from the start until it says that it serves."""

    def __init__(self, folder: Path, port: int) -> None:
        environment = os.environ | {"VAR_DIR": str(folder), "PORT": str(port), "HOST": ""}
        for name in ("DJANGO_SETTINGS_MODULE", "PUBLIC_URL", "DATABASE_URL", "REDIS_URL"):
            environment.pop(name, None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tools.demo"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""

    def until(self, words: str) -> str:
        """Return all that was said, once these words were, or once it ended."""
        assert self.process.stdout
        watch = threading.Timer(600, self.process.kill)
        watch.start()
        for line in self.process.stdout:
            self.said += line
            if words in line:
                break
        watch.cancel()
        return self.said

    def end(self, how: signal.Signals | None = None) -> int:
        """Return the exit code, after this signal or by itself."""
        if how is not None:
            self.process.send_signal(how)
        self.process.communicate(timeout=30)
        return self.process.returncode


def get(url: str) -> bytes:
    """Ask as a browser that has just started does; the server may still be starting too."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    opener = urllib.request.build_opener(jar)
    with opener.open(url, timeout=60) as answer:
        body: bytes = answer.read()
        return body


def wait_until_it_listens(demo_: Demo, port: int) -> None:
    while demo_.process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    pytest.fail(demo_.said)


def address(said: str, name: str) -> str:
    found = re.search(rf"^ +{name} +(\S+)", said, re.MULTILINE)
    assert found, said
    return found[1]


def test_it_says_how_to_get_in(monkeypatch):
    monkeypatch.setattr(demo.run, "draws_pdf", lambda: True)
    told = demo.ways(RUNNING, CLOSED)

    named = ("console", "participant", "projector", "report", "to share", "HR")
    assert {name: address(told, name) for name in named} == {
        "console": RUNNING["facilitator_url"],
        "participant": RUNNING["join_url"],
        "projector": RUNNING["projector_url"],
        "report": CLOSED["report_url"],
        "to share": CLOSED["shareable_report_url"],
        "HR": CLOSED["reader_url"],
    }


def test_it_says_when_the_report_cannot_be_drawn(monkeypatch):
    monkeypatch.setattr(demo.run, "draws_pdf", lambda: False)

    assert "needs the libraries" in demo.ways(RUNNING, CLOSED)


@pytest.mark.chaos
def test_every_way_leads_there_and_a_second_time_takes_the_place_of_the_first(tmp_path):
    seen = []
    for _ in range(2):
        port = free_port()
        running = Demo(tmp_path, port)
        said = running.until("Stop with")
        wait_until_it_listens(running, port)
        seen.append(
            {
                "console": b"<form" in get(address(said, "console")),
                "participant": "VacaturePeiler" in get(address(said, "participant")).decode(),
                "projector": b"data-" in get(address(said, "projector")),
                "HR": b"<form" in get(address(said, "HR")),
                "report": get(address(said, "report"))[:5],
                "ended": running.end(signal.SIGINT),
            }
        )

    rooms = subprocess.run(
        [sys.executable, "manage.py", "demo_session", "--remove"],
        cwd=ROOT,
        env=os.environ | {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "airtool.settings"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    way = {
        "console": True,
        "participant": True,
        "projector": True,
        "HR": True,
        "report": b"%PDF-",
        "ended": 0,
    }
    assert (seen, rooms) == ([way, way], "Removed: 2 example sessions.\n")


def test_a_port_in_use_is_said_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = Demo(tmp_path, port)
        said = running.until("never said")

    assert (
        f"make demo PORT={port + 1}" in said,
        running.end(),
        list(tmp_path.iterdir()),
    ) == (
        True,
        1,
        [],
    )

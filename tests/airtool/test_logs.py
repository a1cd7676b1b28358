"""Log lines: without secrets, and bounded."""

import logging

import pytest

from airtool import logs
from airtool.logs import MOST_ALIKE, Seldom, WithoutSecrets


def record(message: str, *arguments: object, line: int = 1) -> logging.LogRecord:
    return logging.LogRecord("air", logging.WARNING, "file.py", line, message, arguments, None)


@pytest.mark.parametrize(
    "address",
    [
        "/setup/geheim/",
        "/sign-in/geheim",
        "/accounts/password/reset/key/1-geheim/?next=/",
        "/invitation/geheim/",
        "/accounts/login/?next=/invitation/geheim/",
        "/accounts/login/?next=%2Finvitation%2Fgeheim%2F&a=b",
        "/shared/geheim/report.pdf",
        "/projector/geheim/",
        "/homework/geheim/",
    ],
)
def test_a_line_holds_no_token_of_an_address(address):
    line = WithoutSecrets().format(record("Internal Server Error: %s", address))

    assert "geheim" not in line


def test_a_line_keeps_the_rest_of_the_address():
    line = WithoutSecrets().format(record("Forbidden: %s", "/sessions/abc/phase/"))

    assert line == "Forbidden: /sessions/abc/phase/"


def test_one_place_writes_twenty_lines_a_minute():
    seldom = Seldom()

    written = [seldom.filter(record("Unreadable %s", n)) for n in range(100)]

    assert written == [True] * MOST_ALIKE + [False] * 80


def test_another_place_is_not_silenced():
    seldom = Seldom()
    for n in range(100):
        seldom.filter(record("Unreadable %s", n))

    assert seldom.filter(record("Unreadable %s", 1, line=2))


def test_the_last_line_says_that_more_follow():
    seldom, lines = Seldom(), [record("Unreadable %s", n) for n in range(MOST_ALIKE)]
    for line in lines:
        seldom.filter(line)

    assert lines[-1].getMessage() == "Unreadable 19 (more of these are left out for a minute)"


def test_after_a_minute_there_are_lines_again(monkeypatch):
    seldom = Seldom()
    for n in range(100):
        seldom.filter(record("Unreadable %s", n))
    monkeypatch.setattr(logs, "MINUTE", 0.0)

    assert seldom.filter(record("Unreadable %s", 1))

"""A backup is put back under open pages: newer text is offered for copying and never merged."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Facilitator, Guest
from tests.running_server import RunningServer


@pytest.fixture
def sam(noor: Facilitator, guest) -> Guest:
    """Sam, in a session that Noor started."""
    code = noor.has_session("Kopie")
    joined = guest("Sam", "Ondernemingsraad").joins_by_link(code)
    noor.starts()
    joined.sees_question(1)
    return joined


def copied(source: Path, target: Path) -> None:
    """Copy a database as `.backup` does."""
    with closing(sqlite3.connect(source)) as whole, closing(sqlite3.connect(target)) as copy:
        whole.backup(copy)


def put_back(server: RunningServer, backup: Path) -> None:
    """Do what docs/running.md says, with the server stopped."""
    database = server.folder / "air.sqlite3"
    for name in ("air.sqlite3-wal", "air.sqlite3-shm"):
        (server.folder / name).unlink(missing_ok=True)
    copied(backup, database)
    assert "begin a new epoch" in server.manage("raise_epoch")


def test_a_backup_put_back_is_told_and_nothing_newer_gets_in(
    noor: Facilitator, sam: Guest, server: RunningServer, tmp_path: Path
):
    sam.types("In de kopie.")
    noor.sees_in_answer("In de kopie.")
    sam.sees_saved()
    copied(server.folder / "air.sqlite3", tmp_path / "backup.sqlite3")
    sam.types("Na de kopie bewaard.")
    noor.sees_in_answer("Na de kopie bewaard.")
    sam.sees_saved()
    server.kill()
    sam.types("Niet bewaard.")
    expect(sam.page.get_by_text("Nog niet bewaard bij de sessie.").first).to_be_visible()

    put_back(server, tmp_path / "backup.sqlite3")
    server.start()

    window = sam.page.get_by_role("dialog", name="Bewaar je tekst")
    expect(window).to_be_visible()
    expect(window.get_by_role("textbox")).to_have_value(re.compile(r"Niet bewaard\."))
    window.get_by_role("button", name="Sluit").click()
    for person in (sam, noor):
        person.sees_in_answer("In de kopie.")
        expect(person.editor).not_to_contain_text("Na de kopie")
        expect(person.editor).not_to_contain_text("Niet bewaard.")
    sam.types("Zo gaan we verder.")
    noor.sees_in_answer("Zo gaan we verder.")
    sam.sees_saved()

"""What is deleted cannot be read back from the database's own files."""

from pathlib import Path

import pytest
from django.db import connection

from sessions.commands import participants, reports, sessions
from sessions.commands.participants import Newcomer
from sessions.enums import Perspective, Phase
from sessions.models import Session
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)

MARKER = "Markeernaam Zevenster"


def bytes_on_disk() -> bytes:
    file = Path(str(connection.settings_dict["NAME"]))
    parts = [file, file.with_name(f"{file.name}-wal")]
    return b"".join(part.read_bytes() for part in parts if part.exists())


def test_a_deleted_session_leaves_nothing_of_its_reports_in_the_files(session, anna):
    Session.objects.update(title=MARKER, phase=Phase.CLOSED)
    report = reports.finalise(session_id=session.pk, changed="", by=anna, at=NOW)
    reports.attach_pdf(report_id=report.pk, pdf=f"%PDF {MARKER}".encode() * 2000)
    before = MARKER.encode() in bytes_on_disk()

    sessions.delete_session(session_id=session.pk, by=anna, at=NOW)

    assert (before, MARKER.encode() in bytes_on_disk()) == (True, False)


def test_a_deleted_session_leaves_no_name_in_the_files(session, anna):
    participants.admit(session_id=session.pk, newcomer=Newcomer(MARKER, Perspective.IT), at=NOW)
    before = MARKER.encode() in bytes_on_disk()

    sessions.delete_session(session_id=session.pk, by=anna, at=NOW)

    assert (before, MARKER.encode() in bytes_on_disk()) == (True, False)

"""Whether a file is an unchanged final version: said in words, and as an exit code."""

import io
import json
import zlib
from pathlib import Path

import pikepdf
import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from sessions.commands import pdf_worker, sessions
from sessions.commands.reports import finalise
from sessions.enums import Phase
from sessions.models import Report
from sessions.report import canonical, unpacking
from sessions.report.contents import collect
from tests.conftest import (
    NOW,
    in_phase,
    leader_of,
    make_anna,
    make_vlietdam,
    make_workshop,
)

pytestmark = pytest.mark.django_db
NAMED = "definitieve versie 1 (Intern) van Gemeente Vlietdam, van 23 november 2026, 10:00"

DAMAGED = (
    "Dit bestand kan niet gelezen worden: het is geen pdf en geen rapportgegevens, of het is "
    "beschadigd."
)


@pytest.fixture(scope="module")
def kept(held: None, django_db_blocker: DjangoDbBlocker) -> Report:
    """The final version of a workshop, with its PDF, made once for all tests of this file."""
    with django_db_blocker.unblock():
        vlietdam = make_vlietdam()
        session = make_workshop(vlietdam, make_anna(vlietdam))
        in_phase(session, Phase.CLOSED)
        by = leader_of(session)
        made = finalise(session_id=session.pk, changed="", by=by, at=NOW)
        pdf_worker.final_when_made(made)
        return Report.objects.get(pk=made.pk)


@pytest.fixture
def report(kept: Report, db: None) -> Report:
    """That version, as it was made."""
    return Report.objects.get(pk=kept.pk)


@pytest.fixture
def verified(tmp_path):
    """Keep bytes in a file and have them verified; return the exit code and the first line."""

    def verify(content: bytes) -> tuple[int, str]:
        file = tmp_path / "file"
        file.write_bytes(content)
        return said(file)

    return verify


def said(file: Path) -> tuple[int, str]:
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_report", str(file), stdout=out)
    return int(ended.value.code or 0), out.getvalue().splitlines()[0]


def saved_again(pdf: bytes, *, change=lambda _opened: None) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def with_data(pdf: bytes, data: bytes) -> bytes:
    def replace(opened) -> None:
        for name, spec in list(opened.attachments.items()):
            del opened.attachments[name]
            opened.attachments[name] = pikepdf.AttachedFileSpec(
                opened, data, filename=spec.filename
            )

    return saved_again(pdf, change=replace)


def test_the_attached_data_are_the_kept_bytes(report):
    assert unpacking.attached(bytes(report.pdf)) == [bytes(report.contents)]


def test_the_final_pdf_is_unchanged(report, verified):
    assert verified(bytes(report.pdf)) == (0, f"Ongewijzigd: deze pdf is {NAMED}.")


def test_the_final_data_are_unchanged(report, verified):
    assert verified(bytes(report.contents)) == (
        0,
        f"Ongewijzigd: dit zijn de gegevens van {NAMED}.",
    )


def test_data_written_in_another_way_are_unchanged(report, verified):
    pretty = json.dumps(json.loads(bytes(report.contents)), indent=2).encode()

    assert verified(pretty) == (
        0,
        f"Ongewijzigd, maar anders opgeschreven: de gegevens van {NAMED}.",
    )


def test_a_pdf_that_was_saved_again_is_said_to_be(report, verified):
    code, words = verified(saved_again(bytes(report.pdf)))

    assert (code, words.split(":")[0]) == (1, "Opnieuw opgeslagen")


def test_a_pdf_with_something_behind_its_end_is_not_the_one_that_was_made(report, verified):
    code, words = verified(bytes(report.pdf) + b"\n% more\n")

    assert (code, words.split(":")[0]) == (1, "Opnieuw opgeslagen")


def test_a_pdf_with_other_data_is_changed(report, verified):
    other = bytes(report.contents).replace(b"Matchwijzer", b"Matchwijzes")

    assert verified(with_data(bytes(report.pdf), other)) == (
        1,
        "Gewijzigd of onbekend: het zegt versie 1 te zijn, maar geen versie hier is hetzelfde.",
    )


def test_data_with_one_letter_changed_are_changed(report, verified):
    other = bytes(report.contents).replace(b"Matchwijzer", b"Matchwijzes")

    assert verified(other)[0] == 1


def test_a_pdf_with_the_data_of_another_report_twice_is_unknown(report, verified):
    def add(opened) -> None:
        opened.attachments["more"] = pikepdf.AttachedFileSpec(
            opened, b"{}", filename="antwoordrapport.json"
        )

    assert verified(saved_again(bytes(report.pdf), change=add)) == (
        1,
        "Onbekend: deze pdf is geen definitief rapport van deze installatie.",
    )


def test_a_draft_is_said_to_be_one(report, verified):
    assert verified(canonical.to_json(collect(session=report.session, at=NOW))) == (
        1,
        "Niet definitief: dit is een concept, en een concept kan veranderen.",
    )


def test_a_deleted_version_is_still_known(report, verified, tmp_path):
    pdf = bytes(report.pdf)
    session = report.session
    sessions.delete_session(session_id=session.pk, by=leader_of(session), at=NOW)
    file = tmp_path / "kept.pdf"
    file.write_bytes(pdf)
    out = io.StringIO()

    with pytest.raises(SystemExit) as ended:
        call_command("verify_report", str(file), stdout=out)

    lines = out.getvalue().splitlines()
    assert (ended.value.code, lines) == (
        0,
        [
            f"Ongewijzigd: deze pdf is {NAMED}.",
            "Die versie is hier verwijderd op 23 november 2026.",
            f"Controlecode: {report.contents_hash}",
        ],
    )


def bomb() -> bytes:
    """A PDF whose attachment would be two gigabytes."""
    opened = pikepdf.new()
    opened.add_blank_page()
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(2048)) + packer.flush()
    spec = pikepdf.AttachedFileSpec(opened, b"x", filename="antwoordrapport.json")
    stream = spec.get_file().obj
    stream.write(packed, filter=pikepdf.Name.FlateDecode)
    opened.attachments["data"] = spec
    out = io.BytesIO()
    opened.save(out, compress_streams=False)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 1000,
        b"{}",
        b"[" * 100_000,
        b'{"format":"air-report/2","report":{}}',
        b"%PDF-1.7\n" + b"1 0 obj<</Length 99>>" * 1000,
        b"%PDF-",
        bytes(range(256)) * 100,
        pytest.param(bomb, id="bomb"),
    ],
)
def test_what_cannot_be_read_is_said_calmly(db, verified, content):
    assert verified(content() if callable(content) else content) == (
        2,
        DAMAGED,
    )


def test_a_pdf_cut_in_half_is_said_calmly(report, verified):
    code, _words = verified(bytes(report.pdf)[: len(report.pdf) // 2])

    assert code in (1, 2)


def test_a_pdf_of_somebody_else_is_unknown(db, verified):
    other = pikepdf.new()
    other.add_blank_page()
    out = io.BytesIO()
    other.save(out)

    assert verified(out.getvalue())[0] == 1


def test_a_file_that_is_not_there_is_said_so(db, tmp_path):
    assert said(tmp_path / "nowhere.pdf") == (2, "Zo’n bestand is er niet.")


def test_a_folder_is_no_file(db, tmp_path):
    assert said(tmp_path) == (2, "Zo’n bestand is er niet.")


def test_a_file_too_large_is_not_read_through(db, tmp_path):
    file = tmp_path / "large.pdf"
    with file.open("wb") as opened:
        opened.truncate(canonical.LARGEST + 1)

    assert said(file) == (2, "Dit bestand is te groot voor een rapport.")

"""From a session in the database to a PDF with a name, in one call."""

from __future__ import annotations

import io

import pypdf
import pytest
from django.utils import translation

from sessions.models import Session
from sessions.report import pdf, queue
from sessions.report.concept import concept_pdf, file_name
from tests.conftest import NOW


def test_the_pdf_holds_the_twenty_questions_word_for_word(session: Session) -> None:
    made, _name = concept_pdf(session_id=session.pk, at=NOW)

    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    asked = [a.question.text for a in session.answers.select_related("question")]
    places = [text.find("".join(words.split())) for words in asked]
    assert (len(places), -1 in places, places) == (20, False, sorted(places))


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Matchwijzer", "matchwijzer-"),
        ('Zoë & co / "x"\r\n', "zoe-co-x-"),
        ("中文", ""),
        ("a" * 120, "a" * 60 + "-"),
    ],
)
def test_the_file_name_is_plain_and_tells_session_and_moment(
    session: Session, title: str, named: str
) -> None:
    session.title = title

    with translation.override("nl"):
        start, _, end = file_name(session, at=NOW).partition(named or "concept")
    assert (start, end.endswith("2026-11-23-1000.pdf")) == ("antwoordrapport-", True)


def test_who_asks_while_the_report_is_being_made_is_told_to_come_back(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "WAIT_SECONDS", 0)

    with queue.turn(session.pk), pytest.raises(queue.ReportBusy):
        concept_pdf(session_id=session.pk, at=NOW)


def test_a_failed_pdf_gives_the_turn_back(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_html: str) -> bytes:
        raise pdf.ReportFailed("no")

    monkeypatch.setattr(pdf, "make_pdf", fail)
    with pytest.raises(pdf.ReportFailed):
        concept_pdf(session_id=session.pk, at=NOW)

    with queue.turn(session.pk, wait=0):
        free = True
    assert free


def test_a_session_that_is_gone_is_said_to_be(session: Session) -> None:
    gone = session.pk
    session.delete()

    with pytest.raises(Session.DoesNotExist):
        concept_pdf(session_id=gone, at=NOW)

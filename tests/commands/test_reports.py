"""Final versions: numbered, hashed, never changed, and at last a stub."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from sessions import queries
from sessions.commands import reports, sessions
from sessions.commands.reports import ChangeNotTold, NothingChanged, attach_pdf, finalise
from sessions.enums import Outcome, Phase
from sessions.errors import NotAllowed, Refused
from sessions.models import (
    Answer,
    AuditEntry,
    ParkedItem,
    Participant,
    PdfJob,
    Report,
    ShareLink,
    SignOff,
)
from sessions.report.canonical import fingerprint, from_json
from sessions.report.internal import InternalContents
from sessions.report.values import Contents
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def closed(session):
    return in_phase(session, Phase.CLOSED)


def final(session, by, *, changed="", at=LATER) -> Report:
    return finalise(session_id=session.pk, changed=changed, by=by, at=at)


def change(session) -> None:
    """Let the session say something else than before."""
    Answer.objects.filter(session=session, number=3).update(outcome=Outcome.ANSWERED)


def test_the_first_version_keeps_what_the_session_says(closed, anna):
    report = final(closed, anna)

    contents = from_json(bytes(report.contents))
    assert (report.version, contents.version, contents.final_at, contents.title) == (
        1,
        1,
        LATER,
        "Matchwijzer",
    )


def test_the_hash_is_of_the_kept_bytes(closed, anna):
    final(closed, anna)

    kept = Report.objects.all()
    assert [one.contents_hash for one in kept] == [fingerprint(bytes(one.contents)) for one in kept]


def test_a_version_knows_who_made_it_and_whose_it_is(closed, anna):
    report = final(closed, anna)

    assert (report.final_by, report.organisation, report.session_public_id) == (
        anna.account,
        closed.organisation,
        closed.public_id,
    )


def test_making_a_version_asks_for_its_pdf(closed, anna):
    report = final(closed, anna)

    jobs = PdfJob.objects.all()
    shareable = queries.other_edition_of(report)
    assert [(job.report, job.edition) for job in jobs] == [
        (report, "internal"),
        (shareable, "shareable"),
    ]
    assert bytes(jobs[0].contents) == bytes(report.contents)


def test_making_a_version_is_written_down(closed, anna):
    report = final(closed, anna)

    entry = AuditEntry.objects.get(action="report_finalised")
    assert (entry.actor, entry.subject) == (anna.public_id, report.public_id)


def test_nothing_changed_makes_no_second_version(closed, anna):
    final(closed, anna)

    with pytest.raises(NothingChanged):
        final(closed, anna, changed="Really", at=LATER + timedelta(days=1))


def test_opening_and_closing_again_alone_makes_no_second_version(closed, anna):
    final(closed, anna)
    sessions.reopen_session(session_id=closed.pk, by=anna, at=LATER)
    sessions.close_session(session_id=closed.pk, by=anna, at=LATER + timedelta(hours=1))

    with pytest.raises(NothingChanged):
        final(closed, anna, changed="Really", at=LATER + timedelta(days=1))


def test_a_second_version_must_tell_what_changed(closed, anna):
    final(closed, anna)
    change(closed)

    with pytest.raises(ChangeNotTold) as refused:
        final(closed, anna)
    assert refused.value.field == "changed"


def test_a_second_version_tells_of_the_first(closed, anna):
    first = final(closed, anna)
    change(closed)

    contents = from_json(bytes(final(closed, anna, changed="Question 3").contents))

    assert (
        contents.version,
        contents.changed,
        [one.contents_hash for one in contents.earlier],
    ) == (
        2,
        "Question 3",
        [first.contents_hash],
    )


def test_a_second_version_leaves_the_first_as_it_was(closed, anna):
    first = final(closed, anna)
    attach_pdf(report_id=first.pk, pdf=b"%PDF-first")
    before = Report.objects.values().get(pk=first.pk)
    change(closed)

    second = final(closed, anna, changed="Question 3")
    attach_pdf(report_id=second.pk, pdf=b"%PDF-second")

    assert Report.objects.values().get(pk=first.pk) == before


def test_a_pdf_is_attached_once(closed, anna):
    report = final(closed, anna)

    answers = [attach_pdf(report_id=report.pk, pdf=pdf) for pdf in (b"%PDF-1", b"%PDF-2")]

    report.refresh_from_db()
    assert (answers, bytes(report.pdf), report.pdf_hash) == (
        [True, False],
        b"%PDF-1",
        fingerprint(b"%PDF-1"),
    )


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase != Phase.CLOSED])
def test_only_a_closed_session_gets_a_final_version(session, anna, phase):
    in_phase(session, phase)

    with pytest.raises(NotAllowed) as refused:
        final(session, anna)
    assert str(refused.value.message) == "Sluit de sessie eerst."


def test_a_participant_makes_nothing_final(session, bram):
    in_phase(session, Phase.CLOSED)

    with pytest.raises(NotAllowed):
        final(session, bram)


def test_a_facilitator_of_another_session_makes_nothing_final(closed, otto):
    with pytest.raises(NotAllowed):
        final(closed, otto)


def test_who_was_removed_meanwhile_makes_nothing_final(closed, anna):
    Participant.objects.filter(pk=anna.pk).update(removed_at=NOW)

    with pytest.raises(NotAllowed):
        final(closed, anna)


def test_deleting_the_session_leaves_a_stub(closed, anna):
    report = final(closed, anna)
    attach_pdf(report_id=report.pk, pdf=b"%PDF-1")

    sessions.delete_session(session_id=closed.pk, by=anna, at=LATER)

    stub = Report.objects.get(edition="internal")
    assert (stub.session, stub.contents, stub.pdf, stub.changed, stub.deleted_at) == (
        None,
        None,
        None,
        "",
        LATER,
    )
    assert (stub.version, stub.contents_hash, stub.pdf_hash, stub.final_at) == (
        1,
        report.contents_hash,
        fingerprint(b"%PDF-1"),
        LATER,
    )


def test_ticks_links_and_jobs_go_with_the_session(closed, anna):
    report = final(closed, anna)
    SignOff.objects.create(
        report=report, contents_hash=report.contents_hash, capacity="hr", name="Anna", at=NOW
    )
    ShareLink.objects.create(report=report, token_hash="x", created_at=NOW, expires_at=LATER)

    sessions.delete_session(session_id=closed.pk, by=anna, at=LATER)

    assert [model.objects.count() for model in (SignOff, ShareLink, PdfJob)] == [0, 0, 0]


def test_the_report_of_another_session_stays(closed, anna, other_session, otto):
    in_phase(other_session, Phase.CLOSED)
    theirs = final(other_session, otto)
    final(closed, anna)

    sessions.delete_session(session_id=closed.pk, by=anna, at=LATER)

    assert Report.objects.values().get(pk=theirs.pk)["contents"] is not None


def test_a_stub_gets_no_pdf_any_more(closed, anna):
    report = final(closed, anna)
    sessions.delete_session(session_id=closed.pk, by=anna, at=LATER)

    assert attach_pdf(report_id=report.pk, pdf=b"%PDF-late") is False


def test_a_version_of_a_format_of_long_ago_does_not_stand_in_the_way(closed, anna):
    first = final(closed, anna)
    Report.objects.filter(pk=first.pk).update(contents=b'{"format":"air-report/0"}')

    assert final(closed, anna, changed="A new format").version == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_who_finalise_at_once_one_makes_the_version(closed, anna):
    barrier = threading.Barrier(4)
    refusals = []

    def post() -> None:
        barrier.wait()
        try:
            final(closed, anna, changed="Same")
        except Refused as refused:
            refusals.append(refused.code)
        connection.close()

    threads = [threading.Thread(target=post) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert (Report.objects.count(), refusals) == (2, ["nothing_changed"] * 3)


def test_the_only_functions_that_write_reports_are_these_three():
    """What this module exports is all that can touch a version; see the test of writers."""
    public = {
        name
        for name, value in vars(reports).items()
        if getattr(value, "__module__", "") == reports.__name__
    }

    assert {name for name in public if not name.startswith("_")} == {
        "NothingChanged",
        "ChangeNotTold",
        "finalise",
        "attach_pdf",
        "is_news",
        "leave_stubs",
    }


def test_a_version_has_two_editions_of_one_number(closed, anna):
    report = final(closed, anna)

    rows = Report.objects.order_by("pk")
    said = [(one.version, one.edition, type(from_json(bytes(one.contents)))) for one in rows]
    assert (said, report) == (
        [(1, "internal", InternalContents), (1, "shareable", Contents)],
        rows[0],
    )


def test_a_shareable_edition_does_not_tell_that_a_closed_round_was_changed(closed, anna):
    final(closed, anna)
    ParkedItem.objects.create(session=closed, text="Besloten", closed=True, added_at=LATER)

    second = final(closed, anna, changed="Iets uit de besloten ronde.")

    other = queries.other_edition_of(second)
    assert (second.changed, other.changed, other.version) == (
        "Iets uit de besloten ronde.",
        "",
        2,
    )
    shareable = Report.objects.get(pk=other.pk)
    assert from_json(bytes(shareable.contents)).changed == ""


def test_what_changed_for_everybody_is_told_in_both_editions(closed, anna):
    final(closed, anna)
    change(closed)

    second = final(closed, anna, changed="Vraag 3 is beantwoord.")

    assert queries.other_edition_of(second).changed == "Vraag 3 is beantwoord."

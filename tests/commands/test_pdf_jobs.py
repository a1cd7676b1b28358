"""The queue of PDFs: nothing twice, nothing lost, nothing without end."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sessions.commands import pdf_jobs, pdf_worker, retention, sessions
from sessions.commands.pdf_jobs import GIVEN_UP, ReportBusy, ask_for_concept, claim
from sessions.commands.reports import finalise
from sessions.enums import Edition, PdfState, Phase
from sessions.errors import NotAllowed, NotFound
from sessions.models import PdfJob, Report, Session
from sessions.report import engine, html, layout, pdf
from sessions.report.canonical import from_json
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _no_pages(monkeypatch):
    """How the report looks is tested elsewhere."""
    monkeypatch.setattr(html, "render", lambda _contents, *, fingerprint: fingerprint)


@pytest.fixture
def drawn(monkeypatch):
    """Draw without the engine; the list holds what was drawn."""
    made = []

    def draw(_page, *, data, moment, step):
        step(1)
        made.append(data)
        return b"%PDF-" + data

    monkeypatch.setattr(pdf, "make_pdf", draw)
    return made


def ask(session, by, *, at=LATER) -> PdfJob:
    return ask_for_concept(session_id=session.pk, by=by, at=at)


def rename(session, title: str) -> None:
    Session.objects.filter(pk=session.pk).update(title=title)


def states() -> list[str]:
    return list(PdfJob.objects.values_list("state", flat=True))


def test_who_asks_twice_for_the_same_has_one_job(session, anna):
    assert ask(session, anna).pk == ask(session, anna, at=LATER + timedelta(minutes=5)).pk


def test_what_was_made_is_handed_out_again(session, anna, drawn):
    ask(session, anna)
    pdf_worker.make_next()

    again = ask(session, anna)

    assert (again.state, len(drawn)) == (PdfState.MADE, 1)


def test_what_changed_is_made_anew(session, anna, drawn):
    ask(session, anna)
    pdf_worker.make_next()
    rename(session, "Anders")
    ask(session, anna)
    pdf_worker.make_next()

    assert [from_json(data).title for data in drawn] == ["Matchwijzer", "Anders"]


def test_another_layout_is_made_anew(session, anna, drawn, monkeypatch):
    ask(session, anna)
    pdf_worker.make_next()
    monkeypatch.setattr(layout, "digest", lambda: "other")

    assert ask(session, anna).state == PdfState.WAITING


def test_newer_contents_take_the_place_of_those_that_wait(session, anna):
    first = ask(session, anna)
    rename(session, "Anders")
    second = ask(session, anna)

    contents = from_json(bytes(PdfJob.objects.get().contents))
    assert (first.pk, contents.title) == (second.pk, "Anders")


def test_of_the_drafts_made_only_the_last_is_kept(session, anna, drawn):
    ask(session, anna)
    pdf_worker.make_next()
    rename(session, "Anders")
    ask(session, anna)
    pdf_worker.make_next()

    assert states() == [PdfState.MADE]


def test_equal_contents_of_two_sessions_are_two_jobs(session, anna, other_session, otto):
    keys = {pdf_jobs.key_of(one, b"same") for one in (session, other_session)}

    assert len(keys) == 2


def test_a_full_queue_asks_to_come_back(session, anna, other_session, otto, monkeypatch):
    monkeypatch.setattr(pdf_jobs, "MOST_WAITING", 1)
    ask(other_session, otto)

    with pytest.raises(ReportBusy) as refused:
        ask(session, anna)
    assert (refused.value.status, str(refused.value.message)) == (
        503,
        "Er worden nu andere rapporten gemaakt. Probeer het over een minuut opnieuw.",
    )


def test_a_final_version_gets_into_a_full_queue(session, anna, other_session, otto, monkeypatch):
    monkeypatch.setattr(pdf_jobs, "MOST_WAITING", 1)
    ask(other_session, otto)
    in_phase(session, Phase.CLOSED)

    report = finalise(session_id=session.pk, changed="", by=anna, at=LATER)

    assert PdfJob.objects.filter(report=report).count() == 1


def test_a_participant_asks_for_nothing(session, bram):
    with pytest.raises(NotAllowed):
        ask(session, bram)


def test_for_a_session_that_is_gone_there_is_nothing(session, anna):
    sessions.delete_session(session_id=session.pk, by=anna, at=LATER)

    with pytest.raises(NotFound):
        ask(session, anna)


def test_a_job_is_taken_once(session, anna):
    ask(session, anna)

    assert [claim(at=LATER) is not None for _ in range(2)] == [True, False]


def test_who_waits_longest_is_served_first(session, anna, other_session, otto):
    ask(session, anna, at=LATER + timedelta(minutes=1))
    ask(other_session, otto, at=LATER)

    assert claim(at=LATER).session_id == other_session.pk


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_takes_the_job(session, anna):
    ask(session, anna)
    barrier, taken = threading.Barrier(6), []

    def take() -> None:
        barrier.wait()
        taken.append(claim(at=LATER) is not None)
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert sorted(taken) == [False] * 5 + [True]


def test_a_job_of_a_dead_process_is_left_alone_for_a_while(session, anna):
    ask(session, anna)
    claim(at=LATER)

    assert claim(at=LATER + GIVEN_UP) is None


def test_a_job_is_not_taken_from_a_process_that_may_still_make_it() -> None:
    longest = engine.START_SECONDS + engine.BUSY * pdf.SECONDS

    assert timedelta(seconds=longest) < GIVEN_UP


def test_a_job_of_a_dead_process_is_taken_again(session, anna):
    ask(session, anna)
    first = claim(at=LATER)

    second = claim(at=LATER + GIVEN_UP + timedelta(seconds=1))

    assert (second.pk, pdf_jobs.note_step(first, 3)) == (first.pk, False)


def test_the_only_process_goes_on_at_once_with_what_it_was_making(session, anna):
    ask(session, anna)
    first = claim(at=LATER)

    pdf_jobs.take_for_lost()

    again = claim(at=LATER)
    assert (again.pk, again.failure) == (first.pk, pdf_jobs.TAKEN_OVER)


def test_a_job_that_ended_two_processes_is_given_up(session, anna):
    ask(session, anna)
    wait = GIVEN_UP + timedelta(seconds=1)
    for number in range(2):
        claim(at=LATER + number * wait)

    assert (claim(at=LATER + 2 * wait), states()) == (None, [PdfState.FAILED])


def test_a_process_that_stops_hands_its_job_back(session, anna, drawn):
    ask(session, anna)
    pdf_worker.stop()
    pdf_worker.make_next()
    pdf_worker._stopping.clear()

    assert (states(), drawn) == ([PdfState.WAITING], [])


def test_a_job_tells_how_far_it_is(session, anna, monkeypatch):
    ask(session, anna)
    seen = []

    def draw(_page, *, data, moment, step):
        for number in (1, 2):
            step(number)
            seen.append(PdfJob.objects.get().step)
        return b"%PDF-"

    monkeypatch.setattr(pdf, "make_pdf", draw)
    pdf_worker.make_next()

    assert seen == [1, 2]


def test_the_work_ends_when_its_session_goes(session, anna, monkeypatch):
    ask(session, anna)
    steps = []

    def draw(_page, *, data, moment, step):
        Session.objects.all().delete()
        steps.append("before")
        step(1)
        steps.append("after")
        return b"%PDF-"

    monkeypatch.setattr(pdf, "make_pdf", draw)

    assert (pdf_worker.make_next(), steps, states()) == (True, ["before"], [])


def fails(error):
    def draw(_page, **_more):
        raise error

    return draw


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (pdf.ReportFailed("no"), "report_failed"),
        (pdf.engine_missing(), "report_engine_missing"),
        (ZeroDivisionError(), "error"),
    ],
)
def test_what_went_wrong_is_kept_by_its_name(session, anna, monkeypatch, error, failure):
    ask(session, anna)
    monkeypatch.setattr(pdf, "make_pdf", fails(error))
    pdf_worker.make_next()

    job = PdfJob.objects.get()
    assert (job.state, job.failure, bytes(job.contents)) == (PdfState.FAILED, failure, b"")


def test_a_failure_is_said_to_who_waits(session, anna, monkeypatch):
    monkeypatch.setattr(pdf, "make_pdf", fails(pdf.engine_missing()))

    with pytest.raises(pdf.ReportFailed, match="libpango"):
        pdf_worker.concept_when_made(ask(session, anna))


def test_who_asks_again_after_a_failure_has_it_tried_again(session, anna, monkeypatch):
    ask(session, anna)
    monkeypatch.setattr(pdf, "make_pdf", fails(ZeroDivisionError()))
    pdf_worker.make_next()

    assert ask(session, anna).state == PdfState.WAITING


def test_a_job_that_broke_does_not_hold_up_the_next(session, anna, other_session, otto, drawn):
    broken = ask(session, anna)
    PdfJob.objects.filter(pk=broken.pk).update(contents=b"not a report")
    fine = ask(other_session, otto)

    while pdf_worker.make_next():
        pass

    assert PdfJob.objects.get(pk=fine.pk).state == PdfState.MADE


def test_who_waits_makes_it_when_nobody_does(session, anna, drawn):
    job = ask(session, anna)

    assert pdf_worker.concept_when_made(job) == b"%PDF-" + drawn[0]


@pytest.mark.django_db(transaction=True)
def test_who_waits_keeps_no_connection_from_others(session, anna, monkeypatch):
    job = ask(session, anna)
    claim(at=timezone.now())
    held = []
    monkeypatch.setattr(
        pdf_worker.time, "sleep", lambda _seconds: held.append(connection.connection)
    )

    with pytest.raises(ReportBusy):
        pdf_worker.concept_when_made(job, seconds=0.2)

    assert set(held) == {None}


def test_who_waits_too_long_is_asked_to_come_back(session, anna):
    job = ask(session, anna)
    claim(at=LATER)  # by a process that never finishes

    with pytest.raises(ReportBusy):
        pdf_worker.concept_when_made(job, seconds=0)


def test_a_final_version_gets_its_pdf_and_the_job_is_gone(session, anna, drawn):
    in_phase(session, Phase.CLOSED)
    report = finalise(session_id=session.pk, changed="", by=anna, at=LATER)

    made = pdf_worker.final_when_made(report)

    kept = Report.objects.get(pk=report.pk)
    assert (made, bytes(kept.pdf), PdfJob.objects.filter(report=report).count()) == (
        b"%PDF-" + bytes(report.contents),
        made,
        0,
    )


def test_a_final_version_without_a_job_gets_one(session, anna, drawn):
    in_phase(session, Phase.CLOSED)
    report = finalise(session_id=session.pk, changed="", by=anna, at=LATER)
    PdfJob.objects.all().delete()

    assert pdf_worker.final_when_made(report) == b"%PDF-" + bytes(report.contents)


def test_of_a_stub_there_is_no_pdf(session, anna, drawn):
    in_phase(session, Phase.CLOSED)
    report = finalise(session_id=session.pk, changed="", by=anna, at=LATER)
    sessions.delete_session(session_id=session.pk, by=anna, at=LATER)

    with pytest.raises(NotFound):
        pdf_worker.final_when_made(Report.objects.get(pk=report.pk))


def test_the_daily_work_forgets_what_was_made_a_day_ago(session, anna, drawn):
    ask(session, anna)
    pdf_worker.make_next()
    made = PdfJob.objects.get().ended_at

    retention.purge(at=made + timedelta(hours=23))
    kept = PdfJob.objects.count()
    retention.purge(at=made + timedelta(hours=25))

    assert (kept, PdfJob.objects.count()) == (1, 0)


def test_what_was_made_a_day_ago_is_not_handed_out(session, anna, drawn):
    ask(session, anna)
    pdf_worker.make_next()
    made = PdfJob.objects.get().ended_at

    assert ask(session, anna, at=made + timedelta(hours=25)).state == PdfState.WAITING


@pytest.mark.django_db(transaction=True)
def test_the_thread_of_a_process_makes_what_was_asked_for(session, anna, drawn):
    pdf_worker.start()
    try:
        job = ask(session, anna, at=NOW)
        made = pdf_worker.concept_when_made(job)
    finally:
        pdf_worker.stop()
        pdf_worker._stopping.clear()

    assert made == b"%PDF-" + drawn[0]


def test_the_drafts_of_both_editions_wait_side_by_side(session, anna):
    for edition in Edition:
        ask_for_concept(session_id=session.pk, by=anna, at=NOW, edition=edition)

    jobs = PdfJob.objects.order_by("pk")
    assert [one.edition for one in jobs] == ["internal", "shareable"]
    assert [pdf_jobs.ahead_of(one) for one in jobs] == [0, 1]

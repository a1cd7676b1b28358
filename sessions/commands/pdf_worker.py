"""Who makes the PDFs that were asked for: one thread per process, one PDF at a time.

Who waits for a PDF at a plain address helps along: it makes what is next in the queue until its
own is there. So a PDF comes also where no thread was started.
"""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta

from django.db import connection, connections
from django.utils import timezone

from sessions.commands import pdf_jobs, reports
from sessions.commands.pdf_jobs import ReportBusy
from sessions.enums import PdfState
from sessions.errors import NotFound
from sessions.models import PdfJob, Report
from sessions.report import canonical, html, pdf

log = logging.getLogger(__name__)

WAIT_SECONDS = 45.0  # at a plain address
LOOK_SECONDS = 0.3  # between two looks at a job that another thread or process makes
IDLE_SECONDS = 5.0  # until a look whether another process left something to do
ROUND = timedelta(hours=1)  # between two looks for PDFs to delete


class _Stopped(Exception):
    """This process ends: another one, or the next one, makes the PDF."""


class _Unwanted(Exception):
    """The session went, or another process took the job over, while the PDF was being made."""


def start() -> None:
    """Start the thread of this process, unless it runs."""
    global _thread  # noqa: PLW0603 - one per process
    if _thread is None or not _thread.is_alive():
        _stopping.clear()
        _thread = threading.Thread(target=_work, name="pdf-worker", daemon=True)
        _thread.start()


def stop() -> None:
    """End the thread at the next step of what it makes, and hand that back to the queue."""
    _stopping.set()
    pdf_jobs.bell.set()
    if _thread is not None:
        _thread.join()


def make_next() -> bool:
    """Make the PDF that is next in the queue; say whether there was one."""
    with _one_at_a_time:
        return _make_next()


def concept_when_made(job: PdfJob, *, seconds: float | None = None) -> bytes:
    """Return the PDF of a draft when it is there.

    Raises ReportBusy after `seconds`, ReportFailed when it did not work, and NotFound when the
    session went meanwhile. Never call it inside a transaction.
    """
    until = time.monotonic() + (WAIT_SECONDS if seconds is None else seconds)
    while True:
        row = PdfJob.objects.filter(pk=job.pk).first()
        if row is None:
            raise NotFound("")
        if row.state == PdfState.FAILED:
            raise failure_of(row)
        if row.state == PdfState.MADE:
            return bytes(row.pdf or b"")
        _wait_or_help(until)


def final_when_made(report: Report, *, seconds: float | None = None) -> bytes:
    """Return the PDF of a final version, as `concept_when_made`; NotFound for a stub."""
    until = time.monotonic() + (WAIT_SECONDS if seconds is None else seconds)
    pdf_jobs.ask_for_final(report=report, at=timezone.now())
    while True:
        row = Report.objects.filter(pk=report.pk).only("pdf", "deleted_at").first()
        if row is None or row.deleted_at is not None:
            raise NotFound("")
        if row.pdf is not None:
            return bytes(row.pdf)
        job = PdfJob.objects.filter(report=row).first()
        if job is not None and job.state == PdfState.FAILED:
            raise failure_of(job)
        _wait_or_help(until)


def let_go_of_database() -> None:
    """Give back this thread's connection before it waits for a PDF; the next query takes one.

    A process has few of them: as many people who wait would keep everybody else out of the room.
    """
    if not connection.in_atomic_block:
        connection.close()


def failure_of(job: PdfJob) -> pdf.ReportFailed:
    """Return the refusal that tells why a PDF was not made."""
    if job.failure == pdf.ReportEngineMissing.code:
        return pdf.engine_missing()
    return pdf.report_failed()


_one_at_a_time = threading.Lock()
_stopping = threading.Event()
_thread: threading.Thread | None = None


def _work() -> None:
    """Make what was asked for until `stop`; an error ends one PDF, never the thread."""
    cleaned = timezone.now() - ROUND
    # On SQLite there is one process only: what it was making when it ended, nobody makes now.
    begins_alone = connection.vendor == "sqlite"
    while not _stopping.is_set():
        pdf_jobs.bell.clear()
        try:
            connection.close_if_unusable_or_obsolete()
            if begins_alone:
                pdf_jobs.take_for_lost()
                begins_alone = False
            while not _stopping.is_set() and make_next():
                pass
            if timezone.now() - cleaned >= ROUND:
                cleaned = timezone.now()
                pdf_jobs.drop_old(at=cleaned)
        except Exception:
            log.exception("The queue of PDFs could not be read; the next round tries again")
        if not _stopping.is_set():
            pdf_jobs.bell.wait(IDLE_SECONDS)
    connections.close_all()


def _wait_or_help(until: float) -> None:
    """Make the next PDF when nobody in this process makes one; wait a moment otherwise."""
    if time.monotonic() >= until:
        raise ReportBusy
    let_go_of_database()
    helped = False
    if _one_at_a_time.acquire(timeout=LOOK_SECONDS):
        try:
            helped = _make_next()
        finally:
            _one_at_a_time.release()
    if not helped:
        let_go_of_database()
        time.sleep(LOOK_SECONDS)


def _make_next() -> bool:
    job = pdf_jobs.claim(at=timezone.now())
    if job is None:
        return False
    try:
        made = _drawn(job)
    except _Stopped:
        pdf_jobs.hand_back(job)
    except _Unwanted:
        log.info("A PDF is not wanted any more")
    except pdf.ReportFailed as failed:
        pdf_jobs.fail(job, failure=failed.code, at=timezone.now())
    except Exception:
        log.exception("A PDF was not made")
        pdf_jobs.fail(job, failure="error", at=timezone.now())
    else:
        _keep(job, made)
    return True


def _drawn(job: PdfJob) -> bytes:
    """Return the PDF of a job, telling how far it is."""
    data = bytes(job.contents)
    contents = canonical.from_json(data)

    def step(number: int) -> None:
        if _stopping.is_set():
            raise _Stopped
        if not pdf_jobs.note_step(job, number):
            raise _Unwanted

    page = html.render(contents, fingerprint=canonical.fingerprint(data))
    moment = contents.final_at or contents.as_of
    return pdf.make_pdf(page, data=data, moment=moment, step=step)


def _keep(job: PdfJob, made: bytes) -> None:
    if job.report_id is None:
        pdf_jobs.keep_concept(job, pdf=made, at=timezone.now())
        return
    reports.attach_pdf(report_id=job.report_id, pdf=made)
    pdf_jobs.drop(job)

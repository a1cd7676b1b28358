"""The queue of PDFs: who asked for which contents, how far it is, and what is kept for a day.

It stands in the database, so every process takes its share, a page may be left and returned to,
and a crash loses nothing. Equal contents in the same layout are one job. A draft waits once per
session and edition: newer contents take the place of those that wait. Final versions always get in.
"""

from __future__ import annotations

import hashlib
import threading
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands.erasing import erase_after_commit
from sessions.commands.locking import fresh, locked_session
from sessions.enums import Edition, PdfState
from sessions.errors import NotFound, Refused
from sessions.models import Participant, PdfJob, Report, Session
from sessions.report import canonical, layout
from sessions.report.internal_contents import collect_edition

MOST_WAITING = 20  # drafts, over all sessions
KEPT = timedelta(hours=24)
# Longer than the helper process may take, its start included: who made it then is gone.
GIVEN_UP = timedelta(minutes=10)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
TAKEN_OVER = "taken_over"
PENDING = (PdfState.WAITING, PdfState.MAKING)

bell = threading.Event()  # rings for the worker of this process when something was asked for


class ReportBusy(Refused):
    """Too many PDFs wait already; asking again in a minute will do."""

    code = "report_busy"
    status = 503

    def __init__(self) -> None:
        super().__init__(_("Other reports are being made right now. Try again in a minute."))


def ask_for_concept(
    *, session_id: int, by: Participant, at: datetime, edition: Edition = Edition.INTERNAL
) -> PdfJob:
    """Return the job for the report as it stands now; a new one only when there is none like it.

    Raises ReportBusy when too many wait, and NotFound when the session is gone.
    """
    session = Session.objects.filter(pk=session_id).first()
    if session is None:
        raise NotFound("")
    rules.require(Action.DOWNLOAD_REPORT, participant=fresh(by), session=session)
    contents = canonical.to_json(collect_edition(edition, session=session, at=at))
    with transaction.atomic():
        session = locked_session(session_id)
        rules.require(Action.DOWNLOAD_REPORT, participant=fresh(by), session=session)
        job = _asked(session, contents, edition=edition, at=at)
        transaction.on_commit(bell.set)
    return job


def concept_in(session: Session, *, edition: Edition = Edition.INTERNAL) -> PdfJob | None:
    """Return the draft somebody asked for last, without its bytes; None when there is none."""
    drafts = PdfJob.objects.filter(session=session, report=None, edition=edition)
    rows = drafts.defer("pdf", "contents")
    return rows.order_by("-asked_at", "-pk").first()


def ahead_of(job: PdfJob) -> int:
    """Count the PDFs that come before this one."""
    before = Q(asked_at__lt=job.asked_at) | Q(asked_at=job.asked_at, pk__lt=job.pk)
    return PdfJob.objects.filter(before, state__in=PENDING).count()


def ask_for_final(*, report: Report, at: datetime) -> None:
    """Have the PDF of this version made, unless it has one or one is under way."""
    if report.pdf is not None or report.session is None or report.contents is None:
        return
    contents = bytes(report.contents)
    key = key_of(report.session, contents)
    PdfJob.objects.filter(key=key, state=PdfState.FAILED).delete()
    PdfJob.objects.get_or_create(
        key=key,
        defaults={
            "session": report.session,
            "report": report,
            "edition": report.edition,
            "contents": contents,
            "asked_at": at,
        },
    )
    transaction.on_commit(bell.set)


def claim(*, at: datetime) -> PdfJob | None:
    """Take the job that waits longest, or one whose maker is gone; None when there is none.

    The row changes by a conditional UPDATE, so that two processes never take the same one. A job
    whose makers went down twice is given up.
    """
    lost = Q(state=PdfState.MAKING, started_at__lt=at - GIVEN_UP)
    for job in PdfJob.objects.filter(Q(state=PdfState.WAITING) | lost).only("state", "started_at"):
        as_seen = PdfJob.objects.filter(pk=job.pk, state=job.state, started_at=job.started_at)
        if job.state == PdfState.MAKING:
            if as_seen.filter(failure=TAKEN_OVER).update(
                state=PdfState.FAILED, ended_at=at, contents=b""
            ):
                continue
            taken = as_seen.update(started_at=at, step=0, failure=TAKEN_OVER)
        else:
            taken = as_seen.update(state=PdfState.MAKING, started_at=at, step=0)
        if taken:
            return PdfJob.objects.select_related("report").filter(pk=job.pk).first()
    return None


def take_for_lost() -> None:
    """Have every PDF that is being made made again: their process was the only one, and ended."""
    PdfJob.objects.filter(state=PdfState.MAKING).update(started_at=LONG_AGO)


def note_step(job: PdfJob, step: int) -> bool:
    """Write down how far a job is; say whether it is still wanted."""
    return bool(_in_hand(job).update(step=step))


def hand_back(job: PdfJob) -> None:
    """Let another process make it: this one stops."""
    _in_hand(job).update(state=PdfState.WAITING, started_at=None, step=0)


def keep_concept(job: PdfJob, *, pdf: bytes, at: datetime) -> None:
    """Keep a draft's PDF for a day; the draft before it is of no use any more."""
    with transaction.atomic():
        made = _in_hand(job).update(state=PdfState.MADE, pdf=pdf, contents=b"", ended_at=at)
        if made:
            drafts = PdfJob.objects.filter(session=job.session_id, report=None, edition=job.edition)
            drafts.filter(state=PdfState.MADE).exclude(pk=job.pk).delete()


def drop(job: PdfJob) -> None:
    """Forget a job whose PDF has its place elsewhere."""
    PdfJob.objects.filter(pk=job.pk).delete()


def fail(job: PdfJob, *, failure: str, at: datetime) -> None:
    """Write down that it did not work; who asks again makes it tried again."""
    _in_hand(job).update(state=PdfState.FAILED, failure=failure, ended_at=at, contents=b"")


def drop_old(*, at: datetime) -> int:
    """Delete what was made, or went wrong, longer than a day ago; return how many."""
    old = PdfJob.objects.filter(ended_at__lt=at - KEPT)
    with transaction.atomic():
        count = old.count()
        if count:
            old.delete()
            erase_after_commit()
    return count


def key_of(session: Session, contents: bytes) -> str:
    """Return what stands for these contents of this session in the layout of today."""
    parts = (layout.digest(), session.public_id, canonical.fingerprint(contents))
    return hashlib.sha256("/".join(parts).encode()).hexdigest()


def _in_hand(job: PdfJob) -> QuerySet[PdfJob]:
    """Select the job as it was claimed: another process may have taken it over, or it is gone."""
    return PdfJob.objects.filter(pk=job.pk, state=PdfState.MAKING, started_at=job.started_at)


def _asked(session: Session, contents: bytes, *, edition: Edition, at: datetime) -> PdfJob:
    key = key_of(session, contents)
    useless = Q(state=PdfState.FAILED) | Q(ended_at__lt=at - KEPT)
    PdfJob.objects.filter(useless, key=key).delete()
    known = PdfJob.objects.filter(key=key).first()
    if known is not None:
        return known
    drafts = PdfJob.objects.filter(report=None, state=PdfState.WAITING)
    waiting = drafts.filter(session=session, edition=edition).first()
    if waiting and drafts.filter(pk=waiting.pk).update(key=key, contents=contents):
        waiting.refresh_from_db()
        return waiting
    if PdfJob.objects.filter(report=None, state__in=PENDING).count() >= MOST_WAITING:
        raise ReportBusy
    return PdfJob.objects.create(
        key=key, session=session, edition=edition, contents=contents, asked_at=at
    )

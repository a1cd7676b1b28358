"""How far a PDF is, in a number and in words, for a page and for the script that follows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sessions.commands import pdf_jobs, pdf_worker
from sessions.enums import PdfState
from sessions.models import PdfJob, Report
from sessions.report import pdf

NONE = "none"


@dataclass(frozen=True)
class Progress:
    """`state` is a value of PdfState, or "none"; `step` counts up to `steps`."""

    state: str
    step: int
    steps: int
    words: str

    @property
    def pending(self) -> bool:
        """Tell whether it is worth looking again."""
        return self.state in pdf_jobs.PENDING


def of_job(job: PdfJob | None) -> Progress:
    """Return how far a job is; without one, nothing was asked for."""
    if job is None:
        return Progress(NONE, 0, pdf.STEPS, "")
    return Progress(job.state, min(job.step, pdf.STEPS), pdf.STEPS, _words(job))


def of_final(report: Report | None) -> Progress:
    """Return how far the PDF of a final version is."""
    if report is None or report.deleted_at is not None:
        return of_job(None)
    if report.pdf_hash:
        return Progress(PdfState.MADE, pdf.STEPS, pdf.STEPS, _("The PDF is ready."))
    return of_job(report.pdf_jobs.defer("pdf", "contents").first())


def _words(job: PdfJob) -> str:
    if job.state == PdfState.MADE:
        return _("The PDF is ready.")
    if job.state == PdfState.FAILED:
        return str(pdf_worker.failure_of(job).message)
    if job.state == PdfState.MAKING:
        numbers = {"step": max(job.step, 1), "steps": pdf.STEPS}
        return _("The PDF is being made: step %(step)d of %(steps)d.") % numbers
    before = pdf_jobs.ahead_of(job)
    if not before:
        return _("The PDF is next.")
    words = ngettext(
        "The PDF waits: %(count)d comes first.", "The PDF waits: %(count)d come first.", before
    )
    return words % {"count": before}

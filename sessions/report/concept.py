"""The report as a concept, at any minute of a session: read, set, drawn."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from django.utils import timezone, translation
from django.utils.translation import gettext

from sessions.models import Session
from sessions.report import contents, html, pdf, queue


def concept_pdf(*, session_id: int, at: dt.datetime) -> tuple[bytes, str]:
    """Return the PDF of this session's report as it is now, and a file name for it in ASCII.

    Blocks for seconds. Raises Session.DoesNotExist, ReportBusy when too many ask at once, and
    ReportFailed when no PDF could be made.
    """
    session = Session.objects.get(pk=session_id)
    with queue.turn(session_id):
        made = contents.collect(session=session, at=at)
        return pdf.make_pdf(html.render(made)), file_name(session, at=at)


def file_name(session: Session, *, at: dt.datetime) -> str:
    """Return a name that tells session and moment: answer-report-acme-draft-2026-11-23-1042.pdf."""
    local = timezone.localtime(at, timezone.get_default_timezone())
    with translation.override(session.questionnaire.language):
        words = [gettext("Answer report"), session.title, gettext("draft")]
    return "-".join([*filter(None, map(_ascii, words)), f"{local:%Y-%m-%d-%H%M}"]) + ".pdf"


def _ascii(text: str) -> str:
    """Return the text in lowercase letters, figures and dashes; at most 60 signs."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")

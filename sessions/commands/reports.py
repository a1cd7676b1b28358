"""Final versions of the report: made once, never changed, and at last only a stub.

A version has two editions, made together: the internal one, and the shareable one.

This is the only writer of `Report`: a row is made, gets its PDF while it has none, and is emptied
when its session goes.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit, pdf_jobs
from sessions.commands.locking import fresh, locked_session
from sessions.enums import Edition
from sessions.errors import Refused
from sessions.models import Answer, Participant, Report, Session, ShareLink, SignOff
from sessions.report import canonical
from sessions.report.internal import edition_of
from sessions.report.internal_contents import collect_edition
from sessions.report.values import Contents

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


class NothingChanged(Refused):
    """A new version would say what the last one says."""

    code = "nothing_changed"


class ChangeNotTold(Refused):
    """From the second version on, a reader must be told what is different."""

    code = "change_not_told"


@transaction.atomic
def finalise(*, session_id: int, changed: str, by: Participant, at: datetime) -> Report:
    """Return the internal edition of the next final version; the shareable one is made with it.

    Both are collected, numbered and hashed in one go; their PDFs are made afterwards, by the queue.
    `changed` says what is different from the version before; the first version needs none, nor
    does an edition that says what it said before. Raises ChangeNotTold, and NothingChanged when
    the last version says the same already.
    """
    session = locked_session(session_id)
    rules.require(Action.FINALISE_REPORT, participant=fresh(by), session=session)
    # With them locked, no late edit and no summing up of texts comes between two reads.
    list(Answer.objects.select_for_update().filter(session=session).order_by("pk"))
    last = queries.last_version_of(session)
    told = {one: collect_edition(one, session=session, at=at) for one in Edition}
    changes = dict.fromkeys(told, "")
    if last is not None:
        _require_news(told[Edition.INTERNAL], last=last, changed=changed)
        changes = {one: _change(told[one], session=session, changed=changed) for one in told}
    made = {
        edition: _kept(
            contents,
            version=last.version + 1 if last else 1,
            changed=changes[edition],
            session=session,
            by=by,
            at=at,
        )
        for edition, contents in told.items()
    }
    report = made[Edition.INTERNAL]
    audit.record("report_finalised", session=session, by=by, at=at, subject=report.public_id)
    for one in made.values():
        pdf_jobs.ask_for_final(report=one, at=at)
    return report


def is_news(contents: Contents, *, last: Report | None) -> bool:
    """Tell whether a new version would say something else than the last one."""
    return last is None or _says(contents) != _says_of(last)


def attach_pdf(*, report_id: int, pdf: bytes) -> bool:
    """Give a final version its PDF; say whether it had none. What it has, it keeps."""
    waiting = Report.objects.filter(pk=report_id, pdf=None, deleted_at=None)
    return bool(waiting.update(pdf=pdf, pdf_hash=hashlib.sha256(pdf).hexdigest()))


def leave_stubs(*, session: Session, by: Participant | None, at: datetime) -> None:
    """Empty the final versions of a session that goes: numbers, hashes and dates stay.

    Ticks and links go with them. Call it inside the transaction that deletes the session.
    """
    reports = Report.objects.filter(session=session)
    SignOff.objects.filter(report__in=reports).delete()
    ShareLink.objects.filter(report__in=reports).delete()
    for public_id in reports.values_list("public_id", flat=True):
        audit.record("report_deleted", session=session, by=by, at=at, subject=public_id)
    reports.update(contents=None, pdf=None, changed="", deleted_at=at)


def _require_news(contents: Contents, *, last: Report, changed: str) -> None:
    """Raise unless the session says something else than its last version, and `changed` what."""
    if not is_news(contents, last=last):
        message = _("Nothing has changed since version %(number)d. That version still holds.")
        raise NothingChanged(message % {"number": last.version})
    if not changed:
        message = _("Write in one sentence what has changed since version %(number)d.")
        raise ChangeNotTold(message % {"number": last.version}, field="changed")


def _change(contents: Contents, *, session: Session, changed: str) -> str:
    """Return what changed in this edition; nothing where it says what it said before.

    So a shareable edition does not tell that something was said in a closed round.
    """
    last = queries.last_version_of(session, edition=edition_of(contents))
    return changed if is_news(contents, last=last) else ""


def _says_of(report: Report) -> Contents | None:
    """Return what a version says; None when it was written in a format of long ago."""
    try:
        return _says(canonical.from_json(bytes(report.contents or b"")))
    except canonical.Unreadable:
        return None


def _says(contents: Contents) -> Contents:
    """Return the contents without what every version has of its own: number and moments."""
    return replace(
        contents,
        version=None,
        final_at=None,
        changed="",
        earlier=(),
        as_of=LONG_AGO,
        closed_at=None,
    )


def _kept(
    contents: Contents,
    *,
    version: int,
    changed: str,
    session: Session,
    by: Participant,
    at: datetime,
) -> Report:
    final = replace(contents, version=version, changed=changed, final_at=at.astimezone(UTC))
    data = canonical.to_json(final)
    return Report.objects.create(
        organisation_id=session.organisation_id,
        session=session,
        session_public_id=session.public_id,
        version=version,
        edition=edition_of(contents),
        changed=changed,
        final_at=at,
        final_by=by.account,
        contents=data,
        contents_hash=canonical.fingerprint(data),
    )

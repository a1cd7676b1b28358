"""Share links: one edition of a version, opened without an account, until a day or until ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from sessions.access import offices
from sessions.access.codes import digest, new_token
from sessions.access.offices import Right
from sessions.commands import audit
from sessions.commands.locking import locked_organisation
from sessions.errors import NotFound, Refused
from sessions.models import Account, Membership, Report, ShareLink

MOST_OPEN = 100
# Programs that show a PDF ask for it several times; within this they count once.
ONE_OPENING = timedelta(minutes=1)


class ReportGone(Refused):
    """Of this version only the stub is left."""

    code = "report_gone"


@transaction.atomic
def make_share_link(*, report_id: str, note: str, days: int, by: Account, at: datetime) -> str:
    """Return the secret of a new link; `note` says for whom it is. Shown once: kept is a digest."""
    report, member = _report(report_id, by=by)
    if report.deleted_at:
        raise ReportGone(_("This report was deleted. There is nothing left to share."))
    if report.share_links.filter(revoked_at=None, expires_at__gt=at).count() >= MOST_OPEN:
        raise Refused(_("There are too many links to this version. End some first."))
    token = new_token()
    link = ShareLink.objects.create(
        report=report,
        token_hash=digest(token),
        note=note,
        made_by=by,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    _record("share_link_made", link, by=member, at=at)
    return token


@transaction.atomic
def revoke_share_link(*, report_id: str, link_id: str, by: Account, at: datetime) -> None:
    """End a link to an edition of this version; doing it again does nothing.

    Raises NotFound for one of another version.
    """
    report, member = _report(report_id, by=by)
    link = ShareLink.objects.filter(
        public_id=link_id,
        report__session_public_id=report.session_public_id,
        report__version=report.version,
    ).first()
    if link is None:
        raise NotFound("")
    if ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        _record("share_link_revoked", link, by=member, at=at)


@transaction.atomic
def count_opening(*, link: ShareLink, at: datetime) -> None:
    """Remember that the report was downloaded by this link, at most once a minute."""
    seldom = Q(last_opened_at=None) | Q(last_opened_at__lt=at - ONE_OPENING)
    opened = ShareLink.objects.filter(seldom, pk=link.pk)
    if opened.update(opened=F("opened") + 1, last_opened_at=at):
        _record("report_opened_by_link", link, by=None, at=at)


def end_links_of(*, account: Account, organisation_id: int, at: datetime) -> None:
    """End the links somebody made to reports of an organisation that they may not share now."""
    sharable = offices.reports_with(Right.SHARE_REPORTS, account=account)
    ShareLink.objects.filter(
        made_by=account, report__organisation_id=organisation_id, revoked_at=None
    ).exclude(report__in=sharable.values("pk")).update(revoked_at=at)


def _report(report_id: str, *, by: Account) -> tuple[Report, Membership]:
    """Return the version and whose right it is, the organisation locked; NotFound without one."""
    report = Report.objects.defer("contents", "pdf").filter(public_id=report_id).first()
    if report is None:
        raise NotFound("")
    locked_organisation(report.organisation_id)
    member = offices.require_report(Right.SHARE_REPORTS, account=by, report=report)
    report.refresh_from_db(fields=["deleted_at"])
    return report, member


def _record(action: str, link: ShareLink, *, by: Membership | None, at: datetime) -> None:
    audit.record_of_organisation(
        action,
        organisation_id=link.report.organisation_id,
        by=by,
        at=at,
        subject=link.public_id,
        session_public_id=link.report.session_public_id,
    )

"""Ticks under a final version: who agrees, has seen it, or has checked the facts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import offices
from sessions.access.offices import Right
from sessions.commands import audit
from sessions.enums import Capacity, Edition
from sessions.errors import NotFound, Refused
from sessions.models import Account, Report, SignOff


class SignedAlready(Refused):
    """This version has its tick in this capacity; what is ticked stays."""

    code = "signed_already"


@transaction.atomic
def sign_off(
    *, report_id: str, capacity: Capacity, remark: str, by: Account, at: datetime
) -> SignOff:
    """Return the new tick, bound to the internal edition of this version and its hash.

    Once per capacity, for good. Raises NotFound to who may not read the version, for a stub and
    for the shareable edition, and SignedAlready.
    """
    report = Report.objects.select_for_update().filter(public_id=report_id).defer("pdf").first()
    if report is None:
        raise NotFound("")
    member = offices.require_report(Right.SIGN_OFF, account=by, report=report)
    if report.deleted_at is not None or report.edition != Edition.INTERNAL:
        raise NotFound("")
    if SignOff.objects.filter(report=report, capacity=capacity).exists():
        raise SignedAlready(_("Somebody signed this version as this already."), field="capacity")
    made = SignOff.objects.create(
        report=report,
        contents_hash=report.contents_hash,
        capacity=capacity,
        account=by,
        name=by.name,
        remark=remark,
        at=at,
    )
    audit.record_of_organisation(
        "report_signed_off",
        organisation_id=report.organisation_id,
        by=member,
        at=at,
        subject=report.public_id,
        session_public_id=report.session_public_id,
    )
    return made

"""Writes down who did what when."""

from __future__ import annotations

from datetime import datetime

from sessions.models import AuditEntry, Membership, Participant, Session


def record(
    action: str, *, session: Session, by: Participant | None, at: datetime, subject: str = ""
) -> None:
    """Keep one entry: ids only, no names, texts or secrets."""
    AuditEntry.objects.create(
        organisation_id=session.organisation_id,
        session_public_id=session.public_id,
        actor=by.public_id if by else "",
        action=action,
        subject=subject,
        at=at,
    )


def record_of_organisation(
    action: str,
    *,
    organisation_id: int,
    by: Membership | None,
    at: datetime,
    subject: str = "",
    session_public_id: str = "",
) -> None:
    """Keep one entry about members, invitations or reports: ids only, no names or secrets.

    `by` is None for who has no account, such as whoever opens a share link.
    """
    AuditEntry.objects.create(
        organisation_id=organisation_id,
        session_public_id=session_public_id,
        actor=by.public_id if by else "",
        action=action,
        subject=subject,
        at=at,
    )

"""Writes down who did what when."""

from __future__ import annotations

from datetime import datetime

from sessions.models import AuditEntry, Participant, Session


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

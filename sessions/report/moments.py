"""When what an edition says last changed.

The shareable edition must not tell when somebody wrote in a closed round: a change of the session
while one ran counts from its beginning, which everybody saw.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet

from sessions.enums import ContributionKind
from sessions.models import (
    ActionPoint,
    Contribution,
    Session,
    SystemCard,
    TextCheckpoint,
    TextUpdate,
)

STATED = (ContributionKind.VENDOR_STATEMENT, ContributionKind.DISSENT)


def last_public_change(session: Session) -> dt.datetime:
    """Return when something of the shareable edition last changed."""
    stated = Contribution.objects.filter(answer__session=session, kind__in=STATED)
    return _latest(
        _before_closed_round(session),
        _last(TextUpdate.objects.filter(answer__session=session, closed=False), "kept_at"),
        _last(TextCheckpoint.objects.filter(answer__session=session, closed=False), "made_at"),
        _last(stated.filter(closed=False), "added_at"),
        _last(stated.filter(closed=False), "changed_at"),
        _last(SystemCard.objects.filter(session=session), "changed_at"),
    )


def last_change(session: Session) -> dt.datetime:
    """Return when something of the internal edition last changed; typing leaves the session be."""
    stated = Contribution.objects.filter(answer__session=session, kind__in=STATED)
    return _latest(
        last_public_change(session),
        session.changed_at,
        session.changed_inside_at,
        _last(TextUpdate.objects.filter(answer__session=session), "kept_at"),
        _last(TextCheckpoint.objects.filter(answer__session=session), "made_at"),
        _last(stated, "added_at"),
        _last(ActionPoint.objects.filter(session=session), "added_at"),
    )


def minutes_closed(session: Session) -> int:
    """Return how many minutes closed rounds took together; one that runs is not counted yet."""
    spans = [row.ended_at - row.began_at for row in session.closed_rounds.all() if row.ended_at]
    whole = sum(spans, dt.timedelta())
    return -(-int(whole.total_seconds()) // 60)


def _before_closed_round(session: Session) -> dt.datetime:
    """Return when the session last changed for everybody."""
    changed = session.changed_at
    for row in session.closed_rounds.all():
        if row.began_at <= changed and (row.ended_at is None or changed < row.ended_at):
            return row.began_at
    return changed


def _last(rows: QuerySet[Any], field: str) -> dt.datetime | None:
    found: dt.datetime | None = rows.order_by().aggregate(at=Max(field))["at"]
    return found


def _latest(*moments: dt.datetime | None) -> dt.datetime:
    known: Iterable[dt.datetime] = (moment for moment in moments if moment is not None)
    return max(known)

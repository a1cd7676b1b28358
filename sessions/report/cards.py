"""What people wrote alone, as the group saw it: appendix of the internal edition."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import Count, Q

from sessions.access.showing import SAYING
from sessions.enums import ContributionKind
from sessions.models import Contribution, Session
from sessions.models import Reaction as ReactionRow
from sessions.report import voices
from sessions.report.internal import Card, QuestionInputs, Reaction

INPUT, ADDITION = ContributionKind.INPUT, ContributionKind.ADDITION


def inputs_in(session: Session) -> tuple[QuestionInputs, ...]:
    """Return the inputs and additions by question; what was never shown is nobody else's."""
    shown = Q(kind=INPUT, answer__revealed_at__isnull=False) | Q(kind=ADDITION)
    rows = (
        Contribution.objects.filter(shown, SAYING, answer__session=session, closed=False)
        .select_related("answer", "author")
        .prefetch_related("reactions__author")
        .annotate(recognised=Count("recognitions"))
        .order_by("answer__number")
    )
    found: dict[int, list[Contribution]] = defaultdict(list)
    for row in rows:
        found[row.answer.number].append(row)
    return tuple(
        QuestionInputs(
            question=number,
            cards=tuple(_card(row, session=session) for row in sorted(listed, key=_place)),
        )
        for number, listed in found.items()
    )


def _place(row: Contribution) -> tuple[bool, dt.datetime | None, str]:
    """Return what the cards are sorted by: inputs by a random name, additions by their time."""
    later = row.kind == ADDITION
    return later, row.added_at if later else None, row.public_id


def _card(row: Contribution, *, session: Session) -> Card:
    who = voices.byline(row.author, session=session, unnamed=row.unnamed)
    at = row.added_at.astimezone(dt.UTC).replace(second=0, microsecond=0)
    return Card(
        text=row.text,
        perspective=who.perspective,
        own_words=who.own_words,
        facilitator=who.facilitator,
        added_at=at if row.kind == ADDITION else None,
        dont_know=row.dont_know,
        look_into=row.look_into,
        recognised=row.recognised,  # type: ignore[attr-defined]
        taken_over=row.taken_over_at is not None,
        reactions=tuple(_reaction(one, session=session) for one in row.reactions.all()),
    )


def _reaction(row: ReactionRow, *, session: Session) -> Reaction:
    who = voices.byline(row.author, session=session, unnamed=row.unnamed)
    return Reaction(
        text=row.text,
        perspective=who.perspective,
        own_words=who.own_words,
        facilitator=who.facilitator,
    )

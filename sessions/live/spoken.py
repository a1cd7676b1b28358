"""What single people put in at one question, as stored: read once, shown to each in their way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from sessions import queries
from sessions.models import Answer, Contribution, HomeworkItem, Proposal, Reaction


@dataclass(frozen=True)
class Spoken:
    """The rows of one question: contributions with all that hangs on them, proposals that wait.

    `homework` holds what the vendor prepared for the session as a whole.
    """

    answer: Answer
    contributions: list[Contribution]
    proposals: list[Proposal]
    homework: list[HomeworkItem]
    # By key of a contribution: the same for all who may see it.
    cards: dict[int, dict[str, Any]] = field(default_factory=dict)


def spoken_at(answer: Answer) -> Spoken:
    """Read what was put in at this question."""
    waiting = Proposal.objects.filter(answer=answer, settled="").select_related("author")
    contributions = list(with_echoes(Contribution.objects.filter(answer=answer)))
    return Spoken(answer, contributions, [*waiting], queries.homework_in(answer.session_id))


def with_echoes(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Return contributions in order of adding, with their author, their reactions, and
    `recognised`: by how many.
    """
    reactions = Prefetch("reactions", Reaction.objects.select_related("author"))
    counted = rows.annotate(recognised=Count("recognitions"))
    rows = counted.order_by("added_at", "pk")  # what is counted has no order of its own
    return rows.select_related("author").prefetch_related(reactions)

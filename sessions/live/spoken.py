"""What single people put in at one question, as stored: read once, shown to each in their way.

Rows are read table by table and put together here: a card has many authors and reactions, and
seven audiences wait for it while the session is locked.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet

from sessions import queries
from sessions.models import (
    Answer,
    Contribution,
    HomeworkItem,
    Participant,
    Proposal,
    Reaction,
    Recognition,
)


@dataclass(frozen=True)
class Echoes:
    """What others did with some contributions, by key; and who is who in the session."""

    people: dict[int, Participant]
    reactions: dict[int, list[Reaction]]
    recognised: dict[int, int]


@dataclass(frozen=True)
class Spoken:
    """The rows of one question: contributions with all that hangs on them, proposals that wait.

    `homework` holds what the vendor prepared for the session as a whole; `cards` what was drawn of
    contributions, by key: the same for all who may see one.
    """

    answer: Answer
    contributions: list[Contribution]
    echoes: Echoes
    proposals: list[Proposal]
    homework: list[HomeworkItem]
    cards: dict[int, dict[str, Any]] = field(default_factory=dict)


def spoken_at(answer: Answer) -> Spoken:
    """Read what was put in at this question."""
    rows = Contribution.objects.filter(answer=answer)
    waiting = Proposal.objects.filter(answer=answer, settled="")
    return Spoken(
        answer,
        list(rows),
        echoes_of(rows, session_id=answer.session_id),
        list(waiting),
        queries.homework_in(answer.session_id),
    )


def echoes_of(rows: QuerySet[Contribution], *, session_id: int) -> Echoes:
    """Read what others did with these contributions of one session."""
    reactions: dict[int, list[Reaction]] = defaultdict(list)
    for reaction in Reaction.objects.filter(contribution__in=rows.order_by()):
        reactions[reaction.contribution_id].append(reaction)
    recognitions = Recognition.objects.filter(contribution__in=rows.order_by()).order_by()
    counted = recognitions.values_list("contribution").annotate(by=Count("pk"))
    people = Participant.objects.filter(session=session_id).in_bulk()
    return Echoes(people, reactions, dict(counted))

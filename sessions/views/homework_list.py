"""The list of homework as pages show it: what was asked, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from sessions import queries
from sessions.commands.homework_links import due_day
from sessions.homework_items import HOMEWORK, Wanted
from sessions.models import Answer, HomeworkItem, HomeworkLink, Session


@dataclass(frozen=True)
class Row:
    """One thing to bring; `item` is None while nobody filled anything in.

    `questions` are those of the programme it belongs to. `late`: changed after the day it was
    asked for.
    """

    wanted: Wanted
    item: HomeworkItem | None
    questions: list[int]
    late: bool

    @property
    def is_brought(self) -> bool:
        """Tell whether the vendor said what became of it."""
        return self.item is not None and self.item.brought != ""


def homework_rows(session: Session) -> list[Row]:
    """Return the whole list, in order."""
    items = {item.number: item for item in queries.homework_in(session.pk)}
    chosen = Answer.objects.filter(session=session, chosen=True)
    numbers = set(chosen.values_list("number", flat=True))
    due = _due(session)
    return [
        Row(
            wanted=wanted,
            item=items.get(wanted.number),
            questions=[number for number in wanted.questions if number in numbers],
            late=_is_late(items.get(wanted.number), due),
        )
        for wanted in HOMEWORK
    ]


def _due(session: Session) -> date | None:
    """Return by when the first who was asked should have prepared; None when nobody was."""
    asked = HomeworkLink.objects.filter(session=session).order_by("created_at").first()
    if asked is None:
        return None
    return due_day(session.date, asked=timezone.localdate(asked.created_at))


def _is_late(item: HomeworkItem | None, due: date | None) -> bool:
    if item is None or due is None:
        return False
    return timezone.localdate(item.changed_at) > due

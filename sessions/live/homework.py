"""What the vendor prepared, beside the questions it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation

from sessions import queries
from sessions.enums import Brought, Judged
from sessions.homework_items import Wanted, wanted_at
from sessions.live.audience import DESK, Audience
from sessions.models import HomeworkItem, Session

# They look on, and take nothing along that is not for the report.
ONLOOKERS = frozenset({Audience.OBSERVER, Audience.PROJECTOR})


def homework_cards(session: Session, number: int, audience: Audience) -> list[dict[str, Any]]:
    """Return what was prepared for this question, as this audience may see it; reads the table."""
    return cards_of(queries.homework_in(session.pk), number=number, audience=audience)


def cards_of(
    items: Iterable[HomeworkItem], *, number: int, audience: Audience
) -> list[dict[str, Any]]:
    """Return those of these items that belong to a question and are for this audience to see."""
    brought = {item.number: item for item in items if item.brought}
    return [
        _card(brought[each.number], each)
        for each in wanted_at(number)
        if each.number in brought and may_see(brought[each.number], audience=audience)
    ]


def may_see(item: HomeworkItem, *, audience: Audience, on_card: bool = False) -> bool:
    """Tell whether an item is for this audience to see.

    What the group adopted is a vendor statement by then, unless it is not for the report or
    belongs to the system card (`on_card`); what it rejected stays for who leads or writes down, to
    look back at and to judge anew.
    """
    if audience == Audience.PROJECTOR or (item.confidential and audience in ONLOOKERS):
        return False
    if audience in DESK or item.judged == "":
        return True
    return item.judged == Judged.ADOPTED and (item.confidential or on_card)


def title_of(wanted: Wanted) -> str:
    """Return what an item is called, in the language of the house: a slice has many readers."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(wanted.title)


def statement_text(item: HomeworkItem, wanted: Wanted) -> str:
    """Return an item in the words of a vendor statement: what was asked, how far, and the text."""
    with translation.override(settings.LANGUAGE_CODE):
        how_far = str(Brought(item.brought).label).lower()
        head = str(wanted.title)
    if item.brought != Brought.WHOLE:
        head = f"{head} ({how_far})"
    return f"{head}\n{item.text}".strip()


def _card(item: HomeworkItem, wanted: Wanted) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": title_of(wanted),
        "brought": item.brought,
        "text": item.text,
        "document": item.document,
        "document_date": item.document_date.isoformat() if item.document_date else None,
        "document_address": item.document_address,
        "document_place": item.document_place,
        "confidential": item.confidential,
        "judged": item.judged,
    }

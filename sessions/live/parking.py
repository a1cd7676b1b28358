"""The parking list, as each audience may see it."""

from __future__ import annotations

from typing import Any

from sessions.live.audience import INSIDE, Audience
from sessions.live.reading import Reading
from sessions.models import ParkedItem


def parking_slice(reading: Reading, audience: Audience) -> list[dict[str, Any]]:
    """Return the list in order of adding; what was said in a closed round, to insiders only."""
    if audience == Audience.PROJECTOR:
        return []
    return [_item(item) for item in reading.parked if audience in INSIDE or not item.closed]


def _item(item: ParkedItem) -> dict[str, Any]:
    return {
        "id": item.public_id,
        "question": item.answer.number if item.answer else None,
        "text": item.text,
        "settled": item.settled,
        "by": item.added_by.public_id if item.added_by else None,
        "closed": item.closed,
    }

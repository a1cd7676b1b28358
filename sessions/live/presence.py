"""Who is here, over all processes: those connected to this one, and those seen lately elsewhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from channels.db import database_sync_to_async
from django.utils import timezone

from sessions import queries
from sessions.models import Participant, Session

# Longer than two writes of `last_seen_at` lie apart, shorter than people wonder.
HERE_SECONDS = 25.0
# How often it is written down, at most, that somebody is here.
SEEN_SECONDS = 10.0


@dataclass(frozen=True)
class States:
    """What a beat tells: the revision of each session that is there, and who still has a place."""

    revisions: dict[str, int]
    present: set[str]


@database_sync_to_async
def states_of(session_ids: list[str], participant_ids: set[str]) -> States:
    """Return the states of these sessions and people, by public id."""
    revisions = Session.objects.filter(public_id__in=session_ids)
    present = Participant.objects.filter(public_id__in=participant_ids, removed_at=None)
    return States(
        dict(revisions.values_list("public_id", "revision")),
        set(present.values_list("public_id", flat=True)),
    )


@database_sync_to_async
def who_is_here(session_ids: list[str], connected: set[str]) -> dict[str, list[str]]:
    """Return who is here in each session: those in `connected`, and those seen lately elsewhere."""
    people: dict[str, list[str]] = defaultdict(list)
    inside = queries.persons().filter(session__public_id__in=session_ids, removed_at=None)
    rows = inside.values_list("session__public_id", "public_id", "last_seen_at")
    for session_id, public_id, seen in rows:
        if public_id in connected or seen_lately(seen):
            people[session_id].append(public_id)
    return people


def seen_lately(seen: datetime | None) -> bool:
    """Tell whether somebody last seen at this moment counts as here now."""
    return seen is not None and seen > timezone.now() - timedelta(seconds=HERE_SECONDS)


@database_sync_to_async
def mark_seen(participant_ids: set[str], *, at: datetime) -> None:
    """Note that these people have a page open on this process."""
    Participant.objects.filter(public_id__in=participant_ids).update(last_seen_at=at)


def note_seen(participant: Participant, *, at: datetime) -> None:
    """Note that this person has a page open that holds no socket, when that is due."""
    seen = participant.last_seen_at
    if seen is None or not timedelta(0) <= at - seen < timedelta(seconds=SEEN_SECONDS):
        Participant.objects.filter(pk=participant.pk).update(last_seen_at=at)


def people_here(participant: Participant) -> list[str]:
    """Return who has a page of this session open, by public id, as far as it was written down."""
    inside = queries.persons().filter(session_id=participant.session_id, removed_at=None)
    rows = inside.values_list("public_id", "last_seen_at")
    return [public_id for public_id, seen in rows if seen_lately(seen)]


@database_sync_to_async
def mark_gone(participant_id: str, *, seen: datetime) -> bool:
    """Note that somebody left, unless another process saw them after this one did at `seen`."""
    left = Participant.objects.filter(public_id=participant_id, last_seen_at=seen)
    return left.update(last_seen_at=None) > 0

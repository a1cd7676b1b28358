"""Inputs and additions that were taken away: they stay away, also when a device sends them again.

A row stays, empty. Of what who leads took away, its key is made of the words: it tells them when
they come again, and tells nobody what they were. Of an addition a second one keeps the page's key.
"""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from sessions.enums import ContributionKind
from sessions.errors import Refused
from sessions.models import Contribution
from sessions.models.contribution import TAKEN_AWAY

_SALT = "sessions.commands.taken_away"
_DIGITS = 22  # of a digest; with what stands before it, it fits in a key
TICKS = ("dont_know", "look_into")


class TakenAway(Refused):
    """What was sent again had been taken away."""

    code = "taken_away"


def empty_in_place_of(taken: Contribution, *, own: bool) -> None:
    """Keep empty rows in the place of what was just deleted, if its author is there.

    `own`: its author did it, who may write the same words again.
    """
    if taken.author_id is None:
        return
    if not own:
        _keep_empty(taken, key=_key_of(taken.text, ticks=_ticks_of(taken)))
    if taken.kind == ContributionKind.ADDITION and taken.key:
        _keep_empty(taken, key=taken.key)


def _keep_empty(taken: Contribution, *, key: str) -> None:
    Contribution.objects.get_or_create(
        answer_id=taken.answer_id,
        author_id=taken.author_id,
        kind=taken.kind,
        key=key,
        defaults={
            "unnamed": taken.unnamed,
            "edition": taken.edition,
            "added_at": taken.added_at,
        },
    )


def is_taken_away(stored: Contribution | None) -> bool:
    """Tell whether this stands for words that were taken away."""
    return stored is not None and stored.key.startswith(TAKEN_AWAY)


def without_taken_away(text: str, *, stored: Contribution | None) -> str:
    """Return what a text says beyond the words that were taken away, if it begins so."""
    if stored is None or not is_taken_away(stored):
        return text
    length, ticks = _facts_in(stored.key)
    return text[length:] if _key_of(text[:length], ticks=ticks) == stored.key else text


def ticks_taken_away(stored: Contribution | None) -> frozenset[str]:
    """Return the ticks of what was taken away, by name."""
    if stored is None or not is_taken_away(stored):
        return frozenset()
    ticks = _facts_in(stored.key)[1]
    return frozenset(name for place, name in enumerate(TICKS) if ticks & 1 << place)


def _ticks_of(row: Contribution) -> int:
    return sum(getattr(row, name) << place for place, name in enumerate(TICKS))


def _facts_in(key: str) -> tuple[int, int]:
    length, ticks, _digest = key.removeprefix(TAKEN_AWAY).split(":")
    return int(length), int(ticks)


def _key_of(words: str, *, ticks: int) -> str:
    digest = salted_hmac(_SALT, words, algorithm="sha256").hexdigest()[:_DIGITS]
    return f"{TAKEN_AWAY}{len(words)}:{ticks}:{digest}"

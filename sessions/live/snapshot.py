"""All slices at once: the first load, and the way back after a gap."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from sessions.errors import NotFound, Removed
from sessions.live import slices
from sessions.live.audience import Audience, audience_of
from sessions.live.mine import mine_of
from sessions.live.people import person
from sessions.live.reading import Reading
from sessions.models import Participant, Session

# After so many changes in between, the last reading has to do: the next beat heals it.
TRIES = 5

T = TypeVar("T")


def snapshot_for(participant: Participant) -> dict[str, Any]:
    """Return `{revision, you, mine, slices}` as this participant may see it, from one moment.

    Raises Removed to whom was put out meanwhile.
    """

    def read(reading: Reading, you: Participant) -> dict[str, Any]:
        return {
            "you": person(you),
            "mine": mine_of(you, session=reading.session),
            "slices": _slices(reading, audience_of(you)),
        }

    revision, parts = _at_one_moment(participant, read)
    return {"revision": revision, **parts}


def voices_for(participant: Participant, number: int) -> dict[str, Any]:
    """Return `{revision, voices}` of one question, as this participant may see it."""

    def read(reading: Reading, you: Participant) -> Any:
        if number not in reading.answers:
            raise NotFound(_("This question is not there."))
        return slices.render(slices.voices(number), reading=reading, audience=audience_of(you))

    revision, voices = _at_one_moment(participant, read)
    return {"revision": revision, "voices": voices}


def _at_one_moment(
    participant: Participant, read: Callable[[Reading, Participant], T]
) -> tuple[int, T]:
    """Return the revision of the session and what is read of it at that revision.

    No transaction keeps the moment still: on SQLite that would make every page wait for the
    journal, and the journal for every page. A revision that stayed the same proves it instead, for
    the participant's own row as well: every change of it that makes somebody see other things
    raises the revision. A reading that has to do without that proof is of the same audience still.
    """
    for tries in count(1):
        session = Session.objects.get(pk=participant.session_id)
        you = _as_stored_now(participant)
        found = read(Reading(session), you)
        if Session.objects.filter(pk=session.pk, revision=session.revision).exists():
            break
        if tries >= TRIES and audience_of(_as_stored_now(participant)) == audience_of(you):
            break
    return session.revision, found


def _as_stored_now(participant: Participant) -> Participant:
    """Return the row as it is now: what this process knew a moment ago may be another role."""
    row = Participant.objects.filter(pk=participant.pk, removed_at=None).first()
    if row is None:
        raise Removed(_("Talk to the facilitator."))
    return row


def _slices(reading: Reading, audience: Audience) -> dict[str, Any]:
    questions = [slices.question(number) for number in reading.answers]
    names = [*slices.NAMES, *questions]
    parts = {name: slices.render(name, reading=reading, audience=audience) for name in names}
    # Of the question that is on the table for these people; others are fetched when looked at.
    current = slices.voices(parts[slices.SESSION]["current_question"])
    return parts | {current: slices.render(current, reading=reading, audience=audience)}

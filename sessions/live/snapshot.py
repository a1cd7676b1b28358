"""All slices at once: the first load, and the way back after a gap."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sessions.errors import Removed
from sessions.live import slices
from sessions.live.audience import Audience, audience_of
from sessions.live.mine import mine_of
from sessions.live.people import person
from sessions.live.reading import Reading
from sessions.models import Participant, Session

# After so many changes in between, the last reading has to do: the next beat heals it.
TRIES = 5


def snapshot_for(participant: Participant) -> dict[str, Any]:
    """Return `{revision, you, mine, slices}` as this participant may see it, from one moment.

    No transaction keeps the moment still: on SQLite that would make every page wait for the
    journal, and the journal for every page. A revision that stayed the same proves it instead, for
    the participant's own row as well: every change of it that makes somebody see other things
    raises the revision. Raises Removed to whom was put out meanwhile.
    """
    for _again in range(TRIES):
        session = Session.objects.get(pk=participant.session_id)
        you = _as_stored_now(participant)
        parts = _slices(Reading(session), audience_of(you))
        own = mine_of(you, session=session)
        if Session.objects.filter(pk=session.pk, revision=session.revision).exists():
            break
    return {"revision": session.revision, "you": person(you), "mine": own, "slices": parts}


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

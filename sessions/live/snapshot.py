"""All slices at once: the first load, and the way back after a gap."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sessions import queries
from sessions.live import slices
from sessions.live.audience import audience_of
from sessions.models import Participant, Session


def snapshot_for(participant: Participant) -> dict[str, Any]:
    """Return `{revision, you, slices}` as this participant may see it, from one moment."""
    with transaction.atomic():
        session = Session.objects.get(pk=participant.session_id)
        audience = audience_of(participant)
        parts = {
            name: slices.render(name, session=session, audience=audience) for name in slices.NAMES
        }
        parts |= {
            slices.question(answer.number): slices.answer_slice(answer)
            for answer in queries.answers_in(session)
        }
    return {
        "revision": session.revision,
        "you": slices.person(participant),
        "slices": parts,
    }

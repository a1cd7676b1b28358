"""Who sees the same things."""

from __future__ import annotations

from enum import StrEnum

from sessions.access import closed_rounds
from sessions.enums import Role
from sessions.models import Participant


class Audience(StrEnum):
    """People who see the same slices."""

    FACILITATOR = "facilitator"
    SCRIBE = "scribe"
    PARTICIPANT = "participant"
    # Takes part, and was not let into closed rounds.
    NEWCOMER = "newcomer"
    VENDOR = "vendor"
    OBSERVER = "observer"
    PROJECTOR = "projector"


# Who may see what was said in a closed round.
INSIDE = frozenset({Audience.FACILITATOR, Audience.SCRIBE, Audience.PARTICIPANT})
# Who leads, or writes down: they see who has written, asked for help and objected.
DESK = frozenset({Audience.FACILITATOR, Audience.SCRIBE})

_BY_ROLE = {
    Role.FACILITATOR: Audience.FACILITATOR,
    Role.SCRIBE: Audience.SCRIBE,
    Role.PARTICIPANT: Audience.PARTICIPANT,
    Role.VENDOR: Audience.VENDOR,
    Role.OBSERVER: Audience.OBSERVER,
    Role.PROJECTOR: Audience.PROJECTOR,
}


def audience_of(participant: Participant) -> Audience:
    """Return the audience this participant belongs to."""
    audience = _BY_ROLE[Role(participant.role)]
    if audience in INSIDE and not closed_rounds.is_insider(participant):
        return Audience.NEWCOMER
    return audience

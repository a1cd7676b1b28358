"""Who sees the same things."""

from __future__ import annotations

from enum import StrEnum

from sessions.enums import Role
from sessions.models import Participant


class Audience(StrEnum):
    """People who see the same slices."""

    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"
    VENDOR = "vendor"
    OBSERVER = "observer"
    PROJECTOR = "projector"


_BY_ROLE = {
    Role.FACILITATOR: Audience.FACILITATOR,
    Role.SCRIBE: Audience.PARTICIPANT,
    Role.PARTICIPANT: Audience.PARTICIPANT,
    Role.VENDOR: Audience.VENDOR,
    Role.OBSERVER: Audience.OBSERVER,
    Role.PROJECTOR: Audience.PROJECTOR,
}


def audience_of(participant: Participant) -> Audience:
    """Return the audience this participant belongs to."""
    return _BY_ROLE[Role(participant.role)]

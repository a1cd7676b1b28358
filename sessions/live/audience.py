"""Who sees the same things, and the channel-layer groups that carry news to them."""

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


_BY_ROLE = {
    Role.FACILITATOR: Audience.FACILITATOR,
    Role.SCRIBE: Audience.PARTICIPANT,
    Role.PARTICIPANT: Audience.PARTICIPANT,
    Role.VENDOR: Audience.VENDOR,
    Role.OBSERVER: Audience.OBSERVER,
}


def audience_of(participant: Participant) -> Audience:
    """Return the audience this participant belongs to."""
    return _BY_ROLE[Role(participant.role)]


def audience_group(session_public_id: str, audience: Audience) -> str:
    """Return the group of everybody in one audience of one session."""
    return f"session.{session_public_id}.{audience}"


def person_group(session_public_id: str, participant_public_id: str) -> str:
    """Return the group of all sockets of one person."""
    return f"session.{session_public_id}.person.{participant_public_id}"

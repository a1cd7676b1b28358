"""Who somebody is, as everybody sees it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation

from sessions.enums import Perspective, Role
from sessions.models import Participant


def person(participant: Participant) -> dict[str, Any]:
    """Return what everybody sees of one person: the role is filled in here, never by a browser."""
    return {
        "id": participant.public_id,
        "name": participant.name,
        "role": participant.role,
        "perspective": participant.perspective,
        "perspective_label": perspective_label(participant),
        "vendor": participant.role == Role.VENDOR,
        "colour": participant.colour,
    }


def perspective_label(participant: Participant) -> str:
    """Return where somebody speaks from, in the language of the house; for "other" their words.

    One slice serves readers of all languages, so it cannot follow the language of one of them.
    """
    if participant.perspective == Perspective.OTHER and participant.perspective_text:
        return participant.perspective_text
    role = Role(participant.role)
    leads = role == Role.FACILITATOR
    # Who led before, and takes part now, never said where they speak from.
    unsaid = participant.perspective == Perspective.OTHER and role != Role.PROJECTOR
    return _in_language_of_house(role if leads or unsaid else Perspective(participant.perspective))


@lru_cache(typed=True)
def _in_language_of_house(word: Role | Perspective) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return str(word.label)

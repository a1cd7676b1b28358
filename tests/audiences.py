"""One person of each audience, so that a test can ask of all of them what reaches them."""

from __future__ import annotations

from collections.abc import Callable

from sessions.commands import screens
from sessions.enums import Perspective, Role
from sessions.live.audience import Audience
from sessions.models import Participant, Session
from tests.conftest import NOW


def one_of_each(
    session: Session, arrive: Callable[..., Participant]
) -> dict[Audience, Participant]:
    """Return one person of each audience in this session, the screen as well."""
    anna = Participant.objects.select_related("session", "account").get(
        session=session, role=Role.FACILITATOR, name="Anna"
    )
    screen = screens.make_screen_link(session_id=session.pk, by=anna, at=NOW).link.screen
    return {
        Audience.FACILITATOR: anna,
        Audience.SCRIBE: _as(arrive("Sanne"), role=Role.SCRIBE, insider=True),
        Audience.PARTICIPANT: _as(arrive("Pim"), role=Role.PARTICIPANT, insider=True),
        Audience.NEWCOMER: arrive("Nadia", Perspective.DIVERSITY),
        Audience.VENDOR: arrive("Vera", Perspective.VENDOR),
        Audience.OBSERVER: _as(arrive("Joris"), role=Role.OBSERVER, insider=False),
        Audience.PROJECTOR: screen,
    }


def _as(participant: Participant, *, role: Role, insider: bool) -> Participant:
    """Give somebody a role without a command."""
    participant.role, participant.insider = role, insider
    participant.save(update_fields=["role", "insider"])
    return participant

"""Who is inside a closed round, and who stays outside of it for good.

What is said in a closed round is for facilitators, and for scribes and participants whom a
facilitator let in; a vendor, an observer and a screen never read it, nor does somebody who joined
later or under another name, until a facilitator lets them in.
"""

from __future__ import annotations

from sessions.enums import Role
from sessions.models import Participant, Session

# Roles that can be let in.
ADMISSIBLE = frozenset({Role.SCRIBE, Role.PARTICIPANT})


def is_insider(participant: Participant) -> bool:
    """Tell whether this participant may read what is said in closed rounds."""
    if participant.role == Role.FACILITATOR:
        return True
    return participant.insider and participant.role in ADMISSIBLE


def is_running(session: Session) -> bool:
    """Tell whether a closed round runs now."""
    return session.closed_round is not None


def waits(participant: Participant, *, session: Session) -> bool:
    """Tell whether this participant, who takes part otherwise, waits to be let in now."""
    return (
        is_running(session)
        and participant.role in ADMISSIBLE
        and not participant.insider
        and participant.removed_at is None
    )

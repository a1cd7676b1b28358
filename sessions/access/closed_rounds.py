"""Who is inside a closed round, and who stays outside of it for good.

What is said in a closed round is for facilitators, and for scribes and participants whom a
facilitator let in; a vendor, an observer and a screen never read it, nor does somebody who joined
later or under another name, until a facilitator lets them in.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from sessions.enums import Role
from sessions.errors import NotAllowed, NotFound
from sessions.models import Participant, Session

# Roles that can be let in.
ADMISSIBLE = frozenset({Role.SCRIBE, Role.PARTICIPANT})


def is_insider(participant: Participant) -> bool:
    """Tell whether this participant may read what is said in closed rounds."""
    if participant.role == Role.FACILITATOR:
        return True
    return participant.insider and participant.role in ADMISSIBLE


def require_reachable(*, closed: bool, participant: Participant, session: Session) -> None:
    """Raise unless this participant may change a row that was, or was not, said in a closed round.

    Outside a closed row is not there (NotFound), and while a round runs the open ones wait
    (NotAllowed): a change of them would tell outside what is said inside.
    """
    if closed and not is_insider(participant):
        raise NotFound(_("This is not there any more."))
    if not closed and is_running(session):
        raise NotAllowed(_("A closed round is running. End it first."))


def is_running(session: Session) -> bool:
    """Tell whether a closed round runs now."""
    return session.closed_round is not None


def question_on_the_table(session: Session, *, inside: bool) -> int:
    """Return the number of the question somebody sees as current, inside or outside the round.

    Outside, the question it began at stays on the table.
    """
    if session.closed_round is not None and not inside:
        return session.closed_round
    return session.current_question


def waits(participant: Participant, *, session: Session) -> bool:
    """Tell whether this participant, who takes part otherwise, waits to be let in now."""
    return (
        is_running(session)
        and participant.role in ADMISSIBLE
        and not participant.insider
        and participant.removed_at is None
    )

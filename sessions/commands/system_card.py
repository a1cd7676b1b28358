"""The system card: what the group should know about the AI system before the first question."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.enums import RedFlag
from sessions.live.announce import announce
from sessions.models import Participant, SystemCard


@dataclass(frozen=True, kw_only=True)
class CardFacts:
    """Every field of the card, named as in the model; what is empty is not known yet."""

    version: str = ""
    contact: str = ""
    place_in_process: str = ""
    what_it_does: str = ""
    data_used: str = ""
    who_decides: str = ""
    candidates: str = ""
    period: str = ""
    since: str = ""
    high_risk: str = ""
    impact_assessment: str = ""
    works_council: str = ""
    complaints: str = ""
    documents: str = ""
    emotions: RedFlag | None = None
    biometrics: RedFlag | None = None

    @property
    def flagged(self) -> bool:
        """Tell whether a red-flag question was answered with yes."""
        return RedFlag.YES in {self.emotions, self.biometrics}


@transaction.atomic
def fill_system_card(
    *, session_id: int, facts: CardFacts, by: Participant, at: datetime
) -> SystemCard:
    """Write the whole card anew and return it."""
    session = locked_session(session_id)
    rules.require(Action.FILL_SYSTEM_CARD, participant=fresh(by), session=session)
    fields = {name: value or "" for name, value in asdict(facts).items()}
    card, _made = SystemCard.objects.update_or_create(
        session=session, defaults={**fields, "changed_at": at}
    )
    audit.record("system_card_filled", session=session, by=by, at=at)
    announce(session, at=at)
    return card

"""What single people put in at one question, as each audience may see it.

Until inputs are shown nobody gets those of somebody else; one's own travel with `mine`.
"""

from __future__ import annotations

from typing import Any

from sessions.access.showing import is_public
from sessions.enums import ContributionKind
from sessions.live.audience import INSIDE, Audience
from sessions.live.cards import card, proposal_card
from sessions.live.homework import cards_of
from sessions.live.spoken import Spoken
from sessions.models import Answer, Contribution, Session

# What a session may keep from the vendor.
OF_THE_GROUP = frozenset({ContributionKind.INPUT, ContributionKind.ADDITION})


def voices_slice(spoken: Spoken, *, session: Session, audience: Audience) -> dict[str, Any]:
    """Return the voices at one question, ready for JSON; a screen hears none."""
    answer = spoken.answer
    if audience == Audience.PROJECTOR:
        return {"number": answer.number, "cards": [], "proposals": [], "homework": []}
    heard = [
        one
        for one in spoken.contributions
        if is_heard(one, answer=answer, session=session, audience=audience)
    ]
    return {
        "number": answer.number,
        "cards": [_card(one, spoken, session) for one in _in_order(heard)],
        "proposals": [
            proposal_card(one, echoes=spoken.echoes, session=session) for one in spoken.proposals
        ],
        "homework": cards_of(spoken.homework, number=answer.number, audience=audience),
    }


def _card(contribution: Contribution, spoken: Spoken, session: Session) -> dict[str, Any]:
    """Return a card, drawn once for all audiences."""
    drawn = spoken.cards.get(contribution.pk)
    if drawn is None:
        drawn = card(contribution, echoes=spoken.echoes, answer=spoken.answer, session=session)
        spoken.cards[contribution.pk] = drawn
    return drawn


def is_heard(
    contribution: Contribution, *, answer: Answer, session: Session, audience: Audience
) -> bool:
    """Tell whether this audience may see this contribution now."""
    if audience == Audience.PROJECTOR or (contribution.closed and audience not in INSIDE):
        return False
    kept = audience == Audience.VENDOR and not session.vendor_sees_inputs
    if kept and contribution.kind in OF_THE_GROUP:
        return False
    return is_public(contribution, answer=answer)


def _in_order(contributions: list[Contribution]) -> list[Contribution]:
    """Return inputs by their random names, so that order tells nothing, then the rest by time."""
    inputs = [one for one in contributions if one.kind == ContributionKind.INPUT]
    others = [one for one in contributions if one.kind != ContributionKind.INPUT]
    return [*sorted(inputs, key=lambda one: one.public_id), *others]

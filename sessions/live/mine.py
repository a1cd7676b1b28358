"""What only one person sees: their own input before it is shown, and what they did themselves.

It has no revision, and no other audience ever gets a part of it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sessions.access.closed_rounds import is_insider
from sessions.enums import ContributionKind, MarkKind
from sessions.live.cards import card
from sessions.live.spoken import echoes_of
from sessions.models import (
    ConsentVote,
    Contribution,
    Mark,
    Participant,
    Reaction,
    Recognition,
    Session,
)

INPUT_FIELDS = ("text", "unnamed", "dont_know", "look_into", "edition")


def mine_of(participant: Participant, *, session: Session) -> dict[str, Any]:
    """Return what is this participant's own in this session, ready for JSON."""
    rows = Contribution.objects.filter(author=participant)
    own = list(rows.select_related("answer"))
    reactions = Reaction.objects.filter(author=participant)
    recognised = Recognition.objects.filter(participant=participant)
    return {
        "inputs": _inputs(own),
        "statements": _statements(own, session),
        "cards": [
            *(one.public_id for one in own),
            *reactions.values_list("public_id", flat=True),
        ],
        "recognised": list(recognised.values_list("contribution__public_id", flat=True)),
        **_marks(participant),
        "votes": _votes(participant),
        "insider": is_insider(participant),
    }


def own_input(contribution: Contribution) -> dict[str, Any]:
    """Return one's own input as it is stored."""
    return {name: getattr(contribution, name) for name in INPUT_FIELDS}


def _inputs(own: list[Contribution]) -> dict[str, Any]:
    inputs = [one for one in own if one.kind == ContributionKind.INPUT]
    return {str(one.answer.number): own_input(one) for one in inputs}


def _statements(own: list[Contribution], session: Session) -> dict[str, Any]:
    stated = [one for one in own if one.kind == ContributionKind.VENDOR_STATEMENT]
    if not stated:
        return {}
    rows = Contribution.objects.filter(pk__in=[one.pk for one in stated])
    echoes = echoes_of(rows, session_id=session.pk)
    found: dict[str, list[Any]] = defaultdict(list)
    for one in stated:
        drawn = card(one, echoes=echoes, answer=one.answer, session=session)
        found[str(one.answer.number)].append(drawn)
    return dict(found)


def _marks(participant: Participant) -> dict[str, Any]:
    rows = Mark.objects.filter(participant=participant).order_by("answer__number", "pk")
    ready: dict[str, list[str]] = defaultdict(list)
    puzzled: list[int] = []
    for kind, number, step in rows.values_list("kind", "answer__number", "step"):
        if kind == MarkKind.READY:
            ready[str(number)].append(step)
        else:
            puzzled.append(number)
    return {"ready": dict(ready), "help": puzzled}


def _votes(participant: Participant) -> dict[str, Any]:
    rows = ConsentVote.objects.filter(participant=participant)
    return {
        str(vote.answer.number): {
            "choice": vote.choice,
            "text": vote.text,
            "unnamed": vote.unnamed,
        }
        for vote in rows.select_related("answer")
    }

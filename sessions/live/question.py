"""What each audience may see of one question, its text and what people put in apart."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sessions.access.showing import is_shown
from sessions.enums import Consent, Role
from sessions.live.audience import DESK, Audience
from sessions.live.bylines import byline
from sessions.live.people import perspective_label
from sessions.live.reading import Reading
from sessions.models import Answer, ConsentVote, Participant

# Who is asked: to be ready, and what they say of the answer. Facilitators ask.
ASKED = frozenset({Role.SCRIBE, Role.PARTICIPANT, Role.VENDOR})
WORDS = ("reason", "risk_reason", "acceptance")
RISK = ("risk", "risk_reason", "acceptance")
NO_VOTES = {"yes": 0, "remark": 0, "objection": 0, "of": 0}


def question_slice(answer: Answer, *, reading: Reading, audience: Audience) -> dict[str, Any]:
    """Return one question as this audience may see it, ready for JSON.

    How many are asked is counted at the question on the table; at the others, who answered.
    A screen gets no words. A vendor hears how vendors find the facts, not how the group votes, and
    of risk only what the session shows vendors. Who leads or writes down gets a desk.
    """
    seen = _standing(answer) | _tallies(answer, reading)
    if audience != Audience.PROJECTOR:
        seen |= {name: getattr(answer, name) for name in WORDS}
    if audience == Audience.VENDOR:
        seen["consent"] = NO_VOTES
        if not reading.session.vendor_sees_risk:
            seen |= dict.fromkeys(RISK, "")
    if audience in DESK:
        seen["desk"] = _desk(answer, reading)
    return seen


def _standing(answer: Answer) -> dict[str, Any]:
    return {
        "number": answer.number,
        "chosen": answer.chosen,
        "step": answer.step,
        "outcome": answer.outcome,
        "risk": answer.risk,
        "parts_done": answer.parts_done,
        "frozen": answer.frozen_at is not None,
        "frozen_at": answer.frozen_at.isoformat() if answer.frozen_at else None,
        "revealed": is_shown(answer),
    }


def _tallies(answer: Answer, reading: Reading) -> dict[str, Any]:
    asked = _asked(answer, reading)
    ready = {one.participant_id for one in reading.ready.get(answer.pk, [])}
    votes = reading.votes.get(answer.pk, [])
    return {
        "ready": {"count": len(ready & {one.pk for one in asked}), "of": len(asked)},
        "consent": _votes(votes, asked, of_vendor=False),
        "vendor_consent": _votes(votes, asked, of_vendor=True),
    }


def _votes(votes: list[ConsentVote], asked: list[Participant], *, of_vendor: bool) -> Any:
    """Return the tally; who voted and is not there any more was asked too."""
    cast = [vote for vote in votes if vote.of_vendor == of_vendor]
    present = {one.pk for one in asked if (one.role == Role.VENDOR) == of_vendor}
    counted = Counter(vote.choice for vote in cast)
    tally = {choice.value: counted[choice.value] for choice in Consent}
    return tally | {"of": len(present | {vote.participant_id for vote in cast})}


def _desk(answer: Answer, reading: Reading) -> dict[str, Any]:
    asked = _asked(answer, reading)
    ready = {one.participant_id for one in reading.ready.get(answer.pk, [])}
    written = {one.participant_id for one in reading.written.get(answer.pk, [])}
    puzzled = {one.participant_id for one in reading.puzzled.get(answer.pk, [])}
    return {
        "ready": _by_perspective(asked, ready),
        "written": _by_perspective(asked, written),
        "help": len(puzzled & {one.pk for one in asked}),
        "outdated": _outdated(answer, reading),
        "remarks": _remarks(answer, reading),
    }


def _outdated(answer: Answer, reading: Reading) -> dict[str, int]:
    """Return how many spoke of an earlier text; counted anew whenever this question is told of."""
    votes, changed = reading.votes.get(answer.pk, []), reading.last_words
    of_vendor = Counter(vote.of_vendor for vote in votes if vote.is_outdated(changed))
    return {"consent": of_vendor[False], "vendor_consent": of_vendor[True]}


def _by_perspective(asked: list[Participant], did: set[int]) -> list[dict[str, Any]]:
    """Return how many of each perspective did it, in order of joining; nobody's name."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for one in asked:
        key = (one.perspective, perspective_label(one))
        row = rows.setdefault(key, {"perspective": key[0], "label": key[1], "count": 0, "of": 0})
        row["of"] += 1
        row["count"] += one.pk in did
    return list(rows.values())


def _remarks(answer: Answer, reading: Reading) -> list[dict[str, Any]]:
    """Return what was said with a vote, objections first; the order tells nothing of whose."""
    present = {one.pk: one for one in reading.people}
    said = [vote for vote in reading.votes.get(answer.pk, []) if vote.text]
    return [
        {
            "choice": vote.choice,
            "text": vote.text,
            "label": _label(vote, present.get(vote.participant_id), reading),
            "vendor": vote.of_vendor,
        }
        for vote in sorted(said, key=lambda vote: (vote.choice != Consent.OBJECTION, vote.text))
    ]


def _label(vote: ConsentVote, voter: Participant | None, reading: Reading) -> str:
    by = byline(voter, session=reading.session, unnamed=vote.unnamed, vendor=vote.of_vendor)
    return " · ".join(part for part in (by["name"], by["label"]) if part)


def _asked(answer: Answer, reading: Reading) -> list[Participant]:
    if answer.number != reading.on_the_table:
        return []
    return [one for one in reading.people if one.role in ASKED]

"""What the internal edition shows beside the shareable one, ready for its templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from sessions.enums import Parked as Settled
from sessions.report import labels, passages, wording
from sessions.report.internal import (
    Card,
    ClosedSaid,
    InternalContents,
    Parked,
    QuestionInputs,
    Remark,
    inside,
)
from sessions.report.typeset import lines, shown
from sessions.report.values import Action, Contents

WHOLE = 700  # signs of a box that never breaks over two pages
# Signs that are printed; a room of 250 may write more than a book. The attached data hold all.
MOST_REMARKED, MOST_WRITTEN = 20_000, 60_000


def page(contents: Contents) -> dict[str, Any]:
    """Return what the parts of the internal edition say; nothing for the shareable one."""
    found = inside(contents)
    if found is None:
        return {}
    topics = {asked.number: asked.short_name for asked in found.questions}
    written = _printed(found.inputs)
    return {
        "unprinted": sum(len(one.cards) for one in found.inputs)
        - sum(len(one.cards) for one in written),
        "names": [
            {
                "name": shown(person.name),
                "word": gettext("Facilitator")
                if person.facilitator
                else shown(labels.perspective(person)),
            }
            for person in found.names
        ],
        "closed_actions": [action(planned) for planned in found.closed_actions],
        "parked": [_parked(one) for one in found.parked],
        "inputs": [
            {
                "number": one.question,
                "short_name": shown(topics.get(one.question, "")),
                "cards": [_card(card) for card in one.cards],
            }
            for one in written
        ],
    }


def _printed(groups: Sequence[QuestionInputs]) -> list[QuestionInputs]:
    """Return the inputs that are printed, the first ones; those after them are data only."""
    left, printed = MOST_WRITTEN, []
    for group in groups:
        cards = []
        for card in group.cards:
            left -= len(card.text) + sum(len(one.text) for one in card.reactions)
            if left >= 0:
                cards.append(card)
        if cards:
            printed.append(replace(group, cards=tuple(cards)))
    return printed


def by_question(contents: Contents) -> dict[int, dict[str, Any]]:
    """Return, by its number, what is internal at a question."""
    found = inside(contents)
    if found is None:
        return {}
    told: dict[int, dict[str, Any]] = defaultdict(dict)
    left = MOST_REMARKED
    for remark in found.remarks:
        left -= len(remark.text)
        if left >= 0:
            told[remark.question].setdefault("remarks", []).append(_remark(remark))
        else:
            told[remark.question]["more_remarks"] = True
    said = {one.question: one for one in found.closed_said}
    planned = {one.question for one in found.closed_actions if one.question}
    for number in {*said, *planned}:
        told[number]["closed"] = _closed(found, number, said.get(number))
    return dict(told)


def action(planned: Action) -> dict[str, Any]:
    """Return an action of a closed round; its number says that it is one."""
    return {
        "code": code(planned),
        "question": planned.question,
        "text": lines(planned.text),
        "kind": planned.kind,
        "kind_word": wording.kind(planned.kind) if planned.kind else "",
        "owner": shown(planned.owner),
        "by": shown(wording.by_whom(planned)),
        "short_date": wording.short_date(planned.due_date) if planned.due_date else "",
    }


def code(planned: Action) -> str:
    """Return the number of an action of a closed round, as it stands in its list."""
    return gettext("C%(number)d") % {"number": planned.number}


def _closed(found: InternalContents, number: int, said: ClosedSaid | None) -> dict[str, Any]:
    text = said.text if said else ()
    return {
        "text": SafeString("") if passages.is_empty(text) else passages.html(text),
        "views": [
            {"text": lines(one.text), "who": shown(labels.view_of(one))}
            for one in (said.dissents if said else ())
        ],
        "actions": [action(one) for one in found.closed_actions if one.question == number],
    }


def _remark(remark: Remark) -> dict[str, Any]:
    if remark.of_vendor:
        word = gettext("Vendor")
    else:
        word = gettext("Objection") if remark.objection else gettext("Remark")
    return {"word": word, "text": lines(remark.text)}


def _parked(one: Parked) -> dict[str, Any]:
    return {
        "question": one.question,
        "text": lines(one.text),
        "state": str(Settled(one.settled).label) if one.settled else gettext("Still waits"),
        "closed": one.closed,
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "text": lines(card.text),
        "who": shown(labels.view_of(card)),
        "whole": len(card.text) <= WHOLE,
        "notes": list(_notes(card)),
        "reactions": [
            {"text": lines(one.text), "who": shown(labels.view_of(one))} for one in card.reactions
        ],
    }


def _notes(card: Card) -> list[str]:
    """Return in words what stands with a card."""
    told = []
    if card.added_at is not None:
        words = gettext("Added on %(moment)s")
        told.append(words % {"moment": wording.moment(card.added_at)})
    if card.dont_know:
        told.append(gettext("I do not know this"))
    if card.look_into:
        told.append(gettext("We have to look into this"))
    if card.recognised:
        told.append(gettext("Recognised: %(n)d") % {"n": card.recognised})
    if card.taken_over:
        told.append(gettext("Taken over in the answer"))
    return told

"""The one-page summary and the table of all questions, ready for their templates."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext

from sessions.enums import ActionKind, Outcome, Proof, Risk
from sessions.report import labels, wording
from sessions.report.typeset import shown
from sessions.report.values import Contents, QuestionAnswer

HIGHEST = 5  # high risks listed on the one page
DATES = 3
CUT = 100  # signs of a text shown here; it stands in full further on
CUT_OWNER = 40


def page(contents: Contents) -> dict[str, Any]:
    """Return what the summary says; everything in it stands in full further on."""
    high = [question for question in contents.questions if question.risk == Risk.HIGH]
    more = len(high) - HIGHEST
    more_words = gettext("And %(n)d more: see the table on the next page.")
    return {
        "keys": keys(contents),
        "lead": wording.lead(contents),
        "outcomes": outcomes(contents.questions),
        "risks": [
            {"value": value, "word": wording.risk(value), "count": count}
            for value in wording.RISKS
            if (count := contents.with_risk(value))
        ],
        "high_risks": [_high_risk(question) for question in high[:HIGHEST]],
        "more_high_risks": more_words % {"n": more} if more > 0 else "",
        "first_dates": [
            {
                "date": wording.date(action.due_date, weekday=True),
                "text": shown(Truncator(action.text).chars(CUT)),
                "owner": shown(Truncator(action.owner).chars(CUT_OWNER)),
                "number": action.number,
            }
            for action in contents.actions[:DATES]
            if action.due_date
        ],
    }


def keys(contents: Contents) -> list[list[tuple[str, str]]]:
    """Return every mark with its word, in rows of four columns; "" where a column has ended."""
    told = [value for value in wording.OUTCOMES if value in _told(contents)]
    columns = [
        [(value, wording.outcome(value)) for value in told],
        [(value, wording.risk(value)) for value in wording.RISKS],
        [(value, labels.proof(value)) for value in Proof.values],
        [(value, wording.kind(value)) for value in ActionKind.values],
    ]
    return [list(row) for row in zip_longest(*columns, fillvalue=("", ""))]


def _told(contents: Contents) -> set[str]:
    """Return the outcomes a key explains: all of them, an open one only where it occurs."""
    usual = set(wording.OUTCOMES) - {Outcome.OPEN.value}
    return usual | {question.outcome for question in contents.questions}


def outcomes(questions: tuple[QuestionAnswer, ...]) -> list[dict[str, Any]]:
    """Count these questions by outcome, in the order of the summary; without the empty ones."""
    values = [question.outcome for question in questions]
    return [
        {"value": value, "word": wording.outcome(value), "count": values.count(value)}
        for value in wording.OUTCOMES
        if value in values
    ]


def _high_risk(question: QuestionAnswer) -> dict[str, Any]:
    owners = dict.fromkeys(action.owner for action in question.actions if action.owner)
    return {
        "number": question.number,
        "short_name": shown(question.short_name),
        "reason": shown(Truncator(question.risk_reason).chars(CUT)),
        "owners": shown(Truncator(", ".join(owners)).chars(CUT_OWNER)),
    }

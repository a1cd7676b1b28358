"""Themes and questions, ready for their templates: what is asked, and all the group left there."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from sessions.enums import Outcome
from sessions.report import consent, labels, passages, summary, wording
from sessions.report.spoken import Dissent, VendorFact
from sessions.report.typeset import lines, shown
from sessions.report.values import Action, QuestionAnswer, ThemeAnswers

IN_MARGIN = 130  # signs of a reason that fit beside the text; a longer one goes into it
WHOLE = 700  # signs of a box that never breaks over two pages
COLUMNS = 5  # questions in the longest theme
ON_A_LINE = 58  # signs of a question on one line
BESIDE = 2  # lines of a question that are no higher than its number
HIGHEST_LIFT = 6
WHO = 3  # people named in the frame of an open point; all stand below as actions

# What a document is told apart by: its name, its date and where it is found.
Document = tuple[str, Any, str]


def theme(
    theme: ThemeAnswers, *, documents: dict[Document, str], apart: dict[int, dict[str, Any]]
) -> dict[str, Any]:
    """Return one theme with its questions; `documents` gives each document its code.

    `apart` holds by question what only the internal edition says.
    """
    words = gettext("Theme %(number)d · %(name)s")
    return {
        "number": theme.number,
        "title": shown(theme.title),
        "short_name": shown(theme.short_name),
        "running": words % {"number": theme.number, "name": theme.short_name},
        "outcomes": summary.outcomes(theme.questions),
        "questions": [
            question(asked, documents=documents) | apart.get(asked.number, {})
            for asked in theme.questions
        ],
        "empty_cells": range(COLUMNS - len(theme.questions)),
    }


def question(asked: QuestionAnswer, *, documents: dict[Document, str]) -> dict[str, Any]:
    """Return one question with everything that stands in its margin and beside it."""
    answer = SafeString("") if passages.is_empty(asked.answer) else passages.html(asked.answer)
    follows = gettext(" · question %(number)d, continued") % {"number": asked.number}
    to_find_out = asked.outcome == Outcome.TO_INVESTIGATE
    return {
        "number": asked.number,
        "short_name": shown(asked.short_name),
        "text": shown(asked.text),
        "lift": _lift(asked.text),
        "chosen": asked.chosen,
        "ticks": [{"mark": mark, "words": shown(words)} for mark, words in wording.ticks(asked)],
        "answer": answer,
        "answer_label": wording.answer_label(asked),
        "follows": follows,
        "silence": "" if answer or asked.reason else wording.silence(asked),
        "reason": "" if to_find_out else lines(asked.reason),
        "reason_label": wording.reason_label(asked),
        "open_point": _open_point(asked) if to_find_out else None,
        "acceptance": lines(asked.acceptance),
        "actions": [action(planned) for planned in asked.actions],
        "action_numbers": ", ".join(str(planned.number) for planned in asked.actions),
        "votes": [{"asked": words, "counted": counted} for words, counted in consent.lines(asked)],
        **_judgement(asked),
        **_voices(asked, documents=documents),
    }


def action(planned: Action) -> dict[str, Any]:
    """Return one action as it stands at its question, and in the list of actions."""
    return {
        "number": planned.number,
        "question": planned.question,
        "text": lines(planned.text),
        "kind": planned.kind,
        "kind_word": wording.kind(planned.kind) if planned.kind else "",
        "owner": shown(planned.owner),
        "by": shown(wording.by_whom(planned)),
        "short_date": wording.short_date(planned.due_date) if planned.due_date else "",
    }


def view(dissent: Dissent) -> dict[str, Any]:
    """Return one different view and whose it is."""
    return {
        "text": lines(dissent.text),
        "who": shown(labels.view_of(dissent)),
        "whole": len(dissent.text) <= WHOLE,
    }


def fact(stated: VendorFact, *, documents: dict[Document, str]) -> dict[str, Any]:
    """Return one vendor statement, how firmly it stands, and the document that shows it."""
    code = documents.get(document(stated), "")
    name = stated.document or stated.address
    named = [part for part in (name, stated.place) if part]
    return {
        "text": lines(stated.text),
        "proof": stated.proof,
        "word": labels.proof(stated.proof) if stated.proof else "",
        "code": code,
        "prepared": labels.homework() if stated.homework else "",
        "place": shown(stated.place),
        "source": shown(", ".join([code, *named] if code else named)),
    }


def document(stated: VendorFact) -> Document:
    """Return what tells the document of this statement apart from others."""
    return (stated.document, stated.document_date, stated.address)


def _lift(text: str) -> int:
    """Return by how many lines a question is higher than its number in the margin.

    One too few leaves a line of air, one too many would set two texts over each other.
    """
    return min(max(len(wrap(text, ON_A_LINE)) - BESIDE, 0), HIGHEST_LIFT)


def _voices(asked: QuestionAnswer, *, documents: dict[Document, str]) -> dict[str, Any]:
    """Return what the vendor stated and who saw it differently."""
    return {
        "vendor_facts": [fact(stated, documents=documents) for stated in asked.vendor_facts],
        "vendor_whole": sum(len(stated.text) for stated in asked.vendor_facts) <= WHOLE,
        "views": [view(dissent) for dissent in asked.dissents],
    }


def _open_point(asked: QuestionAnswer) -> dict[str, Any]:
    return {
        "text": lines(asked.reason)
        or gettext("What has to be found out was not written down apart from the answer."),
        "whole": len(asked.reason) <= WHOLE,
        "people": [
            {"by": shown(wording.by_whom(planned)), "number": planned.number}
            for planned in asked.actions[:WHO]
        ],
    }


def _judgement(asked: QuestionAnswer) -> dict[str, Any]:
    """Return outcome and risk in words; their marks follow from the values."""
    short = len(asked.risk_reason) <= IN_MARGIN
    why = lines(asked.risk_reason)
    return {
        "outcome": asked.outcome,
        "outcome_word": wording.outcome(asked.outcome),
        "risk": asked.risk,
        "risk_word": wording.risk(asked.risk) if asked.risk else "",
        "risk_phrase": wording.risk_phrase(asked.risk) if asked.risk else "",
        "short_risk_reason": why if short else "",
        "long_risk_reason": "" if short else why,
    }

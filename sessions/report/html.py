"""From frozen values to one HTML page, in the language of the questions.

The page is made for paper: `templates/report/` holds its parts and its style sheet. All text that
people typed goes through `typeset`; the templates add words of the product only.
"""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext

from sessions.enums import Risk
from sessions.report import marks, passages, wording
from sessions.report.typeset import lines, shown
from sessions.report.values import Action, Contents, QuestionAnswer, ThemeAnswers

IN_MARGIN = 130  # signs of a reason that fit beside the text; a longer one goes into it
ON_SUMMARY = 5  # high risks listed on the one page
DATES_ON_SUMMARY = 3
CUT = 140  # signs of a text shown in the summary; it stands in full further on
COLUMNS = 5  # questions in the longest theme


def render(contents: Contents, *, fingerprint: str = "") -> str:
    """Return the report as one HTML page; `fingerprint` is the SHA-256 of its data, in hex."""
    with translation.override(contents.language):
        return str(render_to_string("report/antwoordrapport.html", _page(contents)))


def _page(contents: Contents) -> dict[str, Any]:
    stamp = contents.as_of.replace(microsecond=0).isoformat()
    title = gettext("Answer report AIR Discussietool")
    about = [text for text in (contents.client, contents.system) if text]
    return {
        "language": contents.language,
        "document_title": shown(": ".join([title, ", ".join([*about, contents.title])])),
        "running": title,
        "foot": shown(Truncator(" · ".join(about)).chars(70)),
        "client": shown(contents.client),
        "client_plain": shown(contents.client),
        "stamp": stamp,
        "concept": contents.concept,
        "concept_words": wording.concept(contents),
        "source": shown(contents.source),
        "facts": _facts(contents),
        "themes": [_theme(theme) for theme in contents.themes],
        "people": [
            {"word": shown(wording.perspective(row)), "count": row.count} for row in contents.people
        ],
        "actions": [_action(action) for action in contents.actions],
        **_summary(contents),
    }


def _facts(contents: Contents) -> list[tuple[str, SafeString]]:
    """Return the rows of the cover; what nobody filled in has no row."""
    as_of = wording.moment(contents.as_of)
    rows = [
        (gettext("Organisation"), contents.client),
        (gettext("System"), contents.system),
        (gettext("Vendor"), contents.vendor),
        (gettext("Session"), contents.title),
        (gettext("Date"), wording.date(contents.date, weekday=True)),
        (gettext("Programme"), wording.programme(contents)),
        (gettext("Present"), wording.attendance(contents)),
        (gettext("As it was on"), as_of),
    ]
    return [(label, shown(value)) for label, value in rows if value]


def _summary(contents: Contents) -> dict[str, Any]:
    high = [question for question in contents.questions if question.risk == Risk.HIGH]
    more = len(high) - ON_SUMMARY
    more_words = gettext("And %(n)d more: see the table on the next page.")
    return {
        "lead": wording.lead(contents),
        "outcomes": [
            {"value": value, "word": wording.outcome(value), "count": count}
            for value in wording.OUTCOMES
            if (count := contents.with_outcome(value))
        ],
        "risks": [
            {"value": value, "word": wording.risk(value), "count": count}
            for value in wording.RISKS
            if (count := contents.with_risk(value))
        ],
        "high_risks": [_high_risk(question) for question in high[:ON_SUMMARY]],
        "more_high_risks": more_words % {"n": more} if more > 0 else "",
        "first_dates": [
            {
                "date": wording.date(action.due_date),
                "text": shown(Truncator(action.text).chars(CUT)),
                "owner": shown(action.owner),
            }
            for action in contents.actions[:DATES_ON_SUMMARY]
            if action.due_date
        ],
    }


def _high_risk(question: QuestionAnswer) -> dict[str, Any]:
    owners = dict.fromkeys(action.owner for action in question.actions if action.owner)
    return {
        "number": question.number,
        "short_name": shown(question.short_name),
        "reason": shown(Truncator(question.risk_reason).chars(CUT)),
        "owners": shown(Truncator(", ".join(owners)).chars(CUT)),
    }


def _theme(theme: ThemeAnswers) -> dict[str, Any]:
    words = gettext("Theme %(number)d · %(name)s")
    return {
        "number": theme.number,
        "title": shown(theme.title),
        "short_name": shown(theme.short_name),
        "running": words % {"number": theme.number, "name": theme.short_name},
        "questions": [_question(question) for question in theme.questions],
        "empty_cells": range(COLUMNS - len(theme.questions)),
    }


def _question(question: QuestionAnswer) -> dict[str, Any]:
    answer = (
        SafeString("") if passages.is_empty(question.answer) else passages.html(question.answer)
    )
    short = len(question.risk_reason) <= IN_MARGIN
    why = lines(question.risk_reason)
    return {
        "number": question.number,
        "short_name": shown(question.short_name),
        "text": shown(question.text),
        "chosen": question.chosen,
        "ticks": [{"mark": mark, "words": shown(words)} for mark, words in wording.ticks(question)],
        "answer": answer,
        "answer_label": wording.answer_label(question),
        "follows": gettext(" · question %(number)d, continued") % {"number": question.number},
        "silence": "" if answer or question.reason else wording.silence(question),
        "reason": lines(question.reason),
        "reason_label": wording.reason_label(question),
        "short_risk_reason": why if short else "",
        "long_risk_reason": "" if short else why,
        "acceptance": lines(question.acceptance),
        "actions": [_action(action) for action in question.actions],
        "action_numbers": ", ".join(str(action.number) for action in question.actions),
        **_judgement(question),
    }


def _judgement(question: QuestionAnswer) -> dict[str, Any]:
    """Return outcome and risk: as words, and as marks that speak for themselves."""
    outcome = wording.outcome(question.outcome)
    judged = {
        "outcome": question.outcome,
        "outcome_word": outcome,
        "outcome_svg": _mark(question.outcome, title=outcome, size=15),
        "risk": question.risk,
    }
    if not question.risk:
        return judged
    phrase = wording.risk_phrase(question.risk)
    return judged | {
        "risk_word": wording.risk(question.risk),
        "risk_phrase": phrase,
        "risk_svg": _mark(question.risk, title=phrase, size=13),
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "number": action.number,
        "question": action.question,
        "text": lines(action.text),
        "kind": action.kind,
        "kind_word": wording.kind(action.kind) if action.kind else "",
        "owner": shown(action.owner),
        "by": shown(wording.by_whom(action)),
        "short_date": wording.short_date(action.due_date) if action.due_date else "",
    }


def _mark(name: str, *, title: str, size: int) -> SafeString:
    return mark_safe(marks.svg(name, title=title, size=size))  # noqa: S308 - svg() escapes

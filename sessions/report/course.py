"""The system, and how the session about it went, ready for their templates."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from sessions.enums import RedFlag, Step
from sessions.report import consent, editions, labels, marks, wording
from sessions.report.internal import inside
from sessions.report.typeset import lines, shown
from sessions.report.values import Contents, ThemeAnswers

MANY_STEPS = 2


def page(contents: Contents) -> dict[str, Any]:
    """Return the facts of the system and of the session, and who was there."""
    return {
        "system_facts": _system(contents),
        "card_filled": bool(contents.system_facts),
        "flags": [
            {
                "question": labels.flag(flag.field),
                "answer": flag.answer,
                "word": labels.flag_answer(flag.answer),
            }
            for flag in contents.red_flags
            if flag.answer
        ],
        "flag_raised": any(flag.answer == RedFlag.YES for flag in contents.red_flags),
        "course": _course(contents),
        "people": [
            {"word": shown(labels.perspective(row)), "count": row.count} for row in contents.people
        ],
        "chart": [_chart_row(theme) for theme in contents.themes],
    }


def _system(contents: Contents) -> list[tuple[str, SafeString]]:
    """Return name, vendor and every field of the card that was filled in."""
    known = [(gettext("System"), contents.system), (gettext("Vendor"), contents.vendor)]
    known += [(labels.field(fact.field), fact.text) for fact in contents.system_facts]
    return [(label, lines(text)) for label, text in known if text.strip()]


def _course(contents: Contents) -> list[tuple[str, SafeString]]:
    voices = contents.questions
    rows = [
        (gettext("Date"), wording.date(contents.date, weekday=True)),
        (gettext("Start and end"), labels.hours(contents)),
        (gettext("Programme"), wording.programme(contents)),
        (gettext("Present"), labels.attendance(contents)),
        (gettext("Steps of a question"), _steps(contents)),
        (gettext("Closed rounds"), editions.closed_rounds(contents)),
        (gettext("Inputs by question"), _inputs(contents)),
        (gettext("Votes"), _votes(contents)),
        (gettext("Names"), _names(contents)),
        (
            gettext("Written down apart"),
            _apart(
                facts=sum(len(question.vendor_facts) for question in voices),
                views=sum(len(question.dissents) for question in voices),
            ),
        ),
    ]
    return [(label, shown(value)) for label, value in rows if value]


def _names(contents: Contents) -> str:
    found = inside(contents)
    if found and found.names:
        return gettext("The names stand here. Everybody was told so before they joined.")
    return gettext("This report names perspectives only, no people.")


def _steps(contents: Contents) -> str:
    """Return the steps the session used; one that wrote together at once says nothing."""
    if len(contents.steps) < MANY_STEPS:
        return ""
    return " · ".join(str(Step(step).label) for step in contents.steps)


def _inputs(contents: Contents) -> str:
    """Return how many people wrote alone at which question."""
    counted = [question for question in contents.questions if question.inputs]
    if not counted:
        return ""
    return ", ".join(
        gettext("question %(number)d: %(count)d")
        % {"number": question.number, "count": question.inputs}
        for question in counted
    )


def _votes(contents: Contents) -> str:
    """Return how the votes were, over all questions at which somebody voted."""
    tallies = [question.consent for question in contents.questions if question.consent]
    words = ngettext("at %(n)d question: %(votes)s", "at %(n)d questions: %(votes)s", len(tallies))
    return words % {"n": len(tallies), "votes": consent.total(tallies)} if tallies else ""


def _apart(*, facts: int, views: int) -> str:
    stated = ngettext("%(n)d vendor statement", "%(n)d vendor statements", facts) % {"n": facts}
    seen = ngettext("%(n)d different view", "%(n)d different views", views) % {"n": views}
    return f"{stated}, {seen}"


def _chart_row(theme: ThemeAnswers) -> dict[str, Any]:
    """Return a theme with a mark for each of its questions, like outcomes side by side."""
    outcomes = sorted((q.outcome for q in theme.questions), key=wording.OUTCOMES.index)
    counted = dict.fromkeys(outcomes, 0)
    for outcome in outcomes:
        counted[outcome] += 1
    title = ", ".join(f"{count} {wording.outcome(value)}" for value, count in counted.items())
    picture = marks.row(outcomes, title=title)
    return {
        "number": theme.number,
        "short_name": shown(theme.short_name),
        "svg": mark_safe(picture),  # noqa: S308 - row() escapes
    }

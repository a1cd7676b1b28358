"""The system, and how the session about it went, ready for their templates."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from sessions.enums import RedFlag
from sessions.report import labels, marks, wording
from sessions.report.typeset import lines, shown
from sessions.report.values import Contents, ThemeAnswers


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
        "names": [
            {
                "name": shown(person.name),
                "word": gettext("Facilitator")
                if person.facilitator
                else shown(labels.perspective(person)),
            }
            for person in contents.names
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
        (gettext("Present"), wording.attendance(contents)),
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
    if contents.names:
        return gettext("The names stand here. Everybody was told so before they joined.")
    return gettext("This report names perspectives only, no people.")


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

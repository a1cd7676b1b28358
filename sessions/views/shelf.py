"""What pages show of final reports, read from the contents that are kept for good."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sessions.enums import Edition, Outcome, Risk
from sessions.models import Report
from sessions.report import canonical
from sessions.report.values import Action, Contents, QuestionAnswer
from sessions.views.versions import HEAVY, Version, with_editions

PER_PAGE = 20
# Above so many, a field to search in them helps.
MANY = 5
# The outcomes in the order of the legend, with the icon and the colour of each.
_OUTCOMES = [
    (Outcome.ANSWERED, "st-ok", "ok"),
    (Outcome.TO_INVESTIGATE, "st-zoek", "zoek"),
    (Outcome.NO_GOOD_ANSWER, "st-geen", "geen"),
    (Outcome.NOT_APPLICABLE, "st-nvt", "niet"),
    (Outcome.NOT_DISCUSSED, "st-niet", "niet"),
]


@dataclass(frozen=True)
class Shelf:
    """One page of the reports: per session the latest version with those before it, and stubs."""

    rows: list[dict[str, Any]]
    stubs: list[Report]
    count: int
    total: int
    page: int
    pages: int


def shelf_of(reports: QuerySet[Report], *, word: str, page: int) -> Shelf:
    """Return one page of these reports, those that have the word in title, client or system.

    A version stands there once, by its internal edition; of deleted ones every edition is listed.
    """
    kept = reports.filter(deleted_at=None, edition=Edition.INTERNAL)
    total = kept.values("session_public_id").distinct().count()
    groups = _by_session(_with_word(kept, word))
    pages = max(1, -(-len(groups) // PER_PAGE))
    page = min(page, pages)
    shown = groups[(page - 1) * PER_PAGE : page * PER_PAGE]
    stubs = [] if word or page < pages else list(reports.exclude(deleted_at=None).defer(*HEAVY))
    texts = _contents_of_all([group[0] for group in shown])
    latest = with_editions(group[0] for group in shown)
    rows = [
        _row(version, group[1:], texts.get(version.internal.pk))
        for version, group in zip(latest, shown, strict=True)
    ]
    return Shelf(rows=rows, stubs=stubs, count=len(groups), total=total, page=page, pages=pages)


def versions_beside(report: Report, reports: QuerySet[Report]) -> list[Version]:
    """Return every version of the same session that may be seen, the latest first."""
    same = reports.filter(session_public_id=report.session_public_id, edition=Edition.INTERNAL)
    return with_editions(same.defer(*HEAVY).order_by("-version"))


def facts_of(contents: Contents) -> dict[str, Any]:
    """Return what a report page sums up: counts, high risks, and actions by date."""
    today = timezone.localdate()
    return {
        "contents": contents,
        "counts": _counts(contents),
        "strip": _strip(contents),
        "people": sum(group.count for group in contents.people),
        "high_risks": [one for one in contents.questions if one.risk == Risk.HIGH],
        "actions": [_action(one, today=today) for one in contents.actions],
        "passed": _passed(contents, today=today),
    }


def contents_of(report: Report) -> Contents | None:
    """Return what a version says; None for a stub, and for one in a format of long ago."""
    try:
        return canonical.from_json(bytes(report.contents)) if report.contents else None
    except canonical.Unreadable:
        return None


def _with_word(reports: QuerySet[Report], word: str) -> QuerySet[Report]:
    if not word:
        return reports
    fields = ("title", "client_name", "system_name", "vendor_name")
    found = Q()
    for field in fields:
        found |= Q(**{f"session__{field}__icontains": word})
    return reports.filter(found)


def _by_session(reports: QuerySet[Report]) -> list[list[Report]]:
    """Return the versions per session, the latest first; what was made last comes first."""
    rows = reports.defer(*HEAVY).order_by("session_public_id", "-version")
    groups = [list(group) for _id, group in groupby(rows, lambda row: row.session_public_id)]
    return sorted(groups, key=lambda group: group[0].final_at, reverse=True)


def _contents_of_all(reports: list[Report]) -> dict[int, Contents]:
    rows = Report.objects.filter(pk__in=[report.pk for report in reports]).defer("pdf")
    read = {row.pk: contents_of(row) for row in rows}
    return {pk: contents for pk, contents in read.items() if contents}


def _row(version: Version, earlier: list[Report], contents: Contents | None) -> dict[str, Any]:
    facts = facts_of(contents) if contents else {}
    return {"report": version.internal, "version": version, "earlier": earlier, **facts}


def _counts(contents: Contents) -> list[dict[str, Any]]:
    counted = [
        {
            "label": outcome.label,
            "icon": icon,
            "look": look,
            "number": contents.with_outcome(outcome),
        }
        for outcome, icon, look in _OUTCOMES
    ]
    # "Not applicable" is rare: left out of the legend when nobody used it.
    return [one for one in counted if one["number"] or one["icon"] != "st-nvt"]


def _strip(contents: Contents) -> list[dict[str, Any]]:
    return [
        {
            "theme": theme.number,
            "cells": [{"state": _cell(question)} for question in theme.questions],
        }
        for theme in contents.themes
    ]


def _cell(question: QuestionAnswer) -> str:
    """Return the cell's shape, as on the dashboard: d done, r half, o not discussed."""
    if question.outcome == Outcome.NOT_DISCUSSED:
        return "o"
    return "r" if question.outcome == Outcome.TO_INVESTIGATE else "d"


def _action(action: Action, *, today: dt.date) -> dict[str, Any]:
    late = action.due_date is not None and action.due_date < today
    return {"action": action, "passed": late}


def _passed(contents: Contents, *, today: dt.date) -> int:
    """Count the actions whose date is behind us: nobody ticks them off in a final report."""
    return sum(one.due_date is not None and one.due_date < today for one in contents.actions)

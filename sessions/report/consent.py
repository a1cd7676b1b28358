"""Votes in words: how many can live with an answer, and whether the vendor's facts are right."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from sessions.report.spoken import Tally
from sessions.report.values import QuestionAnswer


def lines(asked: QuestionAnswer) -> list[tuple[str, str]]:
    """Return what was asked and how many said what; nothing where nobody voted."""
    rows = [
        (gettext("Can you live with this answer?"), asked.consent),
        (gettext("Vendor: are the facts right?"), asked.facts_right),
    ]
    return [(question, counted(tally) + _outdated(tally)) for question, tally in rows if tally]


def counted(tally: Tally) -> str:
    """Return the numbers in words, those that are not zero."""
    told = [
        (tally.yes, ngettext("%(n)d yes", "%(n)d yes", tally.yes)),
        (
            tally.remark,
            ngettext("%(n)d yes with a remark", "%(n)d yes with a remark", tally.remark),
        ),
        (tally.objection, ngettext("%(n)d objection", "%(n)d objections", tally.objection)),
    ]
    return ", ".join(words % {"n": number} for number, words in told if number)


def _outdated(tally: Tally) -> str:
    """Return how many spoke of an earlier text, behind the numbers; "" for nobody."""
    words = ngettext(
        ". %(n)d of %(all)d said so before the last change of the text.",
        ". %(n)d of %(all)d said so before the last change of the text.",
        tally.outdated,
    )
    together = tally.yes + tally.remark + tally.objection
    return words % {"n": tally.outdated, "all": together} if tally.outdated else ""


def total(tallies: list[Tally]) -> str:
    """Return the votes at all questions together."""
    return counted(
        Tally(
            yes=sum(tally.yes for tally in tallies),
            remark=sum(tally.remark for tally in tallies),
            objection=sum(tally.objection for tally in tallies),
        )
    )

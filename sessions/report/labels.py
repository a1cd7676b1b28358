"""Names of what a report lists: fields of the system card, proofs, people and their views."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy

from sessions.enums import Perspective, Proof
from sessions.enums import RedFlag as FlagAnswer
from sessions.report.spoken import Voice
from sessions.report.values import Contents

FIELDS = {
    "version": gettext_lazy("Version"),
    "contact": gettext_lazy("Contact at the vendor"),
    "place_in_process": gettext_lazy("Where in the process"),
    "what_it_does": gettext_lazy("What the AI does"),
    "data_used": gettext_lazy("Which data goes in"),
    "who_decides": gettext_lazy("Who decides"),
    "candidates": gettext_lazy("Candidates a year"),
    "period": gettext_lazy("Period and frequency of use"),
    "since": gettext_lazy("In use since, or planned for"),
    "high_risk": gettext_lazy("Counts as high risk?"),
    "impact_assessment": gettext_lazy("DPIA done?"),
    "works_council": gettext_lazy("Works council involved?"),
    "complaints": gettext_lazy("Complaint route for candidates"),
    "documents": pgettext_lazy("system card", "Documents"),
}
FLAGS = {
    "emotions": gettext_lazy("Does the system infer emotions from face, voice or posture?"),
    "biometrics": gettext_lazy(
        "Does it infer race, religion, political preference, trade union membership or"
        " orientation from biometrics?"
    ),
}


class Speaker(Protocol):
    """Whoever spoke from a perspective: counted, named or with a view of their own."""

    @property
    def perspective(self) -> str: ...
    @property
    def own_words(self) -> str: ...


def field(name: str) -> str:
    """Return the label of a field of the system card; one we do not know keeps its name."""
    return str(FIELDS.get(name, name))


def flag(name: str) -> str:
    """Return the red-flag question."""
    return str(FLAGS.get(name, name))


def flag_answer(value: str) -> str:
    """Return the answer to a red-flag question."""
    return str(FlagAnswer(value).label) if value else gettext("Not answered")


def proof(value: str) -> str:
    """Return how firmly a vendor statement stands."""
    return str(Proof(value).label)


def homework() -> str:
    """Return what a statement is that the vendor prepared before the session."""
    return gettext("Prepared by the vendor, adopted by the group")


def perspective(who: Speaker) -> str:
    """Return the perspective's name, or the person's own words for it."""
    if who.own_words:
        return gettext("Other: %(words)s") % {"words": who.own_words}
    if who.perspective == Perspective.OTHER:
        return gettext("Other")
    return str(Perspective(who.perspective).label)


def view_of(who: Voice) -> str:
    """Return whose words they are; people may give them without name or role."""
    if who.facilitator:
        return gettext("Facilitator")
    if not who.perspective and not who.own_words:
        return gettext("without name")
    return perspective(who)


def attendance(contents: Contents) -> str:
    """Return who was there in numbers, and whether the vendor was among them."""
    others = sum(row.count for row in contents.people)
    others -= contents.scribes + contents.observers
    led = ngettext("%(n)d facilitator", "%(n)d facilitators", contents.facilitators)
    wrote = ngettext("%(n)d scribe", "%(n)d scribes", contents.scribes)
    joined = ngettext("%(n)d participant", "%(n)d participants", others)
    watched = ngettext("%(n)d observer", "%(n)d observers", contents.observers)
    told = [led % {"n": contents.facilitators}, joined % {"n": others}]
    told[1:1] = [wrote % {"n": contents.scribes}] if contents.scribes else []
    told += [watched % {"n": contents.observers}] if contents.observers else []
    vendor = gettext("the vendor was there") if contents.vendor_present else gettext("no vendor")
    return ", ".join([*told, vendor])


def hours(contents: Contents) -> str:
    """Return from when to when the session ran, as far as that is known."""
    if contents.started_at is None:
        return ""
    start = _local(contents.started_at)
    if contents.closed_at is None:
        return gettext("from %(start)s") % {"start": f"{start:%H:%M}"}
    end = _local(contents.closed_at)
    words = {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    if start.date() == end.date():
        return pgettext("hours", "%(start)s to %(end)s") % words
    days = {"first": f"{start:%-d-%-m-%Y}", "last": f"{end:%-d-%-m-%Y}"}
    return gettext("%(first)s, %(start)s to %(last)s, %(end)s") % (words | days)


def _local(at: dt.datetime) -> dt.datetime:
    return timezone.localtime(at, timezone.get_default_timezone())

"""The words of the two editions: for whom a report is, and what it holds or leaves out."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from sessions.enums import Edition
from sessions.report.internal import edition_of
from sessions.report.values import Contents


def word(contents: Contents) -> str:
    """Return the edition in a word, as on the cover and at the foot of every page."""
    return str(edition_of(contents).label)


def line(contents: Contents) -> str:
    """Return the edition and for whom it is, in a line."""
    if edition_of(contents) == Edition.INTERNAL:
        return gettext("Internal: for the organisation itself, not to be passed on")
    return gettext("Shareable: may be shown to others, the vendor too")


def words(contents: Contents) -> list[str]:
    """Return in sentences what this edition holds or leaves out."""
    if edition_of(contents) == Edition.INTERNAL:
        first = gettext(
            "This is the internal edition. It also holds what is for the organisation itself: what "
            "was said in closed rounds, remarks with votes and the parking list. Whatever is for "
            "this edition only is marked so."
        )
        return [first, *_closed(contents)]
    first = gettext(
        "This is the shareable edition. What was said in closed rounds, remarks with votes, the "
        "parking list and names of people are left out. They stand in the internal edition of the "
        "same version."
    )
    return [first, *_closed(contents)]


def closed_rounds(contents: Contents) -> str:
    """Return how many closed rounds there were and how long they took; "" without one."""
    if not contents.closed_rounds:
        return ""
    held = ngettext("%(n)d closed round", "%(n)d closed rounds", contents.closed_rounds)
    took = ngettext("%(n)d minute", "%(n)d minutes", contents.closed_minutes)
    together = [held % {"n": contents.closed_rounds}, took % {"n": contents.closed_minutes}]
    return ", ".join(together)


def _closed(contents: Contents) -> list[str]:
    if not contents.closed_rounds:
        return []
    return [
        gettext(
            "In a closed round the group talks without the vendor, without observers and without "
            "the screen."
        )
    ]

"""What comes once inputs are shown: additions, and saves of an input that were late.

A late save loses nothing. What is new in its text is added for everybody to read; its ticks are
set on the input, which may only become more private and say more, or travel with the addition.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from sessions.access.hygiene import is_visible
from sessions.access.showing import SAYING, says_something
from sessions.commands.contributions import sent_with
from sessions.commands.taken_away import (
    TICKS,
    TakenAway,
    is_taken_away,
    ticks_taken_away,
    without_taken_away,
)
from sessions.enums import ContributionKind
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce, tell_mine
from sessions.models import Answer, Contribution, Participant, Session
from sessions.models.contribution import FROM_LATE_SAVE

if TYPE_CHECKING:
    from sessions.commands.inputs import Input

MOST_ADDITIONS = 200  # at one question
MOST_OWN_ADDITIONS = 20  # of one person at one question
# What may follow a word: an end, with or without a full stop; "1" goes on in "1,5".
_ENDS_A_WORD = re.compile(r"[^\w\s]*(\s|$)")
# What ends one sentence is no beginning of the next.
_BETWEEN = " \n\t.,;:"


@dataclass(frozen=True)
class Made:
    """Where, by whom and when something is written."""

    answer: Answer
    by: Participant
    at: datetime


def keep_late(
    session: Session, stored: Contribution | None, own: Input, made: Made
) -> Contribution | None:
    """Keep what is new in a save that came after inputs were shown; return what was added.

    Raises Refused when there is no room for it.
    """
    additions = Contribution.objects.filter(
        answer=made.answer, author=made.by, kind=ContributionKind.ADDITION
    )
    known = [*([] if stored is None else [stored]), *additions]
    rows = [one for one in known if one == stored or says_something(one)]
    rows = [one for one in rows if not is_taken_away(one)]
    _make_private(session, rows, own, made)
    new = [name for name in TICKS if getattr(own, name) and not _has_tick(name, known)]
    if rows and new:
        _tick(session, rows[0], new, made)
        new = []
    ticks = {name: name in new for name in TICKS}
    rest = replace(own, text=_rest(own.text, known), **ticks)
    asked = repr((own.text, own.dont_know, own.look_into))
    key = f"{FROM_LATE_SAVE}{hashlib.sha256(asked.encode()).hexdigest()[:24]}"
    if not rest.says_something:
        return sent_with(key, kind=ContributionKind.ADDITION, answer=made.answer, by=made.by)
    return added(session, rest, key=key, made=made)


def added(session: Session, own: Input, *, key: str, made: Made) -> Contribution:
    """Return the addition; the same `key` again is the same addition.

    Raises TakenAway when that was taken away.
    """
    sent_before = sent_with(key, kind=ContributionKind.ADDITION, answer=made.answer, by=made.by)
    if sent_before is not None and not says_something(sent_before):
        raise TakenAway(_("These words were taken away."))
    if sent_before is not None:
        return sent_before
    rows = Contribution.objects.filter(SAYING, answer=made.answer, kind=ContributionKind.ADDITION)
    if rows.filter(author=made.by).count() >= MOST_OWN_ADDITIONS:
        raise Refused(_("You added 20 things at this question already."))
    if rows.count() >= MOST_ADDITIONS:
        raise Refused(_("There are 200 additions at this question already."))
    row = Contribution.objects.create(
        answer=made.answer,
        author=made.by,
        kind=ContributionKind.ADDITION,
        key=key,
        added_at=made.at,
        **asdict(own),
    )
    _tell(session, made)
    return row


def _make_private(session: Session, rows: list[Contribution], own: Input, made: Made) -> None:
    """Leave out whose these are, when that is asked for now; never the other way round."""
    named = [one.pk for one in rows if not one.unnamed]
    if own.unnamed and named:
        Contribution.objects.filter(pk__in=named).update(unnamed=True)
        _tell(session, made)


def _has_tick(name: str, known: list[Contribution]) -> bool:
    return any(getattr(one, name) or name in ticks_taken_away(one) for one in known)


def _tick(session: Session, row: Contribution, new: list[str], made: Made) -> None:
    """Set these ticks on what is there."""
    began = says_something(row)
    for name in new:
        setattr(row, name, True)
    row.save(update_fields=new)
    _tell(session, made, counts=not began)


def _rest(text: str, known: list[Contribution]) -> str:
    """Return what of a text is not there yet; empty when nothing of it can be seen.

    `known` is what came of this text before, in order, and what of it was taken away.
    """
    rest = text
    for one in known:
        if is_taken_away(one):
            left = without_taken_away(rest, stored=one)
            rest = left if left == rest else left.lstrip(_BETWEEN)
        elif one.kind == ContributionKind.INPUT or one.key.startswith(FROM_LATE_SAVE):
            rest = _beyond(one.text, rest)
    return rest if is_visible(rest) else ""


def _beyond(known: str, text: str) -> str:
    """Return what a text says beyond what is known of it; a word or amount begun before is told
    whole.
    """
    rest = text.removeprefix(known)
    cut = known[-1:].isalnum() and not _ENDS_A_WORD.match(rest)
    return text if cut else rest.lstrip(_BETWEEN).rstrip()


def _tell(session: Session, made: Made, *, counts: bool = False) -> None:
    number = made.answer.number
    changed = [slices.voices(number), *([slices.question(number)] if counts else [])]
    announce(session, *changed, at=made.at)
    tell_mine(made.by)

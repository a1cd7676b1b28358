"""What somebody writes alone at a question: kept for them only, until inputs are shown.

A page saves by itself while one types, so saving twice is saving once, and a save that comes late
loses nothing: once inputs are shown it becomes an addition, with its time.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.hygiene import is_visible
from sessions.access.rules import Action
from sessions.access.showing import is_shown, takes_additions
from sessions.commands.contributions import answer_at, sent_with
from sessions.commands.locking import fresh, locked_session
from sessions.commands.wording import Words, text_in_words
from sessions.enums import ContributionKind
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce, tell_mine
from sessions.live.mine import own_input
from sessions.models import Answer, Contribution, Participant, Session

LONGEST_INPUT = 2000
MOST_ADDITIONS = 200  # at one question
# What ends one sentence is no beginning of the next.
_BETWEEN = " \n\t.,;:"


class Older(Refused):
    """Another page of the same person saved something else meanwhile: `more` holds it."""

    code = "older"


@dataclass(frozen=True)
class Input:
    """What somebody writes alone, and ticks beside it."""

    text: str = ""
    unnamed: bool = False
    dont_know: bool = False
    look_into: bool = False

    @property
    def says_something(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.text) or self.dont_know or self.look_into


@dataclass(frozen=True)
class Kept:
    """What became of a save: an edition of one's own input, or else an addition."""

    edition: int
    addition: Contribution | None = None


@transaction.atomic
def save_input(
    *, session_id: int, number: int, own: Input, edition: int, by: Participant, at: datetime
) -> Kept:
    """Keep one's own input whole; raises Older when `edition` was saved with other contents.

    `edition` is one more than the page last knew of. Others hear nothing of it; only who leads and
    writes down hears that somebody has begun. After inputs were shown, what is new in the text is
    added for everybody to read.
    """
    session = locked_session(session_id)
    rules.require(Action.WRITE_INPUT, participant=fresh(by), session=session)
    answer = answer_at(session, number)
    own = _in_words(own)
    inputs = Contribution.objects.filter(answer=answer, author=by, kind=ContributionKind.INPUT)
    stored = inputs.first()
    if is_shown(answer):
        return _kept_late(session, stored, own, edition, Made(answer, by, at))
    began = stored is not None and _input_of(stored).says_something
    kept = _kept_alone(stored, own, edition, Made(answer, by, at))
    if began != own.says_something:
        announce(session, slices.question(number), at=at)
    tell_mine(by)
    return kept


@transaction.atomic
def add_addition(
    *, session_id: int, number: int, words: Words, by: Participant, at: datetime
) -> Contribution:
    """Return what somebody adds once inputs are shown; sent twice, it is there once.

    Raises Refused while everybody writes alone.
    """
    session = locked_session(session_id)
    rules.require(Action.WRITE_INPUT, participant=fresh(by), session=session)
    answer = answer_at(session, number)
    if not takes_additions(answer):
        raise Refused(_("Everybody writes alone now. Write this in your own input."))
    text = text_in_words(words.text, longest=LONGEST_INPUT)
    return _added(session, replace(words, text=text), Made(answer, by, at))


@dataclass(frozen=True)
class Made:
    """Where, by whom and when something is written."""

    answer: Answer
    by: Participant
    at: datetime


def _in_words(own: Input) -> Input:
    text = text_in_words(own.text, longest=LONGEST_INPUT, may_be_empty=True)
    return Input(**asdict(own) | {"text": text})


def _input_of(stored: Contribution) -> Input:
    return Input(stored.text, stored.unnamed, stored.dont_know, stored.look_into)


def _kept_alone(stored: Contribution | None, own: Input, edition: int, made: Made) -> Kept:
    if stored is None:
        if own.says_something:
            Contribution.objects.create(
                answer=made.answer,
                author=made.by,
                kind=ContributionKind.INPUT,
                edition=edition,
                added_at=made.at,
                **asdict(own),
            )
        return Kept(edition)
    if edition <= stored.edition:
        if own != _input_of(stored):
            raise _older(stored)
        return Kept(stored.edition)
    for name, value in asdict(own).items():
        setattr(stored, name, value)
    stored.edition, stored.changed_at = edition, made.at
    stored.save(update_fields=[*asdict(own), "edition", "changed_at"])
    return Kept(edition)


def _older(stored: Contribution) -> Older:
    words = _("Another page of yours saved something else. Choose which text stays.")
    return Older(words, more={"stored": own_input(stored)})


def _kept_late(
    session: Session, stored: Contribution | None, own: Input, edition: int, made: Made
) -> Kept:
    """Add what is new in a text that was saved after inputs were shown."""
    same = Kept(stored.edition if stored else edition)
    if stored is not None and own == _input_of(stored):
        return same
    key = f"late-{hashlib.sha256(own.text.encode()).hexdigest()[:24]}"
    sent_before = sent_with(key, answer=made.answer, by=made.by)
    if sent_before is not None:
        return Kept(same.edition, sent_before)
    late = Contribution.objects.filter(
        answer=made.answer, author=made.by, key__startswith="late-"
    ).values_list("text", flat=True)
    rest = own.text
    for known in [stored.text if stored else "", *late]:
        rest = _beyond(known, rest)
    if not is_visible(rest):
        return same
    return Kept(same.edition, _added(session, Words(rest, own.unnamed, key), made))


def _beyond(known: str, text: str) -> str:
    """Return what a text says beyond what is known of it; a word begun before is told whole."""
    rest = text.removeprefix(known)
    cut_through_a_word = rest[:1].isalnum() and known[-1:].isalnum()
    return text if cut_through_a_word else rest.lstrip(_BETWEEN).rstrip()


def _added(session: Session, words: Words, made: Made) -> Contribution:
    sent_before = sent_with(words.key, answer=made.answer, by=made.by)
    if sent_before is not None:
        return sent_before
    rows = Contribution.objects.filter(answer=made.answer, kind=ContributionKind.ADDITION)
    if rows.count() >= MOST_ADDITIONS:
        raise Refused(_("There are 200 additions at this question already."))
    added = Contribution.objects.create(
        answer=made.answer,
        author=made.by,
        kind=ContributionKind.ADDITION,
        text=words.text,
        unnamed=words.unnamed,
        key=words.key,
        added_at=made.at,
    )
    announce(session, slices.voices(made.answer.number), at=made.at)
    tell_mine(made.by)
    return added

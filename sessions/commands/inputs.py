"""What somebody writes alone at a question: kept for them only, until inputs are shown.

A page saves by itself while one types, so saving twice is saving once, and a save that comes late
loses nothing: once inputs are shown it becomes an addition, with its time.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.access.showing import is_shown, takes_additions
from sessions.commands.contributions import SENT_AGAIN, answer_at
from sessions.commands.late_saves import Made, added, keep_late
from sessions.commands.locking import fresh, locked_session
from sessions.commands.taken_away import TakenAway, without_taken_away
from sessions.commands.wording import Words, text_in_words
from sessions.enums import ContributionKind
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce, tell_mine
from sessions.live.mine import own_input
from sessions.models import Answer, Contribution, Participant
from sessions.models.contribution import TAKEN_AWAY

LONGEST_INPUT = 2000
# A page counts on from what it knew: further ahead is no page, and would shut out all that are.
MOST_AHEAD = 1000


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
    writes down hears that somebody has begun. After inputs were shown, what is new in it is added
    for everybody to read.
    """
    session = locked_session(session_id)
    rules.require(Action.WRITE_INPUT, participant=fresh(by), session=session)
    answer = answer_at(session, number)
    own = _in_words(own)
    inputs = Contribution.objects.filter(answer=answer, author=by, kind=ContributionKind.INPUT)
    stored = inputs.first()
    if is_shown(answer):
        late = keep_late(session, stored, own, Made(answer, by, at))
        return Kept(stored.edition if stored else edition, late)
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
    own = Input(_left_of(text, answer=answer, by=by), words.unnamed)
    if not own.text:
        raise TakenAway(_("The facilitator took these words away. Write it differently."))
    return added(session, own, key=words.key, made=Made(answer, by, at))


def _left_of(text: str, *, answer: Answer, by: Participant) -> str:
    """Return what a text says beyond what who leads took away of this person."""
    for taken in Contribution.objects.filter(
        answer=answer, author=by, kind__in=SENT_AGAIN, key__startswith=TAKEN_AWAY
    ):
        text = without_taken_away(text, stored=taken).strip()
    return text


def _in_words(own: Input) -> Input:
    text = text_in_words(own.text, longest=LONGEST_INPUT, may_be_empty=True)
    return Input(**asdict(own) | {"text": text})


def _input_of(stored: Contribution) -> Input:
    return Input(stored.text, stored.unnamed, stored.dont_know, stored.look_into)


def _kept_alone(stored: Contribution | None, own: Input, edition: int, made: Made) -> Kept:
    if edition > (stored.edition if stored else 0) + MOST_AHEAD:
        raise Refused(_("Load this page again to save."), field="edition")
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

"""What people say of somebody else's card: that they recognise it, or in words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands.contributions import heard
from sessions.commands.locking import fresh, locked_session
from sessions.commands.wording import Words, text_in_words
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce, tell_mine
from sessions.models import Contribution, Participant, Reaction, Recognition

LONGEST_REACTION = 500
MOST_REACTIONS = 100  # to one card
MOST_OWN_REACTIONS = 5  # of one person to one card
MOST_AT_QUESTION = 300  # to all its cards


@transaction.atomic
def recognise(
    *, session_id: int, contribution_id: str, on: bool, by: Participant, at: datetime
) -> None:
    """Say that one recognises what a card says, or take that back; not of one's own."""
    session = locked_session(session_id)
    person = fresh(by)
    rules.require(Action.REACT, participant=person, session=session)
    contribution = heard(session, contribution_id, by=person)
    if contribution.author_id == person.pk:
        raise Refused(_("This is your own."))
    recognised = Recognition.objects.filter(contribution=contribution, participant=person)
    if recognised.exists() == on:
        return
    if on:
        Recognition.objects.create(contribution=contribution, participant=person)
    else:
        recognised.delete()
    number, closed = contribution.answer.number, contribution.closed
    announce(session, slices.voices(number), at=at, closed=closed)
    tell_mine(person)


@transaction.atomic
def react(
    *, session_id: int, contribution_id: str, words: Words, by: Participant, at: datetime
) -> Reaction:
    """Return the reaction to a card; sent twice, it is there once."""
    session = locked_session(session_id)
    person = fresh(by)
    rules.require(Action.REACT, participant=person, session=session)
    contribution = heard(session, contribution_id, by=person)
    sent_before = _sent_with(words.key, contribution, by=person)
    if sent_before is not None:
        return sent_before
    _require_room(contribution, by=person)
    made = Reaction.objects.create(
        contribution=contribution,
        author=person,
        text=text_in_words(words.text, longest=LONGEST_REACTION),
        unnamed=words.unnamed,
        key=words.key,
        added_at=at,
    )
    number, closed = contribution.answer.number, contribution.closed
    announce(session, slices.voices(number), at=at, closed=closed)
    tell_mine(person)
    return made


def _require_room(contribution: Contribution, *, by: Participant) -> None:
    """Raise Refused when there are enough reactions: of this person, to this card, or in all."""
    if contribution.reactions.filter(author=by).count() >= MOST_OWN_REACTIONS:
        raise Refused(_("You reacted to this 5 times already."))
    if contribution.reactions.count() >= MOST_REACTIONS:
        raise Refused(_("There are 100 reactions already. No more can be added."))
    at_question = Reaction.objects.filter(contribution__answer=contribution.answer_id)
    if at_question.count() >= MOST_AT_QUESTION:
        raise Refused(_("There are 300 reactions at this question already."))


def _sent_with(key: str, contribution: Contribution, *, by: Participant) -> Reaction | None:
    if not key:
        return None
    return Reaction.objects.filter(contribution=contribution, author=by, key=key).first()

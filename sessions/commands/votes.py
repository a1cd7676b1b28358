"""Whether people can live with a joint answer; of a vendor, whether the facts are right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.hygiene import is_visible
from sessions.access.rules import Action
from sessions.commands.locking import fresh, locked_answer, locked_session
from sessions.commands.wording import Unusable, text_in_words
from sessions.enums import Consent, Role, Step
from sessions.errors import Refused
from sessions.live import slices
from sessions.live.announce import announce, tell_mine
from sessions.models import Answer, ConsentVote, Participant

LONGEST_REMARK = 1000


@dataclass(frozen=True)
class Vote:
    """What somebody says; a remark and an objection need words, `unnamed` hides whose they are."""

    choice: Consent
    text: str = ""
    unnamed: bool = False


@transaction.atomic
def cast_vote(*, session_id: int, number: int, vote: Vote, by: Participant, at: datetime) -> None:
    """Say whether one can live with the joint answer; saying it again replaces it.

    A vendor says whether the facts are right, and is counted apart.
    """
    session = locked_session(session_id)
    voter = fresh(by)
    rules.require(Action.VOTE, participant=voter, session=session)
    answer = locked_answer(session, number)
    _require_asked(answer)
    ConsentVote.objects.update_or_create(
        answer=answer,
        participant=voter,
        defaults={
            "choice": vote.choice,
            "text": _words(vote),
            "unnamed": vote.unnamed,
            "of_vendor": voter.role == Role.VENDOR,
            "cast_at": at,
        },
    )
    announce(session, slices.question(number), at=at)
    tell_mine(voter)


@transaction.atomic
def take_vote_back(*, session_id: int, number: int, by: Participant, at: datetime) -> None:
    """Say nothing of the joint answer any more; without a vote this does nothing."""
    session = locked_session(session_id)
    rules.require(Action.VOTE, participant=fresh(by), session=session)
    answer = locked_answer(session, number)
    if answer.frozen_at is not None:
        raise Refused(_("This question is rounded off."))
    deleted, _rows = ConsentVote.objects.filter(answer=answer, participant=by).delete()
    if deleted:
        announce(session, slices.question(number), at=at)
        tell_mine(by)


def drop_open_votes(participant: Participant) -> list[int]:
    """Forget what somebody said of answers that are still open, for a change of sides; returns
    the numbers of the questions. Who calls it announces.
    """
    votes = ConsentVote.objects.filter(participant=participant, answer__frozen_at=None)
    numbers = list(votes.order_by("answer__number").values_list("answer__number", flat=True))
    votes.delete()
    return numbers


def _require_asked(answer: Answer) -> None:
    if answer.frozen_at is not None:
        raise Refused(_("This question is rounded off."))
    if answer.step != Step.CLOSING:
        raise Refused(_("Wait until the group rounds this question off."))


def _words(vote: Vote) -> str:
    """Return the words that go with this choice, cleaned; raises Unusable without needed ones."""
    if vote.choice == Consent.YES:
        return ""
    if vote.choice == Consent.OBJECTION and not is_visible(vote.text):
        raise Unusable(_("Write in short what you object to."), field="text")
    if not is_visible(vote.text):
        raise Unusable(_("Write your remark in short."), field="text")
    return text_in_words(vote.text, longest=LONGEST_REMARK)

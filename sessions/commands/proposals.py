"""Sentences people propose for a joint answer that another writes down."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_answer, locked_session
from sessions.commands.taking_over import put_in_answer, require_writing
from sessions.commands.wording import text_in_words
from sessions.enums import Settled
from sessions.errors import Moved, NotFound, Refused
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Participant, Proposal, Session

LONGEST_SENTENCE = 500
MOST_WAITING = 50  # at one question
MOST_OWN_WAITING = 10  # of one person at one question


@transaction.atomic
def propose_sentence(
    *, session_id: int, number: int, text: str, key: str, by: Participant, at: datetime
) -> Proposal:
    """Return the proposed sentence; the same `key` again is the same proposal."""
    session = locked_session(session_id)
    rules.require(Action.PROPOSE_SENTENCE, participant=fresh(by), session=session)
    answer = locked_answer(session, number)
    known = Proposal.objects.filter(answer=answer, author=by, key=key).first() if key else None
    if known is not None:
        return known
    if answer.frozen_at is not None:
        raise Refused(_("This question is rounded off. Open it again first."))
    waiting = Proposal.objects.filter(answer=answer, settled="")
    if waiting.filter(author=by).count() >= MOST_OWN_WAITING:
        raise Refused(_("10 sentences of yours are waiting here already."))
    if waiting.count() >= MOST_WAITING:
        raise Refused(_("Many sentences are waiting here. Settle some of them first."))
    made = Proposal.objects.create(
        answer=answer,
        author=by,
        text=text_in_words(text, longest=LONGEST_SENTENCE),
        key=key,
        added_at=at,
    )
    announce(session, slices.voices(number), at=at)
    return made


@transaction.atomic
def settle_proposal(
    *, session_id: int, proposal_id: str, settled: Settled, by: Participant, at: datetime
) -> None:
    """Decline a sentence, or write it down below the joint answer, once; who may write does.

    Raises Moved when somebody settled it in another way a moment ago.
    """
    session = locked_session(session_id)
    writer = fresh(by)
    rules.require(Action.SETTLE_PROPOSAL, participant=writer, session=session)
    proposal = _proposal(session, proposal_id)
    answer = locked_answer(session, proposal.answer.number)
    if proposal.settled == settled:
        return
    if proposal.settled:
        raise Moved(_("Somebody settled this sentence just now."))
    require_writing(answer=answer, session=session, by=writer)
    if settled == Settled.TAKEN:
        put_in_answer(proposal.text, answer=answer, session=session, by=writer, at=at)
    proposal.settled, proposal.settled_at = settled, at
    proposal.save(update_fields=["settled", "settled_at"])
    audit.record(f"proposal_{settled}", session=session, by=by, at=at, subject=str(answer.number))
    # Votes may be about the text as it was: the question tells how many.
    changed = [slices.voices(answer.number), slices.question(answer.number)]
    announce(session, *changed, at=at)


def _proposal(session: Session, proposal_id: str) -> Proposal:
    rows = Proposal.objects.select_related("answer").filter(answer__session=session)
    found = rows.filter(public_id=proposal_id).first()
    if found is None:
        raise NotFound(_("This sentence is not there any more."))
    return found

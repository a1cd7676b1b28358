"""Puts what one person wrote in the joint answer: once, on the server, for everybody at once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.contributions import heard
from sessions.commands.locking import fresh, locked_session
from sessions.enums import ContributionKind
from sessions.errors import NotAllowed, Refused
from sessions.live import slices
from sessions.live.announce import announce
from sessions.models import Answer, Participant, Session
from sessions.texts import rooms
from sessions.texts.composing import NotKept, TooLong, compose, lines_of
from sessions.texts.documents import DocumentName

# A vendor's statement and a different view stay what they are, beside the answer.
TAKEN_OVER = frozenset({ContributionKind.INPUT, ContributionKind.ADDITION})


@transaction.atomic
def take_over(*, session_id: int, contribution_id: str, by: Participant, at: datetime) -> None:
    """Put an input or addition at the end of the joint answer; the second time changes nothing.

    The card keeps whose it is and says that it was taken over.
    """
    session = locked_session(session_id)
    person = fresh(by)
    rules.require(Action.TAKE_OVER, participant=person, session=session)
    contribution = heard(session, contribution_id, by=person)
    if contribution.kind not in TAKEN_OVER or not contribution.text:
        raise Refused(_("There is nothing here to put in the joint answer."))
    if contribution.taken_over_at is not None:
        return
    answer = contribution.answer
    put_in_answer(contribution.text, answer=answer, session=session, by=person, at=at)
    contribution.taken_over_at = at
    contribution.save(update_fields=["taken_over_at"])
    subject = str(contribution.answer.number)
    audit.record("contribution_taken_over", session=session, by=by, at=at, subject=subject)
    number = contribution.answer.number
    # Votes may be about the text as it was: the question tells how many.
    announce(session, slices.voices(number), slices.question(number), at=at)


def put_in_answer(
    text: str, *, answer: Answer, session: Session, by: Participant, at: datetime
) -> None:
    """Write these words at the end of the joint answer, as this person, and show everybody.

    For commands that hold the session's lock; `by` must be fresh. Raises NotAllowed for who may not
    write there now, and Refused when the text is full.
    """
    require_writing(answer=answer, session=session, by=by)
    try:
        compose(answer, lines_of(text, author=by), at=at)
    except TooLong:
        raise Refused(_("The joint answer is full. Make it shorter first.")) from None
    except NotKept:
        raise NotAllowed(_in_the_way(answer=answer, session=session)) from None
    rooms.read_on(session.public_id, DocumentName(answer.number, session.epoch))


def require_writing(*, answer: Answer, session: Session, by: Participant) -> None:
    """Raise NotAllowed, saying what is in the way, unless this person may write there now."""
    if not rules.may_write(answer=answer, participant=by, session=session):
        raise NotAllowed(_in_the_way(answer=answer, session=session))


def _in_the_way(*, answer: Answer, session: Session) -> str:
    if answer.frozen_at is not None:
        return _("This question is rounded off. Reopen it first.")
    if session.one_pen:
        return _("Somebody else holds the pen. Propose a sentence instead.")
    return _("You cannot do this here. Ask the facilitator.")

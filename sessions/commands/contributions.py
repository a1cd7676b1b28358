"""What one participant puts in at one question, apart from the joint answer.

Anybody who writes may keep a view that differs from the joint answer; it is never merged into it.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.commands.wording import text_in_words
from sessions.enums import ContributionKind
from sessions.errors import NotFound, Refused
from sessions.live.announce import announce
from sessions.models import Answer, Contribution, Participant, Session

MOST_CONTRIBUTIONS = 100  # all of them at full length still fit in one report


@transaction.atomic
def keep_dissent(
    *,
    session_id: int,
    number: int,
    text: str,
    by: Participant,
    at: dt.datetime,
    unnamed: bool = False,
) -> Contribution:
    """Return the new view that differs; `unnamed` leaves out everywhere whose it is.

    Not even the audit trail tells who kept an unnamed one.
    """
    session = locked_session(session_id)
    rules.require(Action.KEEP_DISSENT, participant=fresh(by), session=session)
    made = Contribution.objects.create(
        answer=_answer_with_room(session, number),
        author=by,
        kind=ContributionKind.DISSENT,
        text=text_in_words(text),
        unnamed=unnamed,
        added_at=at,
    )
    whose = None if unnamed else by
    audit.record("dissent_kept", session=session, by=whose, at=at, subject=str(number))
    announce(session, at=at)
    return made


def _answer_with_room(session: Session, number: int) -> Answer:
    """Return the answer of a question in the programme; raises Refused when all is full."""
    answer = Answer.objects.filter(session=session, number=number, chosen=True).first()
    if answer is None:
        raise NotFound(_("This question is not in the programme."))
    if Contribution.objects.filter(answer__session=session).count() >= MOST_CONTRIBUTIONS:
        raise Refused(_("There are 300 statements and views already. No more can be added."))
    return answer

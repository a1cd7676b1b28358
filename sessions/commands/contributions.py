"""What one participant puts in at one question, apart from the joint answer: kept, and taken away.

Anybody who writes may keep a view that differs from the joint answer; it is never merged into it.
Who put something in may take it away again, and who leads may take away anything that should not
stand there, such as the name of a candidate.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import closed_rounds, rules
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.erasing import erase_after_commit
from sessions.commands.locking import fresh, locked_session
from sessions.commands.objections import MOST_DISSENTS, forget_objection
from sessions.commands.taken_away import empty_in_place_of
from sessions.commands.wording import Words, text_in_words
from sessions.enums import ContributionKind
from sessions.errors import NotAllowed, NotFound, Refused
from sessions.live import slices
from sessions.live.announce import announce, tell_mine
from sessions.live.audience import audience_of
from sessions.live.voices import is_heard
from sessions.models import Answer, Contribution, Participant, Reaction, Session

MOST_OWN_DISSENTS = 20  # of one person, so that nobody takes the room of all
# What an author may take away, by the right to put it in. Inputs, once shown, stay.
OWN = {
    ContributionKind.ADDITION: Action.WRITE_INPUT,
    ContributionKind.DISSENT: Action.KEEP_DISSENT,
    ContributionKind.VENDOR_STATEMENT: Action.STATE_VENDOR_FACT,
}
# What a device sends by itself, perhaps again.
SENT_AGAIN = frozenset({ContributionKind.INPUT, ContributionKind.ADDITION})


@transaction.atomic
def keep_dissent(
    *, session_id: int, number: int, words: Words, by: Participant, at: dt.datetime
) -> Contribution:
    """Return the view that differs; in a closed round it belongs to the round.

    Not even the audit trail tells who kept an unnamed one. Sent twice, it is there once.
    """
    session = locked_session(session_id)
    rules.require(Action.KEEP_DISSENT, participant=fresh(by), session=session)
    answer = answer_at(session, number)
    sent_before = sent_with(words.key, kind=ContributionKind.DISSENT, answer=answer, by=by)
    if sent_before is not None:
        return sent_before
    rows = Contribution.objects.filter(answer__session=session, kind=ContributionKind.DISSENT)
    if rows.filter(author=by).count() >= MOST_OWN_DISSENTS:
        raise Refused(_("You kept 20 different views already."))
    if rows.count() >= MOST_DISSENTS:
        raise Refused(_("There are 100 different views already. No more can be added."))
    made = Contribution.objects.create(
        answer=answer,
        author=by,
        kind=ContributionKind.DISSENT,
        text=text_in_words(words.text),
        unnamed=words.unnamed,
        closed=closed_rounds.is_running(session),
        key=words.key,
        added_at=at,
    )
    whose = None if words.unnamed else by
    audit.record("dissent_kept", session=session, by=whose, at=at, subject=str(number))
    announce(session, slices.voices(number), at=at, closed=made.closed)
    tell_mine(by)
    return made


@transaction.atomic
def remove_contribution(
    *, session_id: int, contribution_id: str, by: Participant, at: dt.datetime
) -> None:
    """Take away what one added oneself, or, for who leads, anything that is shown.

    `contribution_id` may be that of a reaction as well.
    """
    session = locked_session(session_id)
    person = fresh(by)
    found, contribution = _named(session, contribution_id, by=person)
    own = found.author_id == person.pk
    rules.require(_right_to_remove(found, own=own), participant=person, session=session)
    if closed_rounds.is_running(session) and not contribution.closed:
        raise NotAllowed(_("A closed round is running. End it first."))
    number, author = contribution.answer.number, found.author
    if found is contribution:
        forget_objection(contribution)
    found.delete()
    if isinstance(found, Contribution) and found.kind in SENT_AGAIN:
        empty_in_place_of(found, own=own)
    erase_after_commit()
    what = "contribution_taken_back" if own else "contribution_hidden"
    whose = None if own and found.unnamed else by
    audit.record(what, session=session, by=whose, at=at, subject=str(number))
    changed = [slices.voices(number), slices.question(number)]
    announce(session, *changed, at=at, closed=contribution.closed)
    if author is not None:
        tell_mine(author)


def answer_at(session: Session, number: int) -> Answer:
    """Return the answer of a question in the programme; raises NotFound for any other."""
    answer = Answer.objects.filter(session=session, number=number, chosen=True).first()
    if answer is None:
        raise NotFound(_("This question is not in the programme."))
    return answer


def sent_with(
    key: str, *, kind: ContributionKind, answer: Answer, by: Participant
) -> Contribution | None:
    """Return what this person sent of this kind with the same key; None for the first time."""
    if not key:
        return None
    return Contribution.objects.filter(answer=answer, author=by, kind=kind, key=key).first()


def heard(session: Session, contribution_id: str, *, by: Participant) -> Contribution:
    """Return a contribution this person may see now, its answer loaded; NotFound for any other.

    `by` must be fresh.
    """
    rows = Contribution.objects.filter(answer__session=session).select_related("answer", "author")
    found = rows.filter(public_id=contribution_id).first()
    if found is None or not _is_heard(found, session=session, by=by):
        raise NotFound(_("This is not there any more."))
    return found


def _is_heard(contribution: Contribution, *, session: Session, by: Participant) -> bool:
    return is_heard(
        contribution, answer=contribution.answer, session=session, audience=audience_of(by)
    )


def _named(
    session: Session, public_id: str, *, by: Participant
) -> tuple[Contribution | Reaction, Contribution]:
    """Return what is to be taken away, and the contribution it hangs on or is."""
    rows = Reaction.objects.filter(contribution__answer__session=session)
    reaction = rows.select_related("contribution", "author").filter(public_id=public_id).first()
    if reaction is None:
        found = heard(session, public_id, by=by)
        return found, found
    return reaction, heard(session, reaction.contribution.public_id, by=by)


def _right_to_remove(found: Contribution | Reaction, *, own: bool) -> Action:
    if not own:
        return Action.HIDE_CONTRIBUTION
    if isinstance(found, Reaction):
        return Action.REACT
    return OWN.get(ContributionKind(found.kind), Action.HIDE_CONTRIBUTION)

"""An objection that stands when a question is rounded off: kept as a view that differs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sessions.commands.erasing import erase_after_commit
from sessions.enums import Consent, ContributionKind
from sessions.models import Answer, ConsentVote, Contribution
from sessions.models.mark import FROM_OBJECTION

MOST_DISSENTS = 100  # all of them at full length still fit in one report


def keep_objections(answer: Answer, *, at: datetime) -> None:
    """Keep every objection that stands as a view that differs, once; who calls it announces.

    The name above it is as the voter wanted it. One that was worded anew is kept in those words;
    that of somebody who objects no more is withdrawn. Where there is no room for another view, the
    words stay with the vote, where the internal report finds them.
    """
    votes = ConsentVote.objects.filter(answer=answer, choice=Consent.OBJECTION)
    standing = list(votes.exclude(text=""))
    kept = Contribution.objects.filter(
        answer=answer, kind=ContributionKind.DISSENT, key__startswith=FROM_OBJECTION
    )
    withdrawn, _rows = kept.exclude(key__in=[vote.kept_as for vote in standing]).delete()
    reworded = _word_anew(list(kept), standing, at=at)
    if withdrawn or reworded:
        erase_after_commit()
    known = set(kept.values_list("key", flat=True))
    _keep(answer, [vote for vote in standing if vote.kept_as not in known], at=at)


def forget_objection(contribution: Contribution) -> None:
    """Take the words of a kept objection, which is being taken away, from the vote as well.

    The vote itself stays, and so do words that were put in its place.
    """
    if contribution.key.startswith(FROM_OBJECTION):
        votes = ConsentVote.objects.filter(answer=contribution.answer_id)
        same = votes.filter(participant=contribution.author_id, text=contribution.text)
        same.update(text="")


def _word_anew(
    kept: Sequence[Contribution], standing: Sequence[ConsentVote], *, at: datetime
) -> bool:
    """Put what the voters say now in what was kept of them, and tell whether anything changed."""
    votes = {vote.kept_as: vote for vote in standing}
    changed = False
    for view in kept:
        vote = votes[view.key]
        if (view.text, view.unnamed) != (vote.text, vote.unnamed):
            view.text, view.unnamed, view.changed_at = vote.text, vote.unnamed, at
            view.save(update_fields=["text", "unnamed", "changed_at"])
            changed = True
    return changed


def _keep(answer: Answer, votes: Sequence[ConsentVote], *, at: datetime) -> None:
    rows = Contribution.objects.filter(
        answer__session=answer.session_id, kind=ContributionKind.DISSENT
    )
    room = max(MOST_DISSENTS - rows.count(), 0)
    for vote in votes[:room]:
        Contribution.objects.create(
            answer=answer,
            author_id=vote.participant_id,
            kind=ContributionKind.DISSENT,
            text=vote.text,
            unnamed=vote.unnamed,
            key=vote.kept_as,
            added_at=at,
        )

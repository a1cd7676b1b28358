"""The homework: who of the vendor is asked, what they bring, and what the group does with it.

Several people of the vendor may fill in one list. Every saving carries its edition, so that
nobody writes over words they have not seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.links import LinkState, homework_link_state
from sessions.access.rules import Action
from sessions.commands import audit
from sessions.commands.locking import fresh, locked_session
from sessions.commands.wording import Evidence, evidence_in_words, text_in_words
from sessions.enums import Brought, ContributionKind, Judged, Phase, Proof
from sessions.errors import NotFound, Refused
from sessions.homework_items import Wanted, wanted
from sessions.live import slices
from sessions.live.announce import announce
from sessions.live.homework import statement_text
from sessions.models import Answer, Contribution, HomeworkItem, HomeworkLink, Participant, Session
from sessions.models.contribution import FROM_HOMEWORK

LONGEST_TEXT = 3500  # with the title above it, it still fits in a vendor statement


class Older(Refused):
    """Somebody else saved this item since this page last looked; `item` is what is stored."""

    code = "older"

    def __init__(self, item: HomeworkItem) -> None:
        super().__init__(_("Somebody else wrote here as well. Look at both and choose."))
        self.item = item


@dataclass(frozen=True)
class Preparation:
    """What the vendor fills in at one item; `confidential`: to look at, and in no report."""

    brought: Brought | None
    text: str
    evidence: Evidence
    confidential: bool


@transaction.atomic
def save_homework(
    *, link: HomeworkLink, number: int, preparation: Preparation, edition: int, at: datetime
) -> HomeworkItem:
    """Return the item as it is kept now; `edition` is one above the last that the page knew.

    The same contents again are kept already. Raises Older when others stand there by now, Unusable
    for a bad field, Refused after the close and once the group did something with the item.
    """
    session = locked_session(link.session_id)
    asked = _asked(number)
    _require_open(link, session, at=at)
    item = HomeworkItem.objects.filter(session=session, number=number).first()
    item = item or HomeworkItem(session=session, number=number)
    fields = _fields(preparation)
    if all(getattr(item, name) == value for name, value in fields.items()) and item.pk:
        return item
    if item.judged:
        raise Refused(_("The group dealt with this already. Say in the session what is new."))
    if edition != item.edition + 1:
        raise Older(item)
    for name, value in {**fields, "edition": edition, "changed_at": at}.items():
        setattr(item, name, value)
    item.save()
    announce(session, *_told(session, asked), at=at)
    return item


@transaction.atomic
def judge_homework(
    *,
    session_id: int,
    number: int,
    judged: Judged | None,
    by: Participant,
    at: datetime,
    proof: Proof = Proof.UNCONFIRMED,
) -> None:
    """Adopt an item, reject it, or, with None, let it wait again.

    What is adopted is a vendor statement at each question of the programme it belongs to, standing
    as firmly as `proof` says; what is not for the report is only marked. Judging otherwise takes
    these statements away, unless the group concluded upon one.
    """
    session = locked_session(session_id)
    rules.require(Action.JUDGE_HOMEWORK, participant=fresh(by), session=session)
    asked = _asked(number)
    item = HomeworkItem.objects.filter(session=session, number=number).exclude(brought="").first()
    if item is None:
        raise NotFound(_("The vendor has not filled this in yet."))
    if item.judged == (judged or ""):
        return
    _take_statements_away(session, number)
    item.judged, item.judged_at = judged or "", at if judged else None
    item.save(update_fields=["judged", "judged_at"])
    if judged == Judged.ADOPTED and not item.confidential:
        _state(session, item, asked, proof=proof, at=at)
    audit.record("homework_judged", session=session, by=by, at=at, subject=str(number))
    announce(session, *_told(session, asked), at=at)


def _asked(number: int) -> Wanted:
    asked = wanted(number)
    if asked is None:
        raise NotFound(_("This is not in the list."))
    return asked


def _require_open(link: HomeworkLink, session: Session, *, at: datetime) -> None:
    """Raise when the link was taken back since the page was made, or the session is closed."""
    stored = HomeworkLink.objects.filter(pk=link.pk).first()
    if stored is None or homework_link_state(stored, at=at) != LinkState.OPEN:
        raise NotFound("")
    if session.phase == Phase.CLOSED:
        raise Refused(_("The session is closed. Nothing can be changed any more."))


def _fields(preparation: Preparation) -> dict[str, Any]:
    return {
        "brought": preparation.brought or "",
        "text": text_in_words(preparation.text, longest=LONGEST_TEXT, may_be_empty=True),
        "confidential": preparation.confidential,
        **evidence_in_words(preparation.evidence),
    }


def _take_statements_away(session: Session, number: int) -> None:
    statements = Contribution.objects.filter(
        answer__session=session,
        kind=ContributionKind.VENDOR_STATEMENT,
        key=f"{FROM_HOMEWORK}{number}",
    )
    concluded = statements.filter(answer__frozen_at__isnull=False).select_related("answer").first()
    if concluded is not None:
        words = _("Question %(number)d was rounded off with this. Reopen it first.")
        raise Refused(words % {"number": concluded.answer.number})
    statements.delete()


def _state(
    session: Session, item: HomeworkItem, asked: Wanted, *, proof: Proof, at: datetime
) -> None:
    """Put what was adopted where it belongs; nobody in the session is its author."""
    for answer in Answer.objects.filter(
        session=session, number__in=asked.questions, chosen=True
    ).order_by("number"):
        Contribution.objects.create(
            answer=answer,
            author=None,
            kind=ContributionKind.VENDOR_STATEMENT,
            key=f"{FROM_HOMEWORK}{item.number}",
            text=statement_text(item, asked),
            proof=proof,
            document=item.document,
            document_date=item.document_date,
            document_address=item.document_address,
            document_place=item.document_place,
            added_at=at,
        )


def _told(session: Session, asked: Wanted) -> list[str]:
    """Return the slices that hold this item."""
    chosen = Answer.objects.filter(session=session, number__in=asked.questions)
    return [slices.voices(number) for number in chosen.values_list("number", flat=True)]

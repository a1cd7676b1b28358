"""What stands beside the joint answers: the system's card, statements, other views, votes."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.forms.models import model_to_dict

from sessions import queries
from sessions.access.showing import SAYING, is_public
from sessions.enums import Consent, ContributionKind, Edition, Perspective, Role, ShownWith
from sessions.models import (
    ConsentVote,
    Contribution,
    Participant,
    Report,
    Session,
    SystemCard,
)
from sessions.report import homework
from sessions.report.spoken import NOBODY, Dissent, Tally, VendorFact
from sessions.report.values import EarlierVersion, RedFlag, SystemFact

RED_FLAGS = ("emotions", "biometrics")
OUTDATED = "outdated"  # counted beside the choices
NO_FACTS = ("id", "session", "changed_at", *RED_FLAGS)


@dataclass(frozen=True)
class Voices:
    """What single people put in at one question outside closed rounds, in order of adding."""

    vendor_facts: tuple[VendorFact, ...] = field(default=())
    dissents: tuple[Dissent, ...] = field(default=())
    inputs: int = 0
    consent: Tally = NOBODY
    facts_right: Tally = NOBODY


def by_question(session: Session) -> dict[int, Voices]:
    """Return, by the number of the question, what single people put in."""
    rows = Contribution.objects.filter(
        answer__session=session,
        closed=False,
        kind__in=[ContributionKind.VENDOR_STATEMENT, ContributionKind.DISSENT],
    ).select_related("answer", "author")
    grouped: dict[int, list[Contribution]] = defaultdict(list)
    for row in rows:
        # A draft tells nobody what is not shown yet, who leads neither.
        if is_public(row, answer=row.answer):
            grouped[row.answer.number].append(row)
    counted = _inputs(session)
    votes, facts_right = (tallies(session, of_vendor=of_vendor) for of_vendor in (False, True))
    return {
        number: Voices(
            vendor_facts=_facts(grouped[number]),
            dissents=tuple(
                dissent_of(row, session=session)
                for row in grouped[number]
                if row.kind == ContributionKind.DISSENT
            ),
            inputs=counted.get(number, 0),
            consent=votes.get(number, NOBODY),
            facts_right=facts_right.get(number, NOBODY),
        )
        for number in {*grouped, *counted, *votes, *facts_right}
    }


def tallies(session: Session, *, of_vendor: bool) -> dict[int, Tally]:
    """Return the votes by question: of the group, or the vendor's own."""
    rows = ConsentVote.objects.filter(answer__session=session, of_vendor=of_vendor)
    changed = queries.last_words_in(session)
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for vote in rows.select_related("answer"):
        counted[vote.answer.number][vote.choice] += 1
        counted[vote.answer.number][OUTDATED] += vote.is_outdated(changed)
    return {
        number: Tally(
            yes=choices[Consent.YES],
            remark=choices[Consent.REMARK],
            objection=choices[Consent.OBJECTION],
            outdated=choices[OUTDATED],
        )
        for number, choices in counted.items()
    }


def system_card(session: Session) -> tuple[tuple[SystemFact, ...], tuple[RedFlag, ...]]:
    """Return the filled-in fields of the card in its order, and every red flag; none: no card."""
    card = SystemCard.objects.filter(session=session).first()
    if card is None:
        return (), ()
    filled = model_to_dict(card, exclude=NO_FACTS).items()
    facts = tuple(SystemFact(field=name, text=text) for name, text in filled if text)
    return facts, tuple(RedFlag(field=name, answer=getattr(card, name)) for name in RED_FLAGS)


def own_words(person: Participant) -> str:
    """Return the person's own words for a perspective that is not in the list."""
    return person.perspective_text if person.perspective == Perspective.OTHER else ""


def earlier_versions(session: Session, *, edition: Edition) -> tuple[EarlierVersion, ...]:
    """Return the final versions of this edition so far, the first one first."""
    fields = ("version", "final_at", "contents_hash", "changed")
    rows = Report.objects.filter(session=session, edition=edition).order_by("version")
    return tuple(
        EarlierVersion(**row | {"final_at": row["final_at"].astimezone(dt.UTC)})
        for row in rows.values(*fields)
    )


@dataclass(frozen=True)
class Byline:
    """From where somebody speaks; all empty: without name and role."""

    perspective: str = ""
    own_words: str = ""
    facilitator: bool = False


def byline(author: Participant | None, *, session: Session, unnamed: bool) -> Byline:
    """Return from where this author speaks, as far as the door said that this is shown.

    Who wants no name, or is gone, has no role either; a vendor is marked as one all the same.
    """
    if author is None:
        return Byline()
    if author.role == Role.VENDOR or author.perspective == Perspective.VENDOR:
        return Byline(perspective=Perspective.VENDOR.value)
    hidden = unnamed or session.shown_with == ShownWith.NOTHING
    if hidden or author.removed_at is not None:
        return Byline()
    if author.role == Role.FACILITATOR:
        return Byline(facilitator=True)
    return Byline(perspective=author.perspective, own_words=own_words(author))


def dissent_of(row: Contribution, *, session: Session) -> Dissent:
    """Return a view; whose role is not shown leaves the words alone."""
    who = byline(row.author, session=session, unnamed=row.unnamed)
    return Dissent(
        text=row.text,
        perspective=who.perspective,
        own_words=who.own_words,
        facilitator=who.facilitator,
    )


def _inputs(session: Session) -> dict[int, int]:
    """Count by question what people wrote alone and was shown: the rest is nobody else's."""
    rows = Contribution.objects.filter(
        SAYING,
        answer__session=session,
        answer__revealed_at__isnull=False,
        closed=False,
        kind=ContributionKind.INPUT,
    )
    counted = rows.order_by().values("answer__number").annotate(count=Count("pk"))
    return {row["answer__number"]: row["count"] for row in counted}


def _facts(rows: Sequence[Contribution]) -> tuple[VendorFact, ...]:
    return tuple(
        VendorFact(
            text=row.text,
            proof=row.proof,
            document=row.document,
            document_date=row.document_date,
            address=row.document_address,
            place=row.document_place,
            homework=homework.item_behind(row),
        )
        for row in rows
        if row.kind == ContributionKind.VENDOR_STATEMENT
    )

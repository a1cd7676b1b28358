"""What stands beside the joint answers: the system's card, statements, other views, names."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.forms.models import model_to_dict

from sessions.enums import ContributionKind, Perspective, Role
from sessions.models import Contribution, Participant, Report, Session, SystemCard
from sessions.report.values import (
    Dissent,
    EarlierVersion,
    Person,
    RedFlag,
    SystemFact,
    VendorFact,
)

RED_FLAGS = ("emotions", "biometrics")
NO_FACTS = ("id", "session", "changed_at", *RED_FLAGS)


@dataclass(frozen=True)
class Voices:
    """What single people put in at one question, in order of adding."""

    vendor_facts: tuple[VendorFact, ...] = field(default=())
    dissents: tuple[Dissent, ...] = field(default=())


def last_change(session: Session) -> dt.datetime | None:
    """Return when a contribution was added or the card changed last; None without either."""
    rows = Contribution.objects.filter(answer__session=session).aggregate(at=Max("added_at"))
    card = SystemCard.objects.filter(session=session).first()
    moments = [rows["at"], card.changed_at if card else None]
    return max((moment for moment in moments if moment is not None), default=None)


def by_question(session: Session) -> dict[int, Voices]:
    """Return, by the number of the question, what single people put in."""
    rows = Contribution.objects.filter(answer__session=session).select_related("answer", "author")
    grouped: dict[int, list[Contribution]] = defaultdict(list)
    for row in rows:
        grouped[row.answer.number].append(row)
    return {number: _voices(listed) for number, listed in grouped.items()}


def system_card(session: Session) -> tuple[tuple[SystemFact, ...], tuple[RedFlag, ...]]:
    """Return the filled-in fields of the card in its order, and every red flag; none: no card."""
    card = SystemCard.objects.filter(session=session).first()
    if card is None:
        return (), ()
    filled = model_to_dict(card, exclude=NO_FACTS).items()
    facts = tuple(SystemFact(field=name, text=text) for name, text in filled if text)
    return facts, tuple(RedFlag(field=name, answer=getattr(card, name)) for name in RED_FLAGS)


def names(session: Session, people: Iterable[Participant]) -> tuple[Person, ...]:
    """Return who is in by name, in order of joining; nobody unless the door says so."""
    if not session.names_in_report:
        return ()
    return tuple(
        Person(
            name=person.name,
            perspective=person.perspective,
            own_words=own_words(person),
            facilitator=person.role == Role.FACILITATOR,
        )
        for person in people
    )


def own_words(person: Participant) -> str:
    """Return the person's own words for a perspective that is not in the list."""
    return person.perspective_text if person.perspective == Perspective.OTHER else ""


def earlier_versions(session: Session) -> tuple[EarlierVersion, ...]:
    """Return the final versions so far, the first one first."""
    fields = ("version", "final_at", "contents_hash", "changed")
    rows = Report.objects.filter(session=session).order_by("version").values(*fields)
    return tuple(
        EarlierVersion(**row | {"final_at": row["final_at"].astimezone(dt.UTC)}) for row in rows
    )


def _voices(rows: Sequence[Contribution]) -> Voices:
    return Voices(
        vendor_facts=tuple(
            _vendor_fact(row) for row in rows if row.kind == ContributionKind.VENDOR_STATEMENT
        ),
        dissents=tuple(_dissent(row) for row in rows if row.kind == ContributionKind.DISSENT),
    )


def _vendor_fact(row: Contribution) -> VendorFact:
    return VendorFact(
        text=row.text,
        proof=row.proof,
        document=row.document,
        document_date=row.document_date,
        address=row.document_address,
        place=row.document_place,
    )


def _dissent(row: Contribution) -> Dissent:
    """Return a view; who asked to stay unnamed, or is gone, leaves the words alone."""
    if row.unnamed or row.author is None:
        return Dissent(text=row.text)
    return Dissent(
        text=row.text, perspective=row.author.perspective, own_words=own_words(row.author)
    )

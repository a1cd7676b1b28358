"""What the internal edition says beside the shareable one, read in the same look."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields

from sessions import queries
from sessions.enums import Consent, ContributionKind, Edition, Role
from sessions.models import Answer, ConsentVote, Contribution, ParkedItem, Participant, Session
from sessions.report import cards, moments, passages, voices
from sessions.report.contents import collect, in_order, one_look
from sessions.report.internal import ClosedSaid, InternalContents, Parked, Person, Remark
from sessions.report.spoken import Dissent
from sessions.report.values import Contents
from sessions.texts import readout


def collect_internal(*, session: Session, at: dt.datetime) -> InternalContents:
    """Return what the internal report of this session says now, as a concept."""
    with one_look():
        session = Session.objects.get(pk=session.pk)
        shareable = collect(session=session, at=at)
        rows = queries.action_points_in(session)
        said = {field.name: getattr(shareable, field.name) for field in fields(shareable)}
        return InternalContents(
            **said
            | {
                "as_of": min(moments.last_change(session), at).astimezone(dt.UTC),
                "earlier": voices.earlier_versions(session, edition=Edition.INTERNAL),
            },
            names=_names(session, queries.people_in(session)),
            closed_said=tuple(_closed_said(session)),
            closed_actions=in_order(row for row in rows if row.closed),
            remarks=_remarks(session),
            parked=_parked(session),
            inputs=cards.inputs_in(session) if session.inputs_in_report else (),
        )


def collect_edition(edition: Edition, *, session: Session, at: dt.datetime) -> Contents:
    """Return what this edition says now."""
    if edition == Edition.SHAREABLE:
        return collect(session=session, at=at)
    return collect_internal(session=session, at=at)


def _names(session: Session, people: Sequence[Participant]) -> tuple[Person, ...]:
    """Return who is in by name, in order of joining; nobody unless the door says so."""
    if not session.names_in_report:
        return ()
    return tuple(
        Person(
            name=person.name,
            perspective=person.perspective,
            own_words=voices.own_words(person),
            facilitator=person.role == Role.FACILITATOR,
        )
        for person in people
    )


def _closed_said(session: Session) -> Iterator[ClosedSaid]:
    """Yield what closed rounds said at each question where they said something."""
    views = _closed_views(session)
    touched = Answer.objects.filter(session=session, text_updates__closed=True)
    summed_up = Answer.objects.filter(session=session, text_checkpoints__closed=True)
    written = {*touched.values_list("pk", flat=True), *summed_up.values_list("pk", flat=True)}
    for answer in queries.answers_in(session):
        blocks = readout.blocks_in(answer, closed=True) if answer.pk in written else []
        text = passages.of(blocks)
        dissents = tuple(views.get(answer.pk, ()))
        if dissents or not passages.is_empty(text):
            yield ClosedSaid(question=answer.number, text=text, dissents=dissents)


def _closed_views(session: Session) -> dict[int, list[Dissent]]:
    rows = Contribution.objects.filter(
        answer__session=session, closed=True, kind=ContributionKind.DISSENT
    )
    found: dict[int, list[Dissent]] = defaultdict(list)
    for row in rows.select_related("author"):
        found[row.answer_id].append(voices.dissent_of(row, session=session))
    return found


def _remarks(session: Session) -> tuple[Remark, ...]:
    """Return what was said with votes, by question; in order of words, which tells not who.

    An objection that became a different view, in these words, stands there.
    """
    rows = ConsentVote.objects.filter(answer__session=session).exclude(choice=Consent.YES)
    kept = Contribution.objects.filter(answer__session=session, kind=ContributionKind.DISSENT)
    told = set(kept.values_list("answer", "key", "text"))
    said = [
        Remark(
            question=row.answer.number,
            text=row.text,
            objection=row.choice == Consent.OBJECTION,
            of_vendor=row.of_vendor,
        )
        for row in rows.select_related("answer")
        if row.text and not _stands_as_view(row, told)
    ]
    return tuple(sorted(said, key=lambda one: (one.question, one.of_vendor, one.text)))


def _stands_as_view(vote: ConsentVote, told: set[tuple[int, str, str]]) -> bool:
    kept = (vote.answer_id, vote.kept_as, vote.text)
    return vote.choice == Consent.OBJECTION and kept in told


def _parked(session: Session) -> tuple[Parked, ...]:
    rows = ParkedItem.objects.filter(session=session).select_related("answer")
    return tuple(
        Parked(
            text=row.text,
            question=row.answer.number if row.answer else None,
            settled=row.settled,
            closed=row.closed,
        )
        for row in rows
    )

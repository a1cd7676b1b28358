"""What is internal never stands in the shareable edition: neither in its data nor on its pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import pycrdt
import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sessions.models import (
    ActionPoint,
    Answer,
    ClosedRound,
    ConsentVote,
    Contribution,
    HomeworkItem,
    ParkedItem,
    Participant,
    Proposal,
    Reaction,
    Session,
    TextUpdate,
)
from sessions.report import html, pdf
from sessions.report.canonical import fingerprint, to_json
from sessions.report.contents import collect
from sessions.report.internal_contents import collect_internal
from sessions.report.values import Contents
from tests.conftest import NOW
from tests.report.paper import text_of

LATER = NOW + dt.timedelta(days=1)
INTERNAL, NOWHERE = True, False


@dataclass
class Room:
    """A session in which markers are planted; `told` are those the internal edition must hold."""

    session: Session
    author: Participant
    planted: list[str] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    # Written and not shown, by number of the question: showing it shows all of them.
    hidden: dict[int, str] = field(default_factory=dict)

    def marker(self, *, told: bool) -> str:
        """Return a word that stands nowhere else."""
        word = f"SECRET{len(self.planted):03d}X"
        self.planted.append(word)
        if told:
            self.told.add(word)
        return word

    def answer(self, number: int) -> Answer:
        return self.session.answers.get(number=number)

    def contribute(self, number: int, text: str, **fields: object) -> Contribution:
        own = {"answer": self.answer(number), "author": None, "text": text, "added_at": NOW}
        return Contribution.objects.create(**(own | fields))


def closed_text(room: Room, number: int) -> None:
    doc: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    root = doc.get("default", type=pycrdt.XmlFragment)
    words = pycrdt.XmlText(room.marker(told=INTERNAL))
    root.children.append(pycrdt.XmlElement("paragraph", contents=[words]))
    answer = room.answer(number)
    sequence = TextUpdate.objects.filter(answer=answer, closed=True).count() + 1
    TextUpdate.objects.create(
        answer=answer,
        closed=True,
        sequence=sequence,
        update=doc.get_update(),
        kept_at=NOW,
    )


def closed_view(room: Room, number: int) -> None:
    room.contribute(number, room.marker(told=INTERNAL), kind="dissent", closed=True)


def closed_action(room: Room, number: int) -> None:
    ActionPoint.objects.create(
        session=room.session,
        answer=room.answer(number) if number % 2 else None,
        text=room.marker(told=INTERNAL),
        owner=room.marker(told=INTERNAL),
        closed=True,
        added_at=NOW,
    )


def parked(room: Room, number: int) -> None:
    ParkedItem.objects.create(
        session=room.session,
        answer=room.answer(number),
        text=room.marker(told=INTERNAL),
        closed=number % 2 == 0,
        added_at=NOW,
    )


def shown_input(room: Room, number: int) -> None:
    Answer.objects.filter(pk=room.answer(number).pk).update(revealed_at=NOW)
    if number in room.hidden:
        room.told.add(room.hidden.pop(number))
    card = room.contribute(number, room.marker(told=INTERNAL), kind="input")
    Reaction.objects.create(contribution=card, text=room.marker(told=INTERNAL), added_at=NOW)


def addition(room: Room, number: int) -> None:
    room.contribute(number, room.marker(told=INTERNAL), kind="addition")


def hidden_input(room: Room, number: int) -> None:
    if room.answer(number).revealed_at is None:
        word = room.hidden[number] = room.marker(told=NOWHERE)
        room.contribute(number, word, kind="input", author=room.author)
        Answer.objects.filter(pk=room.answer(number).pk).update(step="done")


def vote(room: Room, number: int) -> None:
    ConsentVote.objects.create(
        answer=room.answer(number),
        participant=somebody(room),
        choice="remark" if number % 2 else "objection",
        text=room.marker(told=INTERNAL),
        of_vendor=number % 3 == 0,
        cast_at=NOW,
    )


def name(room: Room, _number: int) -> None:
    somebody(room)


def homework(room: Room, number: int) -> None:
    judged = ["", "rejected", "adopted"][number % 3]
    item, made = HomeworkItem.objects.get_or_create(
        session=room.session, number=number % 12 + 1, defaults={"changed_at": NOW}
    )
    if made:
        item.brought, item.judged, item.confidential = "whole", judged, judged == "adopted"
        item.text, item.document = room.marker(told=NOWHERE), room.marker(told=NOWHERE)
        item.save()


def proposal(room: Room, number: int) -> None:
    Proposal.objects.create(
        answer=room.answer(number), text=room.marker(told=NOWHERE), added_at=NOW
    )


def closed_round(room: Room, number: int) -> None:
    began = NOW + dt.timedelta(hours=number)
    ClosedRound.objects.create(
        session=room.session, began_at=began, ended_at=began + dt.timedelta(minutes=5)
    )


def somebody(room: Room) -> Participant:
    called = room.marker(told=INTERNAL)
    return Participant.objects.create(
        session=room.session,
        name=called,
        name_key=called.lower(),
        role="participant",
        perspective="hr",
        joined_at=NOW,
    )


PLANTS: list[Callable[[Room, int], None]] = [
    *(closed_text, closed_view, closed_action, parked, shown_input, addition, hidden_input),
    *(vote, name, homework, proposal, closed_round),
]


@pytest.fixture
def room(session: Session, bram: Participant) -> Room:
    """A session that has its names and its inputs in the internal edition."""
    Session.objects.filter(pk=session.pk).update(inputs_in_report=True, names_in_report=True)
    session.refresh_from_db()
    return Room(session, bram)


def page_of(contents: Contents) -> str:
    return html.render(contents, fingerprint=fingerprint(to_json(contents)))


def found(room: Room, text: str) -> set[str]:
    return {word for word in room.planted if word in text}


@pytest.mark.django_db
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(planted=[(hidden_input, 1), (shown_input, 1)])
@given(planted=st.lists(st.tuples(st.sampled_from(PLANTS), st.integers(1, 20)), max_size=25))
def test_nothing_planted_inside_stands_in_the_shareable_edition(
    room: Room, planted: list[tuple[Callable[[Room, int], None], int]]
) -> None:
    with transaction.atomic():
        trial = Room(room.session, room.author)
        for plant, number in dict.fromkeys(planted):
            plant(trial, number)
        shareable = collect(session=room.session, at=LATER)
        internal = collect_internal(session=room.session, at=LATER)
        transaction.set_rollback(True)

    outside = to_json(shareable).decode() + page_of(shareable)
    inside, on_paper = to_json(internal).decode(), page_of(internal)
    assert found(trial, outside) == set()
    assert (found(trial, inside), found(trial, on_paper)) == (trial.told, trial.told)


@pytest.mark.django_db
def test_the_shareable_pdf_holds_nothing_of_what_is_planted_everywhere(room: Room) -> None:
    for number in range(1, 21):
        for plant in PLANTS:
            plant(room, number)

    contents = collect(session=room.session, at=LATER)
    made = pdf.make_pdf(page_of(contents), data=to_json(contents), moment=LATER)

    assert len(room.planted) > 100
    assert found(room, text_of(made)) == set()
    assert [word for word in room.planted if word.encode() in made] == []


@pytest.mark.django_db
def test_the_internal_pdf_holds_what_was_planted_for_it(room: Room) -> None:
    for number in (1, 2, 3):
        for plant in PLANTS:
            plant(room, number)

    made = pdf.make_pdf(page_of(collect_internal(session=room.session, at=LATER)))

    assert found(room, text_of(made)) == room.told

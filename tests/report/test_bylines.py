"""Whose role stands above what single people said: as the door said, in both editions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sessions.commands import participants
from sessions.enums import Edition, ShownWith
from sessions.models import Contribution, Participant, Reaction, Session
from sessions.report.internal_contents import collect_edition, collect_internal
from sessions.report.spoken import Dissent
from tests.conftest import NOW

LATER = NOW + dt.timedelta(hours=1)


def contribute(session: Session, author: Participant, **fields: Any) -> Contribution:
    """Keep a view that differs at question 2, or what `fields` say."""
    usual: dict[str, Any] = {"kind": "dissent", "text": "I disagree", "added_at": NOW}
    answer = session.answers.get(number=2)
    return Contribution.objects.create(answer=answer, author=author, **(usual | fields))


def show_with(session: Session, shown_with: ShownWith) -> None:
    """Have the door say what stands above what people put in."""
    Session.objects.filter(pk=session.pk).update(shown_with=shown_with, inputs_in_report=True)
    session.refresh_from_db()


def views(session: Session, edition: Edition) -> tuple[Dissent, ...]:
    """Return the open views that differ at question 2."""
    return collect_edition(edition, session=session, at=LATER).questions[1].dissents


@pytest.mark.parametrize("edition", list(Edition))
def test_no_role_is_printed_where_the_door_promised_none(
    session: Session, daan: Participant, edition: Edition
) -> None:
    show_with(session, ShownWith.NOTHING)
    contribute(session, daan)

    assert views(session, edition) == (Dissent(text="I disagree"),)


@pytest.mark.parametrize("edition", list(Edition))
def test_who_leads_is_not_printed_either_where_the_door_promised_none(
    session: Session, anna: Participant, edition: Edition
) -> None:
    show_with(session, ShownWith.NOTHING)
    contribute(session, anna)

    assert views(session, edition) == (Dissent(text="I disagree"),)


@pytest.mark.parametrize("edition", list(Edition))
def test_who_is_gone_leaves_the_words_alone(
    session: Session, anna: Participant, daan: Participant, edition: Edition
) -> None:
    contribute(session, daan)
    who = daan.public_id
    participants.remove(session_id=session.pk, participant_id=who, by=anna, at=NOW)

    assert views(session, edition) == (Dissent(text="I disagree"),)


@pytest.mark.parametrize("edition", list(Edition))
def test_the_vendor_stays_marked_as_one_without_roles_and_when_gone(
    session: Session, victor: Participant, edition: Edition
) -> None:
    show_with(session, ShownWith.NOTHING)
    contribute(session, victor)
    participants.leave(session_id=session.pk, by=victor, at=NOW)

    assert views(session, edition) == (Dissent(text="I disagree", perspective="vendor"),)


def test_a_view_of_a_closed_round_has_no_role_where_the_door_promised_none(
    session: Session, daan: Participant
) -> None:
    show_with(session, ShownWith.NOTHING)
    contribute(session, daan, closed=True)

    said = collect_internal(session=session, at=LATER).closed_said
    assert [one.dissents for one in said] == [(Dissent(text="I disagree"),)]


def test_a_view_of_a_closed_round_has_no_role_once_its_author_is_gone(
    session: Session, daan: Participant
) -> None:
    contribute(session, daan, closed=True)
    participants.leave(session_id=session.pk, by=daan, at=NOW)

    said = collect_internal(session=session, at=LATER).closed_said
    assert [one.dissents for one in said] == [(Dissent(text="I disagree"),)]


def above_cards(session: Session) -> list[str]:
    """Return the role above every input, addition and reaction at question 2, "" for none."""
    (shown,) = collect_internal(session=session, at=LATER).inputs
    reactions = [one.perspective for card in shown.cards for one in card.reactions]
    return [*(card.perspective for card in shown.cards), *reactions]


@pytest.fixture
def carded(session: Session, daan: Participant) -> Session:
    """Daan's input, addition and reaction, shown to everybody."""
    show_with(session, ShownWith.ROLE)
    session.answers.filter(number=2).update(revealed_at=NOW)
    card = contribute(session, daan, kind="input", text="Alone")
    contribute(session, daan, kind="addition", text="Besides")
    Reaction.objects.create(contribution=card, author=daan, text="Still", added_at=NOW)
    return session


def test_inputs_additions_and_reactions_have_a_role(carded: Session) -> None:
    assert above_cards(carded) == ["works_council"] * 3


def test_they_have_none_where_the_door_promised_none(carded: Session) -> None:
    show_with(carded, ShownWith.NOTHING)

    assert above_cards(carded) == [""] * 3


def test_they_have_none_once_their_author_is_gone(carded: Session, daan: Participant) -> None:
    participants.leave(session_id=carded.pk, by=daan, at=NOW)

    assert above_cards(carded) == [""] * 3

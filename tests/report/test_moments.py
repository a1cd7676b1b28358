"""What dates an edition: the internal one any change, the shareable one what everybody hears of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from sessions.commands import action_points, contributions, parking
from sessions.commands.action_points import ActionFacts
from sessions.enums import Parked
from sessions.models import ActionPoint, Contribution, ParkedItem, Participant, Session
from sessions.report.contents import collect
from sessions.report.internal_contents import collect_internal
from tests.conftest import NOW

LATER = NOW + dt.timedelta(hours=1)
AFTERWARDS = LATER + dt.timedelta(hours=1)


def change_action(session: Session, **who: Any) -> None:
    named = ActionPoint.objects.get(session=session).public_id
    facts = ActionFacts("SECRET other action")
    action_points.change_action_point(
        session_id=session.pk, action_point_id=named, facts=facts, **who
    )


def drop_action(session: Session, **who: Any) -> None:
    named = ActionPoint.objects.get(session=session).public_id
    action_points.drop_action_point(session_id=session.pk, action_point_id=named, **who)


def settle(session: Session, **who: Any) -> None:
    named = ParkedItem.objects.get(session=session).public_id
    parking.settle_parked(session_id=session.pk, item_id=named, settled=Parked.DISCUSSED, **who)


def remove_view(session: Session, **who: Any) -> None:
    named = Contribution.objects.get(answer__session=session).public_id
    contributions.remove_contribution(session_id=session.pk, contribution_id=named, **who)


@pytest.fixture
def said_inside(session: Session) -> Session:
    """An action, a parked item and a view of a closed round, that ended long ago."""
    answer = session.answers.get(number=5)
    rest: dict[str, Any] = {"answer": answer, "closed": True, "added_at": NOW}
    ActionPoint.objects.create(session=session, text="SECRET action", **rest)
    ParkedItem.objects.create(session=session, text="SECRET item", **rest)
    Contribution.objects.create(kind="dissent", text="SECRET view", **rest)
    return session


CHANGES = [change_action, drop_action, settle, remove_view]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_of_what_was_said_inside_dates_the_internal_edition_alone(
    said_inside: Session, anna: Participant, change: Callable[..., None]
) -> None:
    before = collect(session=said_inside, at=AFTERWARDS).as_of
    change(said_inside, by=anna, at=LATER)

    both = [one(session=said_inside, at=AFTERWARDS).as_of for one in (collect, collect_internal)]
    assert both == [before, LATER]

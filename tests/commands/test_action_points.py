"""Action points: added by anyone, changed by who added them or who leads."""

from datetime import date

import pytest

from sessions.commands import action_points, answers
from sessions.commands.action_points import ActionFacts
from sessions.commands.conclusions import Conclusion
from sessions.enums import ActionKind, Outcome
from sessions.errors import NotAllowed, NotFound, Refused
from sessions.models import ActionPoint
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_bram(session, bram):
    return action_points.add_action_point(
        session_id=session.pk, facts=ActionFacts("Vraag de lijst op", question=8), by=bram, at=NOW
    )


def test_an_action_point_holds_what_was_filled_in(session, victor):
    facts = ActionFacts("Stuur bijlage 4", 8, ActionKind.PROCESS, "Victor", date(2026, 12, 4))

    made = action_points.add_action_point(session_id=session.pk, facts=facts, by=victor, at=NOW)

    stored = ActionPoint.objects.get(pk=made.pk)
    assert (stored.text, stored.answer.number, stored.kind, stored.owner, stored.due_date) == (
        "Stuur bijlage 4",
        8,
        "process",
        "Victor",
        date(2026, 12, 4),
    )


def test_ones_own_action_point_can_be_changed(session, bram, of_bram):
    action_points.change_action_point(
        session_id=session.pk,
        action_point_id=of_bram.public_id,
        facts=ActionFacts("Vraag twee lijsten op"),
        by=bram,
        at=NOW,
    )

    stored = ActionPoint.objects.get()
    assert (stored.text, stored.answer) == ("Vraag twee lijsten op", None)


def test_somebody_elses_action_point_is_theirs(session, carla, of_bram):
    with pytest.raises(NotAllowed):
        action_points.drop_action_point(
            session_id=session.pk, action_point_id=of_bram.public_id, by=carla, at=NOW
        )


def test_who_leads_may_drop_any(session, anna, of_bram):
    action_points.drop_action_point(
        session_id=session.pk, action_point_id=of_bram.public_id, by=anna, at=NOW
    )

    assert not ActionPoint.objects.exists()


def test_an_action_point_of_another_session_is_not_there(other_session, otto, of_bram):
    with pytest.raises(NotFound):
        action_points.drop_action_point(
            session_id=other_session.pk, action_point_id=of_bram.public_id, by=otto, at=NOW
        )


@pytest.fixture
def found_out(session, anna):
    """Question 8 is to be investigated, on an action with owner and date."""
    facts = ActionFacts("Vraag de lijst op", 8, None, "Bram", date(2026, 12, 4))
    made = action_points.add_action_point(session_id=session.pk, facts=facts, by=anna, at=NOW)
    answers.round_off(
        session_id=session.pk,
        number=8,
        conclusion=Conclusion(Outcome.TO_INVESTIGATE),
        by=anna,
        at=NOW,
    )
    return made


def test_the_action_a_question_was_rounded_off_with_is_not_dropped(session, anna, found_out):
    with pytest.raises(Refused):
        action_points.drop_action_point(
            session_id=session.pk, action_point_id=found_out.public_id, by=anna, at=NOW
        )

    assert ActionPoint.objects.count() == 1


def test_nor_does_it_lose_its_date(session, anna, found_out):
    with pytest.raises(Refused):
        action_points.change_action_point(
            session_id=session.pk,
            action_point_id=found_out.public_id,
            facts=ActionFacts("Vraag de lijst op", 8, None, "Bram", None),
            by=anna,
            at=NOW,
        )

    assert ActionPoint.objects.get().due_date == date(2026, 12, 4)


def test_once_the_question_is_open_again_it_may_go(session, anna, found_out):
    answers.reopen_question(session_id=session.pk, number=8, by=anna, at=NOW)

    action_points.drop_action_point(
        session_id=session.pk, action_point_id=found_out.public_id, by=anna, at=NOW
    )

    assert ActionPoint.objects.count() == 0


def test_one_person_leaves_room_for_the_actions_of_others(session, bram, of_bram, monkeypatch):
    monkeypatch.setattr(action_points, "MOST_OWN", 1)

    with pytest.raises(Refused):
        action_points.add_action_point(
            session_id=session.pk, facts=ActionFacts("Nog een."), by=bram, at=NOW
        )

    assert ActionPoint.objects.get() == of_bram

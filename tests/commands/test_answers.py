"""Rounding a question off: what each outcome and each risk needs."""

from datetime import date

import pytest

from sessions.commands import action_points, answers
from sessions.commands.action_points import ActionFacts
from sessions.commands.conclusions import Conclusion, NotReady
from sessions.enums import Outcome, Risk, Step
from sessions.errors import NotFound
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

OWNED = ActionFacts("Vraag de lijst op", question=8, owner="Bram", due_date=date(2026, 12, 4))


@pytest.fixture
def round_off(session, anna):
    def with_conclusion(**conclusion):
        answers.round_off(
            session_id=session.pk,
            number=8,
            conclusion=Conclusion(**conclusion),
            by=anna,
            at=NOW,
        )
        return session.answers.get(number=8)

    return with_conclusion


@pytest.fixture
def add_action(session, anna):
    def with_facts(facts):
        action_points.add_action_point(session_id=session.pk, facts=facts, by=anna, at=NOW)

    return with_facts


@pytest.mark.parametrize(
    ("conclusion", "field"),
    [
        ({"outcome": Outcome.OPEN}, "outcome"),
        ({"outcome": Outcome.ANSWERED}, "text"),
        ({"outcome": Outcome.TO_INVESTIGATE}, "actions"),
        ({"outcome": Outcome.NO_GOOD_ANSWER}, "reason"),
        ({"outcome": Outcome.NOT_APPLICABLE}, "reason"),
        ({"outcome": Outcome.NOT_DISCUSSED, "risk": Risk.LOW}, "risk_reason"),
        (
            {"outcome": Outcome.NOT_DISCUSSED, "risk": Risk.HIGH, "risk_reason": "Groot"},
            "acceptance",
        ),
    ],
)
def test_what_is_missing_is_named(round_off, conclusion, field):
    with pytest.raises(NotReady) as refused:
        round_off(**conclusion)

    assert refused.value.field == field


@pytest.mark.parametrize(
    "facts",
    [
        ActionFacts("Zonder naam", question=8, due_date=date(2026, 12, 4)),
        ActionFacts("Zonder datum", question=8, owner="Bram"),
        ActionFacts("Bij een andere vraag", question=9, owner="Bram", due_date=date(2026, 12, 4)),
    ],
)
def test_to_investigate_needs_an_action_with_owner_and_date_at_this_question(
    round_off, add_action, facts
):
    add_action(facts)

    with pytest.raises(NotReady):
        round_off(outcome=Outcome.TO_INVESTIGATE)


def test_to_investigate_with_owner_and_date_is_finished_work(round_off, add_action):
    add_action(OWNED)

    answer = round_off(outcome=Outcome.TO_INVESTIGATE)

    assert (answer.outcome, answer.step, answer.frozen_at) == (
        Outcome.TO_INVESTIGATE,
        Step.DONE,
        NOW,
    )


def test_a_high_risk_with_an_action_needs_no_acceptance(round_off, add_action):
    add_action(OWNED)

    answer = round_off(outcome=Outcome.TO_INVESTIGATE, risk=Risk.HIGH, risk_reason="Groot")

    assert (answer.risk, answer.acceptance) == (Risk.HIGH, "")


def test_a_high_risk_without_action_stands_with_who_accepts_it(round_off):
    answer = round_off(
        outcome=Outcome.NO_GOOD_ANSWER,
        reason="Weet niemand.",
        risk=Risk.HIGH,
        risk_reason="Groot",
        acceptance="De directeur HR accepteert dit.",
    )

    assert answer.acceptance == "De directeur HR accepteert dit."


def test_risk_is_empty_until_chosen(round_off):
    assert round_off(outcome=Outcome.NOT_DISCUSSED).risk == ""


def test_reopening_loses_nothing(session, anna, round_off):
    round_off(
        outcome=Outcome.NO_GOOD_ANSWER, reason="Weet niemand.", risk=Risk.LOW, risk_reason="Klein"
    )

    answers.reopen_question(session_id=session.pk, number=8, by=anna, at=NOW)

    answer = session.answers.get(number=8)
    assert (answer.step, answer.frozen_at, answer.outcome, answer.reason, answer.risk) == (
        Step.COMPOSING,
        None,
        Outcome.NO_GOOD_ANSWER,
        "Weet niemand.",
        Risk.LOW,
    )


def test_parts_are_ticked_and_unticked(session, anna):
    for part, done in [(1, True), (0, True), (1, False)]:
        answers.tick_part(session_id=session.pk, number=8, part=part, done=done, by=anna, at=NOW)

    assert session.answers.get(number=8).parts_done == [0]


def test_a_part_that_is_not_there_is_refused(session, anna):
    with pytest.raises(NotFound):
        answers.tick_part(session_id=session.pk, number=8, part=9, done=True, by=anna, at=NOW)


def test_a_question_outside_the_programme_is_refused(session, anna, round_off):
    session.answers.filter(number=8).update(chosen=False)

    with pytest.raises(NotFound):
        round_off(outcome=Outcome.NOT_DISCUSSED)


def test_an_action_of_a_closed_round_is_no_ground_to_round_off_on(session, round_off, add_action):
    add_action(OWNED)
    session.action_points.update(closed=True)

    with pytest.raises(NotReady):
        round_off(outcome=Outcome.TO_INVESTIGATE)

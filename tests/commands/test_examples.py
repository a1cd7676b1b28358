"""Example sessions: what is in them, and that nothing else is touched."""

from datetime import UTC, date, datetime

import pytest

from sessions.access import examples as access
from sessions.commands.example_filling import day_of_session
from sessions.commands.examples import Kind, make_example
from sessions.models import (
    Account,
    Answer,
    Contribution,
    Organisation,
    Participant,
    Session,
    TextUpdate,
)
from tests.conftest import NOW, make_account

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("today", "held"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=UTC), date(2026, 11, 12)),
        (datetime(2026, 11, 25, 9, tzinfo=UTC), date(2026, 11, 13)),
        (datetime(2026, 11, 26, 9, tzinfo=UTC), date(2026, 11, 13)),
        (datetime(2026, 11, 27, 9, tzinfo=UTC), date(2026, 11, 16)),
    ],
)
def test_a_filled_example_was_held_on_a_working_day(today, held):
    assert day_of_session(today) == held


def test_an_example_that_has_begun_goes_on_at_the_fourth_question(catalogue):
    example = make_example(kind=Kind.BEGUN, people=9, at=NOW)

    steps = Answer.objects.filter(session=example.session, step="done").order_by("number")
    assert (
        example.session.phase,
        example.session.current_question,
        list(steps.values_list("number", flat=True)),
        Answer.objects.get(session=example.session, number=4).step,
    ) == ("running", 4, [1, 2, 3], "discussing")


def test_an_example_that_has_begun_shows_what_people_wrote_alone(catalogue):
    example = make_example(kind=Kind.BEGUN, people=9, at=NOW)

    answer = Answer.objects.get(session=example.session, number=4)
    cards = Contribution.objects.filter(answer=answer, kind="input")
    assert (answer.revealed_at is not None, cards.count()) == (True, 4)


def test_an_empty_example_goes_the_plain_way(catalogue):
    example = make_example(kind=Kind.EMPTY, people=2, at=NOW)

    assert example.session.steps == ["composing"]


@pytest.mark.parametrize("people", [0, 2, 9, 40])
def test_an_empty_example_has_the_people_that_were_asked_for_and_no_text(catalogue, people):
    example = make_example(kind=Kind.EMPTY, people=people, at=NOW)

    guests = Participant.objects.filter(session=example.session, account=None)
    assert (example.session.phase, guests.count(), TextUpdate.objects.count()) == (
        "running",
        people,
        0,
    )


def test_examples_share_one_organisation_and_its_accounts(catalogue):
    for _ in range(2):
        make_example(kind=Kind.EMPTY, people=1, at=NOW)

    assert (Organisation.objects.count(), Account.objects.count(), Session.objects.count()) == (
        1,
        3,
        2,
    )


def test_a_real_organisation_with_such_a_name_is_no_example(db):
    real = Organisation.objects.create(name="Voorbeeld BV", created_at=NOW)
    make_account("otto@linde.example", "Otto", real)

    assert access.example_organisations() == []


def test_a_real_session_has_no_example_report(session):
    assert access.example_session(access.mint(session)) is None

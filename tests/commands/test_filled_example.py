"""The filled example: what is in it, and that its removal touches nothing else."""

from copy import deepcopy

import pytest
from pytest_django import DjangoDbBlocker

from sessions.access import examples as access
from sessions.commands import accounts, examples
from sessions.commands.examples import Example, Kind, make_example, remove_examples
from sessions.enums import MembershipRole
from sessions.models import (
    Account,
    ActionPoint,
    Answer,
    AuditEntry,
    Contribution,
    Membership,
    Organisation,
    Participant,
    Report,
    Session,
    SystemCard,
)
from sessions.report import canonical
from sessions.report.internal import InternalContents
from sessions.texts import readout
from tests.conftest import NOW, make_account

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def kept(held: None, django_db_blocker: DjangoDbBlocker) -> Example:
    """A filled example, made once for all tests of this file."""
    with django_db_blocker.unblock():
        return make_example(kind=Kind.FILLED, people=3, at=NOW)


@pytest.fixture
def filled(kept: Example, db: None) -> Example:
    """A filled example as it was made: what other tests did to it is undone."""
    return deepcopy(kept)


def latest(example):
    return canonical.from_json(bytes(example.reports[-1].contents))


def test_a_filled_example_holds_every_answer_as_it_is_told(filled):
    told = {number: list(one.blocks) for number, one in examples.story().questions.items()}

    assert readout.blocks_of(filled.session) == told


def test_a_filled_example_is_closed_with_every_outcome_given(filled):
    outcomes = Answer.objects.filter(session=filled.session).order_by("number")

    assert (filled.session.phase, list(outcomes.values_list("outcome", flat=True))) == (
        "closed",
        [one.outcome for one in examples.story().questions.values()],
    )


def test_a_filled_example_has_facts_views_actions_and_a_card(filled):
    counted = (
        Contribution.objects.count(),
        ActionPoint.objects.count(),
        SystemCard.objects.count(),
    )

    assert counted == (62, 19, 1)


def test_a_filled_example_has_two_final_versions_that_differ_in_the_card(filled):
    first, second = (canonical.from_json(bytes(one.contents)) for one in filled.reports)
    changed = {fact.field for fact in set(second.system_facts) - set(first.system_facts)}

    assert ([r.version for r in filled.reports], changed, second.changed != "") == (
        [1, 2],
        {"impact_assessment", "complaints"},
        True,
    )


def test_the_report_of_a_filled_example_counts_its_people(filled):
    contents = latest(filled)

    assert (sum(group.count for group in contents.people), contents.vendor_present) == (10, True)


def test_an_unnamed_view_stays_unnamed_in_the_report(filled):
    views = {view.text[:16]: view.perspective for view in latest(filled).questions[9].dissents}

    assert views == {"Eerlijk gezegd k": ""}


def test_every_day_in_an_example_is_a_working_day(filled):
    due = set(ActionPoint.objects.values_list("due_date", flat=True))

    assert [day for day in {*due, filled.session.date} if day.weekday() > 4] == []


def test_the_internal_edition_of_a_filled_example_has_something_of_everything(filled):
    inside = latest(filled)

    assert isinstance(inside, InternalContents)
    said = (inside.closed_said, inside.closed_actions, inside.remarks, inside.parked)
    told = [bool(one) for one in (*said, inside.inputs, inside.vendor_facts)]
    assert (told, inside.names) == ([True] * 6, ())
    assert (inside.closed_rounds, inside.closed_minutes, inside.scribes, inside.observers) == (
        1,
        5,
        1,
        1,
    )


def test_an_objection_of_a_filled_example_is_kept_as_a_view(filled):
    assert [view.perspective for view in latest(filled).questions[16].dissents] == ["it"]


def test_what_only_the_room_may_see_of_the_homework_is_in_no_report(filled):
    for report in Report.objects.all():
        assert b"concurrenten kijken mee" not in bytes(report.contents)


def test_nobody_in_an_example_has_a_password(filled):
    assert [a.email for a in Account.objects.all() if a.has_usable_password()] == []


def test_an_installation_with_examples_alone_still_waits_for_its_first_account(filled):
    assert accounts.is_first_run() is True


def test_removing_leaves_nothing(filled):
    make_example(kind=Kind.BEGUN, people=1, at=NOW)

    removed = remove_examples(at=NOW)

    left = [
        model.__name__
        for model in (Organisation, Account, Membership, Session, Participant, Report, AuditEntry)
        if model.objects.exists()
    ]
    assert (removed, left) == (2, [])


def test_removing_touches_nothing_of_others(session, anna, bram, filled):
    remove_examples(at=NOW)

    assert (
        list(Session.objects.all()),
        list(Account.objects.all()),
        set(Participant.objects.values_list("name", flat=True)),
    ) == ([session], [anna.account], {"Anna", "Bram"})


def test_removing_twice_removes_nothing_more(filled):
    remove_examples(at=NOW)

    assert remove_examples(at=NOW) == 0


def test_a_real_organisation_that_let_an_example_account_in_is_no_example(filled, vlietdam):
    Organisation.objects.filter(pk=vlietdam.pk).update(name="Voorbeeldstad")
    make_account("otto@linde.example", "Otto", vlietdam)
    noor = Account.objects.get(email=access.address("noor"))
    Membership.objects.create(organisation=vlietdam, account=noor, role="owner")

    remove_examples(at=NOW)

    assert [one.name for one in Organisation.objects.all()] == ["Voorbeeldstad"]


def test_an_example_account_that_was_invited_elsewhere_stays_there(filled, vlietdam):
    noor = Account.objects.get(email=access.address("noor"))
    Membership.objects.create(organisation=vlietdam, account=noor, role="facilitator")

    remove_examples(at=NOW)

    assert (list(Account.objects.all()), list(Organisation.objects.all())) == ([noor], [vlietdam])


def test_the_report_link_of_an_example_opens_that_example(filled):
    token = access.mint(filled.session)

    assert (access.example_session(token), access.example_session(token + "x")) == (
        filled.session,
        None,
    )


def test_who_was_invited_to_look_at_an_example_is_no_first_account_and_goes_with_it(filled):
    visitor = Account.objects.create_user("petra@vlietdam.example", "vijf woorden", name="Petra")
    Membership.objects.create(
        organisation=filled.session.organisation, account=visitor, role=MembershipRole.READER
    )
    first = accounts.is_first_run()

    remove_examples(at=NOW)

    assert (first, Account.objects.exists()) == (True, False)


def test_the_votes_of_a_filled_example_are_about_the_answers_as_they_stand(filled):
    asked = latest(filled).questions
    votes = [tally for one in asked for tally in (one.consent, one.facts_right) if tally]

    assert (bool(votes), sum(tally.outdated for tally in votes)) == (True, 0)

"""Ticks under a final version: by whom, once, and never changed."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from sessions import queries
from sessions.commands import sessions
from sessions.commands.reports import finalise
from sessions.commands.sign_offs import SignedAlready, sign_off
from sessions.enums import Capacity, MembershipRole, Phase
from sessions.errors import NotFound, Refused
from sessions.models import Account, AuditEntry, Membership, Report, SignOff
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def report(session, anna) -> Report:
    in_phase(session, Phase.CLOSED)
    return finalise(session_id=session.pk, changed="", by=anna, at=NOW)


def member(organisation, role: MembershipRole) -> Account:
    account = Account.objects.create_user(f"{role}@vlietdam.example", "x" * 20, name="Hanna")
    Membership.objects.create(organisation=organisation, account=account, role=role)
    return account


def tick(report, by, *, capacity=Capacity.HR, remark="") -> SignOff:
    return sign_off(report_id=report.public_id, capacity=capacity, remark=remark, by=by, at=LATER)


def test_a_reader_signs_off(report, vlietdam):
    hanna = member(vlietdam, MembershipRole.READER)
    tick(report, hanna, remark="Goed gesprek")

    kept = SignOff.objects.get()
    assert (kept.name, kept.capacity, kept.remark, kept.at, kept.contents_hash) == (
        "Hanna",
        "hr",
        "Goed gesprek",
        LATER,
        report.contents_hash,
    )


def test_signing_off_is_written_down(report, vlietdam):
    hanna = member(vlietdam, MembershipRole.READER)
    tick(report, hanna)

    entry = AuditEntry.objects.get(action="report_signed_off")
    assert (entry.actor, entry.subject) == (hanna.memberships.get().public_id, report.public_id)


def test_a_capacity_is_ticked_once(report, anna_account, vlietdam):
    tick(report, anna_account)

    with pytest.raises(SignedAlready):
        tick(report, member(vlietdam, MembershipRole.READER), remark="Ik ook")
    assert [one.remark for one in SignOff.objects.all()] == [""]


def test_one_account_may_tick_two_capacities(report, anna_account):
    tick(report, anna_account)
    tick(report, anna_account, capacity=Capacity.FACILITATOR)

    assert [one.capacity for one in SignOff.objects.all()] == ["hr", "facilitator"]


def test_a_facilitator_who_did_not_lead_signs_nothing(report, vlietdam):
    with pytest.raises(NotFound):
        tick(report, member(vlietdam, MembershipRole.FACILITATOR))


def test_somebody_of_another_organisation_signs_nothing(report, otto):
    with pytest.raises(NotFound):
        tick(report, otto.account)


def test_of_a_stub_nothing_is_signed(report, session, anna, anna_account):
    sessions.delete_session(session_id=session.pk, by=anna, at=LATER)

    with pytest.raises(NotFound):
        tick(report, anna_account)


def test_a_tick_leaves_the_version_as_it_was(report, anna_account):
    before = Report.objects.values().get(pk=report.pk)
    tick(report, anna_account)

    assert Report.objects.values().get(pk=report.pk) == before


@pytest.mark.django_db(transaction=True)
def test_of_two_who_tick_at_once_one_does(report, anna_account):
    barrier, refusals = threading.Barrier(3), []

    def post() -> None:
        barrier.wait()
        try:
            tick(report, anna_account)
        except Refused as refused:
            refusals.append(refused.code)
        connection.close()

    threads = [threading.Thread(target=post) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert (SignOff.objects.count(), refusals) == (1, ["signed_already"] * 2)


def test_the_shareable_edition_is_not_signed_off(report, anna_account):
    shareable = queries.other_edition_of(report)

    with pytest.raises(NotFound):
        sign_off(
            report_id=shareable.public_id,
            capacity=Capacity.HR,
            remark="",
            by=anna_account,
            at=NOW,
        )

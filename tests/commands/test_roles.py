"""Roles in the room: given by who leads; a session always keeps somebody who leads."""

import pytest

from sessions.commands import pens, roles
from sessions.enums import MembershipRole, Role
from sessions.errors import NotAllowed, NotFound, Refused
from sessions.models import Membership, Participant
from tests.conftest import NOW, make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(session, anna):
    def make_somebody(person, role):
        roles.change_role(
            session_id=session.pk, participant_id=person.public_id, role=role, by=anna, at=NOW
        )
        person.refresh_from_db()
        return person

    return make_somebody


@pytest.fixture
def noors_membership(vlietdam):
    account = make_account(
        "noor@vlietdam.example", "Noor", vlietdam, role=MembershipRole.FACILITATOR
    )
    return Membership.objects.get(account=account)


def add(session, member, *, by):
    roles.add_facilitator(session_id=session.pk, member_id=member.public_id, by=by, at=NOW)
    return Participant.objects.filter(session=session, account=member.account).first()


@pytest.mark.parametrize("role", sorted(roles.GIVEN))
def test_somebody_becomes_what_the_facilitator_says(make, carla, bram, role):
    make(bram, Role.OBSERVER if role != Role.OBSERVER else Role.SCRIBE)

    assert make(bram, role).role == role


@pytest.mark.parametrize(
    ("role", "inside"),
    [(Role.SCRIBE, True), (Role.VENDOR, False), (Role.OBSERVER, False)],
)
def test_a_scribe_is_inside_closed_rounds_a_vendor_and_an_observer_are_not(
    make, bram, role, inside
):
    Participant.objects.filter(pk=bram.pk).update(insider=not inside)

    assert make(bram, role).insider == inside


def test_a_vendor_who_becomes_a_participant_stays_outside_closed_rounds(make, victor):
    assert not make(victor, Role.PARTICIPANT).insider


def test_nobody_is_made_facilitator_this_way(make, bram):
    with pytest.raises(Refused):
        make(bram, Role.FACILITATOR)


def test_a_facilitator_keeps_leading_until_they_step_down(make, anna):
    with pytest.raises(Refused):
        make(anna, Role.OBSERVER)


def test_a_participant_gives_no_roles(session, bram, carla):
    with pytest.raises(NotAllowed):
        roles.change_role(
            session_id=session.pk,
            participant_id=carla.public_id,
            role=Role.OBSERVER,
            by=bram,
            at=NOW,
        )


def test_who_may_not_write_any_more_puts_the_pen_down(session, make, bram):
    make(bram, Role.SCRIBE)
    session.one_pen, session.pen = True, bram
    session.save(update_fields=["one_pen", "pen"])

    make(bram, Role.OBSERVER)

    session.refresh_from_db()
    assert session.pen is None


def test_a_colleague_leads_too(session, anna, noors_membership):
    assert add(session, noors_membership, by=anna).role == Role.FACILITATOR


def test_a_colleague_is_added_once(session, anna, noors_membership):
    add(session, noors_membership, by=anna)
    add(session, noors_membership, by=anna)

    assert Participant.objects.filter(session=session, role=Role.FACILITATOR).count() == 2


def test_a_reader_does_not_lead(session, anna, noors_membership):
    noors_membership.role = MembershipRole.READER
    noors_membership.save(update_fields=["role"])

    with pytest.raises(NotFound):
        add(session, noors_membership, by=anna)


def test_a_member_of_another_organisation_does_not_lead(session, anna, otto):
    with pytest.raises(NotFound):
        add(session, Membership.objects.get(account=otto.account), by=anna)


def test_the_last_facilitator_cannot_step_down(session, anna):
    with pytest.raises(Refused) as refused:
        roles.step_down(session_id=session.pk, by=anna, at=NOW)

    assert str(refused.value) == "Jij bent de enige gespreksleider. Laat eerst een collega leiden."


def switch_off(account):
    account.is_active = False
    account.save(update_fields=["is_active"])


def test_a_colleague_who_cannot_sign_in_does_not_lead(session, anna, noors_membership):
    switch_off(noors_membership.account)

    with pytest.raises(NotFound):
        add(session, noors_membership, by=anna)


def test_a_colleague_who_cannot_sign_in_is_not_offered(session, noors_membership):
    switch_off(noors_membership.account)

    assert roles.who_could_lead(session) == []


def test_a_session_is_not_left_to_a_facilitator_who_cannot_sign_in(session, anna, noors_membership):
    add(session, noors_membership, by=anna)
    switch_off(noors_membership.account)

    with pytest.raises(Refused):
        roles.step_down(session_id=session.pk, by=anna, at=NOW)


def test_a_session_is_handed_over(session, anna, noors_membership):
    add(session, noors_membership, by=anna)
    roles.step_down(session_id=session.pk, by=anna, at=NOW)

    leads = Participant.objects.filter(session=session, role=Role.FACILITATOR)
    assert [one.name for one in leads] == ["Noor"]


def test_who_stepped_down_can_lead_again_under_the_same_name(session, anna, noors_membership):
    noor = add(session, noors_membership, by=anna)
    roles.step_down(session_id=session.pk, by=anna, at=NOW)
    add(session, Membership.objects.get(account=anna.account), by=noor)

    anna.refresh_from_db()
    assert (anna.name, anna.role) == ("Anna", Role.FACILITATOR)


def test_who_stepped_down_still_reads_what_closed_rounds_said(session, anna, noors_membership):
    add(session, noors_membership, by=anna)
    roles.step_down(session_id=session.pk, by=anna, at=NOW)

    anna.refresh_from_db()
    assert (anna.role, anna.insider) == (Role.PARTICIPANT, True)


def test_only_colleagues_who_do_not_lead_yet_are_offered(session, anna, noors_membership):
    offered = [member.account.name for member in roles.who_could_lead(session)]

    assert offered == ["Noor"]


def test_without_one_pen_there_is_none_to_take(session, anna):
    with pytest.raises(Refused):
        pens.take_pen(session_id=session.pk, by=anna, at=NOW)

"""Colleagues: invited, let in, given another role, and out again."""

from datetime import timedelta

import pytest

from sessions.access import identity, offices
from sessions.access.codes import digest
from sessions.access.links import LinkState, invitation_state
from sessions.access.screens import usable_screen_link
from sessions.commands import invitations, organisations
from sessions.commands.invitations import AlreadyMember, EmailKnown, InvitationOver, NewAccount
from sessions.commands.organisations import LastOwner
from sessions.commands.participants import remove
from sessions.commands.screens import make_screen_link
from sessions.enums import MembershipRole, Role
from sessions.errors import NotAllowed, NotFound
from sessions.models import Account, AuditEntry, Invitation, Membership, Participant
from tests.conftest import NOW, make_account

pytestmark = pytest.mark.django_db

PETRA = NewAccount("Petra", "Petra@Vlietdam.example", "een lang wachtwoord")
OWNER, FACILITATOR, READER = (
    MembershipRole.OWNER,
    MembershipRole.FACILITATOR,
    MembershipRole.READER,
)


@pytest.fixture
def token(vlietdam, anna_account) -> str:
    return invitations.invite(
        organisation_id=vlietdam.pk, role=READER, note="Petra, HR", by=anna_account, at=NOW
    )


@pytest.fixture
def petra(vlietdam) -> Account:
    return make_account("petra@vlietdam.example", "Petra", vlietdam, role=READER)


@pytest.fixture
def noor(vlietdam) -> Account:
    return make_account("noor@vlietdam.example", "Noor", vlietdam)


def member(account: Account) -> Membership:
    return Membership.objects.get(account=account)


def place_of(account: Account, session) -> Participant | None:
    return identity.participant_behind(session=session, account=account, cookies={})


def heir_of(account: Account, session) -> Participant:
    """Return the place of who took over, which must be there."""
    place = place_of(account, session)
    assert place
    return place


def test_who_holds_the_link_comes_in_with_the_role_it_gives(token, vlietdam):
    account = invitations.accept_with_new_account(token=token, newcomer=PETRA, at=NOW)

    membership = member(account)
    assert (account.email, membership.organisation, membership.role) == (
        "petra@vlietdam.example",
        vlietdam,
        READER,
    )


def test_the_link_is_kept_as_a_digest_only(token):
    row = Invitation.objects.values().get()

    assert (row["token_hash"], token in str(row)) == (digest(token), False)


def test_an_invitation_works_once(token):
    invitations.accept_with_new_account(token=token, newcomer=PETRA, at=NOW)

    with pytest.raises(InvitationOver):
        invitations.accept_with_new_account(
            token=token, newcomer=NewAccount("Q", "q@vlietdam.example", "x" * 12), at=NOW
        )
    assert Account.objects.filter(email="q@vlietdam.example").exists() is False


def test_an_invitation_ends_after_seven_days(token, otto):
    with pytest.raises(InvitationOver):
        invitations.accept_invitation(token=token, by=otto.account, at=NOW + timedelta(days=7))


def test_an_invitation_that_was_taken_back_lets_nobody_in(token, anna_account, otto):
    invitations.revoke_invitation(
        invitation_id=Invitation.objects.get().public_id, by=anna_account, at=NOW
    )

    with pytest.raises(InvitationOver):
        invitations.accept_invitation(token=token, by=otto.account, at=NOW)


def test_somebody_of_elsewhere_takes_no_invitation_back(token, otto):
    with pytest.raises(NotFound):
        invitations.revoke_invitation(
            invitation_id=Invitation.objects.get().public_id, by=otto.account, at=NOW
        )


def test_an_account_may_belong_to_a_second_organisation(token, otto, vlietdam):
    invitations.accept_invitation(token=token, by=otto.account, at=NOW)

    roles = Membership.objects.filter(account=otto.account).values_list("role", flat=True)
    assert sorted(roles) == ["owner", "reader"]


def test_a_member_leaves_the_invitation_to_somebody_else(token, anna_account):
    with pytest.raises(AlreadyMember):
        invitations.accept_invitation(token=token, by=anna_account, at=NOW)

    state = invitation_state(Invitation.objects.get(), at=NOW)
    assert (state, member(anna_account).role) == (LinkState.OPEN, OWNER)


def test_a_known_address_makes_no_second_account_and_leaves_the_invitation(token, otto):
    newcomer = NewAccount("Otto", "OTTO@linde.example", "een lang wachtwoord")

    with pytest.raises(EmailKnown) as refused:
        invitations.accept_with_new_account(token=token, newcomer=newcomer, at=NOW)

    state = invitation_state(Invitation.objects.get(), at=NOW)
    assert (refused.value.field, state) == ("email", LinkState.OPEN)


@pytest.mark.parametrize("role", [FACILITATOR, READER])
def test_only_an_owner_invites(vlietdam, anna_account, role):
    Membership.objects.update(role=role)

    with pytest.raises(NotAllowed):
        invitations.invite(
            organisation_id=vlietdam.pk, role=READER, note="", by=anna_account, at=NOW
        )


def test_the_record_holds_no_name_note_or_secret(token):
    invitations.accept_with_new_account(token=token, newcomer=PETRA, at=NOW)

    kept = str(list(AuditEntry.objects.values()))
    assert [one for one in (token, digest(token), "Petra", "vlietdam") if one in kept] == []
    assert [entry.action for entry in AuditEntry.objects.all()] == [
        "invited",
        "invitation_accepted",
    ]


def test_the_last_owner_stays_owner(anna_account, petra):
    with pytest.raises(LastOwner):
        organisations.change_role(
            member_id=member(anna_account).public_id, role=READER, by=anna_account, at=NOW
        )
    with pytest.raises(LastOwner):
        organisations.remove_member(
            member_id=member(anna_account).public_id, by=anna_account, at=NOW
        )
    assert member(anna_account).role == OWNER


def test_an_owner_whose_account_is_switched_off_counts_for_nothing(anna_account, noor):
    Account.objects.filter(pk=noor.pk).update(is_active=False)

    with pytest.raises(LastOwner):
        organisations.remove_member(
            member_id=member(anna_account).public_id, by=anna_account, at=NOW
        )


@pytest.mark.parametrize("who", ["petra", "otto"])
def test_who_is_no_owner_there_finds_no_member(who, request, anna_account, petra, otto):
    by = petra if who == "petra" else otto.account

    with pytest.raises(NotFound):
        organisations.remove_member(member_id=member(anna_account).public_id, by=by, at=NOW)
    with pytest.raises(NotFound):
        organisations.change_role(member_id=member(petra).public_id, role=OWNER, by=by, at=NOW)
    assert (member(petra).role, member(anna_account).role) == (READER, OWNER)


def test_who_is_removed_loses_the_place_and_the_session_finds_another_to_lead(
    session, anna_account, noor
):
    organisations.remove_member(member_id=member(anna_account).public_id, by=noor, at=NOW)

    heir = heir_of(noor, session)
    assert (place_of(anna_account, session), heir.role, heir.name) == (
        None,
        Role.FACILITATOR,
        "Noor",
    )


def test_the_screens_of_a_session_go_out_with_who_led_it(session, anna, anna_account, noor):
    made = make_screen_link(session_id=session.pk, by=anna, at=NOW)

    organisations.remove_member(member_id=member(anna_account).public_id, by=noor, at=NOW)

    assert usable_screen_link(token=made.token, at=NOW) is None


def test_the_screens_stay_when_somebody_goes_who_only_took_part(session, anna, anna_account, petra):
    made = make_screen_link(session_id=session.pk, by=anna, at=NOW)
    place = lead(session, petra)
    place.role = Role.PARTICIPANT
    place.save()

    organisations.remove_member(member_id=member(petra).public_id, by=anna_account, at=NOW)

    assert usable_screen_link(token=made.token, at=NOW) is not None


def test_an_owner_who_leaves_hands_over_to_another_owner(session, anna_account, noor):
    organisations.remove_member(member_id=member(anna_account).public_id, by=anna_account, at=NOW)

    assert heir_of(noor, session).role == Role.FACILITATOR


def test_a_session_somebody_else_leads_as_well_is_handed_to_nobody(session, anna_account, noor):
    second = make_account("sam@vlietdam.example", "Sam", session.organisation, role=FACILITATOR)
    lead(session, second)

    organisations.remove_member(member_id=member(second).public_id, by=noor, at=NOW)

    assert (place_of(noor, session), place_of(second, session)) == (None, None)
    assert place_of(anna_account, session) is not None


def test_an_heir_with_the_name_of_somebody_in_the_room_gets_a_number(
    session, anna_account, noor, arrive
):
    arrive("Noor")

    organisations.remove_member(member_id=member(anna_account).public_id, by=noor, at=NOW)

    assert heir_of(noor, session).name == "Noor 2"


def test_an_heir_who_was_put_out_once_leads_again(session, anna_account, noor, anna):
    place = lead(session, noor)
    place.role = Role.PARTICIPANT
    place.save()
    remove(session_id=session.pk, participant_id=place.public_id, by=anna, at=NOW)

    organisations.remove_member(member_id=member(anna_account).public_id, by=noor, at=NOW)

    heir = heir_of(noor, session)
    assert (heir.pk, heir.role) == (place.pk, Role.FACILITATOR)


def test_a_facilitator_who_becomes_a_reader_leads_nothing_any_more(session, anna_account, noor):
    organisations.change_role(
        member_id=member(anna_account).public_id, role=READER, by=noor, at=NOW
    )

    assert (place_of(anna_account, session), offices.first_page(anna_account)) == (None, "reports")


def test_an_owner_who_becomes_a_facilitator_goes_on_leading(session, anna_account, noor):
    organisations.change_role(
        member_id=member(anna_account).public_id, role=FACILITATOR, by=noor, at=NOW
    )

    assert place_of(anna_account, session) is not None


def test_places_in_other_organisations_stay(session, other_session, otto, vlietdam, anna_account):
    Membership.objects.create(organisation=vlietdam, account=otto.account, role=FACILITATOR)

    organisations.remove_member(
        member_id=vlietdam.memberships.get(account=otto.account).public_id,
        by=anna_account,
        at=NOW,
    )

    assert place_of(otto.account, other_session) is not None


def test_open_invitations_end_with_the_right_to_invite(token, anna_account, noor):
    organisations.change_role(
        member_id=member(anna_account).public_id, role=FACILITATOR, by=noor, at=NOW
    )

    state = invitation_state(Invitation.objects.get(token_hash=digest(token)), at=NOW)
    assert state == LinkState.REVOKED


def lead(session, account: Account) -> Participant:
    return Participant.objects.create(
        session=session,
        account=account,
        name=account.name,
        name_key=account.name.lower(),
        role=Role.FACILITATOR,
        perspective="other",
        joined_at=NOW,
    )

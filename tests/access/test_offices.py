"""Who may do what in an organisation: every cell of the table, and whose reports are seen."""

import pytest

from sessions.access import offices
from sessions.access.offices import Right
from sessions.enums import MembershipRole
from sessions.errors import NotAllowed, NotFound
from sessions.models import Account, Membership, Participant, Report
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

ROLES = [MembershipRole.OWNER, MembershipRole.FACILITATOR, MembershipRole.READER]
# One row per right; per role: everywhere, where they led, or not at all.
TABLE = """
invite          all -   -
manage_members  all -   -
make_sessions   all all -
read_reports    all led all
share_reports   all led all
sign_off        all led all
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (Right(name), role, cell)
    for name, *cells in ROWS
    for role, cell in zip(ROLES, cells, strict=True)
]


def member(organisation, role, name: str = "petra") -> Account:
    account = Account.objects.create_user(f"{name}@vlietdam.example", name=name.title())
    Membership.objects.create(organisation=organisation, account=account, role=role)
    return account


def report_of(session, **fields) -> Report:
    return Report.objects.create(
        organisation=session.organisation,
        session=session,
        session_public_id=session.public_id,
        version=1,
        final_at=NOW,
        **fields,
    )


@pytest.mark.parametrize(("right", "role", "cell"), CELLS)
def test_a_cell_of_the_table(right, role, cell):
    row = offices.TABLE[right]

    assert (role in row.everywhere, role in row.where_they_led) == (cell == "all", cell == "led")


def test_every_right_has_a_row():
    assert [Right(name) for name, *_cells in ROWS] == list(Right)


@pytest.mark.parametrize("right", [Right.READ_REPORTS, Right.SHARE_REPORTS, Right.SIGN_OFF])
@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (MembershipRole.OWNER, True),
        (MembershipRole.READER, True),
        (MembershipRole.FACILITATOR, False),
    ],
)
def test_a_report_of_a_session_that_somebody_else_led(session, right, role, expected):
    report, account = report_of(session), member(session.organisation, role)

    assert offices.reports_with(right, account=account).contains(report) is expected


def test_a_facilitator_reads_the_report_of_a_session_they_led(session, anna_account):
    Membership.objects.update(role=MembershipRole.FACILITATOR)

    assert offices.may_read_report(account=anna_account, report=report_of(session))


def test_a_facilitator_whose_place_ended_reads_it_no_more(session, anna_account):
    Membership.objects.update(role=MembershipRole.FACILITATOR)
    Participant.objects.update(removed_at=NOW)

    assert not offices.may_read_report(account=anna_account, report=report_of(session))


def test_a_place_in_the_session_without_a_membership_gives_nothing(session, anna_account):
    Membership.objects.all().delete()

    assert not offices.may_read_report(account=anna_account, report=report_of(session))


def test_who_takes_part_with_an_account_does_not_lead(session, vlietdam, carla):
    account = member(vlietdam, MembershipRole.FACILITATOR)
    Participant.objects.filter(pk=carla.pk).update(account=account)

    assert not offices.may_read_report(account=account, report=report_of(session))


def test_a_stub_is_seen_by_the_facilitator_who_made_it_final(session, anna_account):
    Membership.objects.update(role=MembershipRole.FACILITATOR)
    stub = report_of(session, final_by=anna_account, deleted_at=NOW)
    session.delete()
    stub.refresh_from_db()

    assert offices.may_read_report(account=anna_account, report=stub)


def test_the_owner_of_another_organisation_sees_nothing(session, otto):
    report_of(session)

    assert list(offices.reports_with(Right.READ_REPORTS, account=otto.account)) == []


def test_an_account_that_is_switched_off_has_no_right(session, vlietdam):
    report, account = report_of(session), member(vlietdam, MembershipRole.OWNER)
    account.is_active = False

    assert not offices.may_read_report(account=account, report=report)
    with pytest.raises(NotFound):
        offices.require(Right.INVITE, account=account, organisation_id=vlietdam.pk)


def test_a_report_in_two_memberships_is_listed_once(session, anna_account, vlietdam):
    report = report_of(session)

    assert list(offices.reports_with(Right.READ_REPORTS, account=anna_account)) == [report]


def test_a_member_without_the_right_is_told_and_a_stranger_is_not(vlietdam, otto):
    reader = member(vlietdam, MembershipRole.READER)

    with pytest.raises(NotAllowed):
        offices.require(Right.INVITE, account=reader, organisation_id=vlietdam.pk)
    with pytest.raises(NotFound):
        offices.require(Right.INVITE, account=otto.account, organisation_id=vlietdam.pk)


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (MembershipRole.OWNER, "dashboard"),
        (MembershipRole.FACILITATOR, "dashboard"),
        (MembershipRole.READER, "reports"),
    ],
)
def test_everybody_lands_where_they_have_something(vlietdam, role, page):
    assert offices.first_page(member(vlietdam, role)) == page

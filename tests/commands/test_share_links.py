"""Links to a final version: made, counted, taken back, and ended with the right to share."""

from datetime import timedelta

import pytest

from sessions.access.codes import digest
from sessions.access.links import LinkState, share_link_behind, share_link_state
from sessions.commands import organisations, reports, sessions, share_links
from sessions.commands.share_links import ReportGone
from sessions.enums import MembershipRole, Phase
from sessions.errors import NotFound
from sessions.models import AuditEntry, Membership, Report, ShareLink
from tests.conftest import NOW, in_phase, make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(session, anna) -> Report:
    in_phase(session, Phase.CLOSED)
    return reports.finalise(session_id=session.pk, changed="", by=anna, at=NOW)


@pytest.fixture
def petra(vlietdam):
    return make_account("petra@vlietdam.example", "Petra", vlietdam, role=MembershipRole.READER)


def make(report, by, days: int = 30) -> str:
    return share_links.make_share_link(
        report_id=report.public_id, note="Ondernemingsraad", days=days, by=by, at=NOW
    )


def state(token: str, at=NOW) -> LinkState:
    link = share_link_behind(token)
    assert link
    return share_link_state(link, at=at)


def test_a_reader_makes_a_link_and_its_digest_is_kept(report, petra):
    token = make(report, petra)

    row = ShareLink.objects.values().get()
    assert (row["token_hash"], token in str(row), len(token) >= 43) == (digest(token), False, True)


@pytest.mark.parametrize("days", [7, 30, 90])
def test_a_link_works_as_long_as_was_said(report, petra, days):
    token = make(report, petra, days)

    last = NOW + timedelta(days=days)
    assert (state(token, last - timedelta(seconds=1)), state(token, last)) == (
        LinkState.OPEN,
        LinkState.EXPIRED,
    )


def test_a_link_taken_back_opens_nothing_and_taking_it_back_again_does_nothing(report, petra):
    token = make(report, petra)
    link = ShareLink.objects.get()

    for moment in (NOW, NOW + timedelta(days=1)):
        share_links.revoke_share_link(
            report_id=report.public_id, link_id=link.public_id, by=petra, at=moment
        )

    link.refresh_from_db()
    assert (state(token), link.revoked_at) == (LinkState.REVOKED, NOW)
    assert AuditEntry.objects.filter(action="share_link_revoked").count() == 1


def test_strangers_and_facilitators_of_other_sessions_share_nothing(report, petra, otto, vlietdam):
    token = make(report, petra)
    facilitator = make_account(
        "sam@vlietdam.example", "Sam", vlietdam, role=MembershipRole.FACILITATOR
    )
    link = ShareLink.objects.get()

    for by in (otto.account, facilitator):
        with pytest.raises(NotFound):
            make(report, by)
        with pytest.raises(NotFound):
            share_links.revoke_share_link(
                report_id=report.public_id, link_id=link.public_id, by=by, at=NOW
            )
    assert state(token) == LinkState.OPEN


def test_a_link_of_another_report_is_not_there(report, petra, anna):
    make(report, petra)
    link = ShareLink.objects.get()
    other = Report.objects.create(
        organisation=report.organisation,
        session_public_id="x",
        version=1,
        final_at=NOW,
    )

    with pytest.raises(NotFound):
        share_links.revoke_share_link(
            report_id=other.public_id, link_id=link.public_id, by=petra, at=NOW
        )


def test_downloads_within_a_minute_count_once(report, petra):
    link = share_link_behind(make(report, petra))
    assert link
    for seconds in (0, 1, 59, 61, 130):
        share_links.count_opening(link=link, at=NOW + timedelta(seconds=seconds))

    link.refresh_from_db()
    assert (link.opened, link.last_opened_at) == (3, NOW + timedelta(seconds=130))
    assert AuditEntry.objects.filter(action="report_opened_by_link").count() == 3


def test_the_record_holds_no_name_and_no_secret(report, petra):
    token = make(report, petra)
    link = share_link_behind(token)
    assert link
    share_links.count_opening(link=link, at=NOW)

    kept = str(list(AuditEntry.objects.values()))
    assert [one for one in (token, digest(token), "Ondernemingsraad", "Petra") if one in kept] == []


def test_links_end_when_the_session_is_deleted(report, petra, session, anna):
    token = make(report, petra)

    sessions.delete_session(session_id=session.pk, by=anna, at=NOW)

    assert share_link_behind(token) is None
    with pytest.raises(ReportGone):
        make(report, petra)


def test_links_end_with_the_membership_of_who_made_them(report, petra, anna_account):
    token, kept = make(report, petra), make(report, anna_account)

    organisations.remove_member(
        member_id=Membership.objects.get(account=petra).public_id, by=anna_account, at=NOW
    )

    assert (state(token), state(kept)) == (LinkState.REVOKED, LinkState.OPEN)


def test_a_reader_who_becomes_facilitator_keeps_no_links_to_what_others_led(
    report, petra, anna_account
):
    token = make(report, petra)

    organisations.change_role(
        member_id=Membership.objects.get(account=petra).public_id,
        role=MembershipRole.FACILITATOR,
        by=anna_account,
        at=NOW,
    )

    assert state(token) == LinkState.REVOKED

"""The list of sessions: what somebody leads, and the way back to where they lead no longer."""

import pytest
from django.urls import reverse

from sessions.commands import agenda, closed_rounds, roles
from sessions.enums import MembershipRole, Phase, Role
from sessions.models import Membership
from tests.conftest import NOW, in_phase, make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(session, anna, vlietdam):
    """A colleague who led, and was made an observer after stepping down."""
    make_account("noor@vlietdam.example", "Noor", vlietdam, role=MembershipRole.FACILITATOR)
    member = Membership.objects.get(account__name="Noor")
    at = {"session_id": session.pk, "at": NOW}
    roles.add_facilitator(member_id=member.public_id, by=anna, **at)
    place = session.participants.select_related("session").get(name="Noor")
    roles.step_down(by=place, **at)
    roles.change_role(participant_id=place.public_id, role=Role.OBSERVER, by=anna, **at)
    place.refresh_from_db()
    return place


def listed(who, browser):
    """Return the rows of the list, and the page."""
    page = browser(who).get(reverse("dashboard"), headers={"accept": "text/html"})
    rows = [row for group in page.context["groups"] for row in group["sessions"]]
    return rows, page.content.decode()


def now_in(row) -> list[int]:
    """Return the numbers of the questions that are shown as the one of now."""
    cells = [cell["state"] for theme in row["strip"] for cell in theme["cells"]]
    return [number for number, state in enumerate(cells, start=1) if state == "n"]


def test_who_leads_manages_the_session_from_the_list(session, anna, browser):
    _rows, page = listed(anna, browser)

    assert reverse("session_settings", args=[session.public_id]) in page


@pytest.mark.parametrize("phase", [Phase.LOBBY, Phase.RUNNING, Phase.CLOSED])
def test_who_leads_no_longer_finds_the_way_back_and_nothing_to_manage(
    session, noor, browser, phase
):
    in_phase(session, phase)

    rows, page = listed(noor, browser)

    offered = ["session_settings", "session_deletion", "session_report"]
    assert [(row["leads"], row["role_label"]) for row in rows] == [(False, "Meekijker")]
    assert f'href="{reverse("session", args=[session.public_id])}"' in page
    assert [name for name in offered if reverse(name, args=[session.public_id]) in page] == []


def test_in_a_closed_round_the_list_shows_outside_where_it_began(session, anna, noor, browser):
    in_phase(session, Phase.RUNNING)
    at = {"session_id": session.pk, "by": anna, "at": NOW}
    closed_rounds.begin(insiders=[], **at)
    agenda.show_question(number=8, **at)

    assert [now_in(listed(who, browser)[0][0]) for who in (anna, noor)] == [[8], [1]]


def test_a_place_that_ended_is_not_listed(noor, browser):
    rows_before, _page = listed(noor, browser)
    noor.removed_at = NOW
    noor.save(update_fields=["removed_at"])

    assert (len(rows_before), listed(noor, browser)[0]) == (1, [])

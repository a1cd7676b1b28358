"""Links to the projector, and the participant behind each who is nobody."""

from datetime import date, timedelta

import pytest

from sessions import queries
from sessions.access.codes import digest
from sessions.access.screens import usable_screen_link
from sessions.commands import participants, preparing, screens, sessions
from sessions.commands.preparing import SessionFacts
from sessions.commands.retention import purge
from sessions.commands.screens import LINK_DAYS, MOST_LINKS, TooManyScreens
from sessions.enums import ScreenView
from sessions.errors import NotAllowed, NotFound
from sessions.models import Participant, ScreenLink
from sessions.report.contents import collect
from sessions.views.overviews import dashboard_groups
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def where(session, anna):
    return {"session_id": session.pk, "by": anna, "at": NOW}


@pytest.fixture
def made(where):
    return screens.make_screen_link(**where)


def test_of_a_link_only_a_digest_is_kept(made):
    link = ScreenLink.objects.get()

    assert (link.token_hash, len(made.token) >= 43) == (digest(made.token), True)


def test_a_link_opens_until_its_term_is_over(made):
    opens = [
        usable_screen_link(token=made.token, at=NOW + timedelta(days=days)) is not None
        for days in (0, LINK_DAYS - 1, LINK_DAYS)
    ]

    assert opens == [True, True, False]


def test_a_revoked_link_opens_nothing(made, where):
    screens.revoke_screen_link(link_id=made.link.public_id, **where)

    assert usable_screen_link(token=made.token, at=NOW) is None


def test_revoking_puts_the_screen_out(made, where):
    screens.revoke_screen_link(link_id=made.link.public_id, **where)

    screen = Participant.objects.get(pk=made.link.screen_id)
    assert (screen.removed_at, screen.cookie_version) == (NOW, 2)


def test_a_link_is_revoked_once(made, where):
    screens.revoke_screen_link(link_id=made.link.public_id, **where)

    with pytest.raises(NotFound):
        screens.revoke_screen_link(link_id=made.link.public_id, **where)


def test_a_link_of_another_session_is_not_there(made, other_session, otto):
    with pytest.raises(NotFound):
        screens.revoke_screen_link(
            session_id=other_session.pk, link_id=made.link.public_id, by=otto, at=NOW
        )


def test_a_session_has_so_many_links_and_no_more(where):
    for _ in range(MOST_LINKS):
        screens.make_screen_link(**where)

    with pytest.raises(TooManyScreens):
        screens.make_screen_link(**where)


def test_links_that_ran_out_make_room(where):
    for _ in range(MOST_LINKS):
        screens.make_screen_link(**where)
    later = NOW + timedelta(days=LINK_DAYS)

    screens.make_screen_link(**where | {"at": later})

    assert ScreenLink.objects.filter(revoked_at=None).count() == 1


def test_the_daily_round_puts_out_screens_whose_link_ran_out(made):
    purge(at=NOW + timedelta(days=LINK_DAYS))

    assert Participant.objects.get(pk=made.link.screen_id).removed_at is not None


@pytest.mark.parametrize("command", ["make", "show", "revoke"])
def test_only_who_leads_has_the_projector_in_hand(command, made, session, bram):
    where = {"session_id": session.pk, "by": bram, "at": NOW}
    commands = {
        "make": lambda: screens.make_screen_link(**where),
        "show": lambda: screens.show_on_screen(view=ScreenView.ANSWER, **where),
        "revoke": lambda: screens.revoke_screen_link(link_id=made.link.public_id, **where),
    }

    with pytest.raises(NotAllowed):
        commands[command]()


def test_a_screen_may_command_nothing(made, where, session):
    with pytest.raises(NotAllowed):
        sessions.close_session(**where | {"by": made.link.screen})


def test_what_the_screens_show_is_kept(session, where):
    screens.show_on_screen(view=ScreenView.OVERVIEW, **where)

    session.refresh_from_db()
    assert session.screen_view == "overview"


# A screen is in no list and no count of people.


def test_a_screen_is_nobody_among_the_people(session, anna, bram, made):
    assert queries.people_in(session) == [anna, bram]


def test_the_dashboard_counts_no_screen(anna, bram, made):
    [group] = dashboard_groups([anna])

    assert group["sessions"][0]["people"] == 1


def test_the_report_counts_no_screen(session, bram, made):
    contents = collect(session=session, at=NOW)

    assert sum(people.count for people in contents.people) == 1


def test_a_screen_is_told_no_date(session, where, made):
    facts = SessionFacts(
        title="Matchwijzer",
        client_name="Gemeente Vlietdam",
        date=session.date,
        keep_until=date(2028, 1, 1),
        questions=[1],
    )

    preparing.change_session(facts=facts, **where)

    session.refresh_from_db()
    assert session.keep_until == date(2028, 1, 1)


def test_a_screen_takes_no_place_and_no_colour(session, anna, made, arrive):
    assert arrive("Bram").colour == 2


@pytest.mark.parametrize("command", ["rename", "remove"])
def test_a_screen_is_no_person_to_rename_or_remove(command, made, where):
    screen = {"participant_id": made.link.screen.public_id}
    commands = {
        "rename": lambda: participants.rename(name="Wim", **screen, **where),
        "remove": lambda: participants.remove(**screen, **where),
    }

    with pytest.raises(NotFound):
        commands[command]()

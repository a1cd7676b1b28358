"""Preparing a session: make, change, delete."""

from datetime import date

import pytest

from sessions.enums import Phase
from sessions.models import Session
from tests.conftest import ALL_QUESTIONS, in_phase

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Vacaturebot",
    "client_name": "Gemeente Vlietdam",
    "system_name": "Kim",
    "vendor_name": "Werkwijs",
    "date": "2026-12-03",
    "starts_at": "13:00",
    "keep_until": "",
    "questions": ["3", "8"],
}


@pytest.fixture
def anna_browser(client, session, anna_account):
    client.force_login(anna_account)
    return client


def test_a_new_session_begins_with_everything_but_the_title(anna_browser):
    form = anna_browser.get("/sessions/new/").context["form"]

    filled = {name: form[name].value() for name in ("title", "client_name", "questions")}
    assert filled == {
        "title": None,
        "client_name": "Gemeente Vlietdam",
        "questions": [str(number) for number in ALL_QUESTIONS],
    }


def test_making_a_session_leads_to_its_lobby(anna_browser):
    response = anna_browser.post("/sessions/new/", FORM)

    made = Session.objects.get(title="Vacaturebot")
    chosen = made.answers.filter(chosen=True).values_list("number", flat=True)
    assert response.url == f"/sessions/{made.public_id}/lobby/"
    assert (made.date, made.starts_at.isoformat(), list(chosen)) == (
        date(2026, 12, 3),
        "13:00:00",
        [3, 8],
    )


def test_dutch_people_may_type_a_date_their_way(anna_browser):
    anna_browser.post("/sessions/new/", FORM | {"date": "3-12-2026"})

    assert Session.objects.get(title="Vacaturebot").date == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"client_name": ""}, "client_name"),
        ({"date": "morgen"}, "date"),
        ({"date": "0001-01-01"}, "date"),
        ({"date": "9999-12-31"}, "date"),
        ({"starts_at": "half twee"}, "starts_at"),
        ({"keep_until": "2020-01-01"}, "keep_until"),
        ({"keep_until": "9999-12-31"}, "keep_until"),
        ({"questions": []}, "questions"),
        ({"questions": ["99"]}, "questions"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(anna_browser, changes, field):
    response = anna_browser.post("/sessions/new/", FORM | changes)

    assert (response.status_code, list(response.context["form"].errors)) == (400, [field])


def test_settings_change_facts_and_programme(anna_browser, session):
    anna_browser.post(f"/sessions/{session.public_id}/settings/", FORM)

    session.refresh_from_db()
    chosen = session.answers.filter(chosen=True).values_list("number", flat=True)
    assert (session.title, session.current_question, list(chosen)) == ("Vacaturebot", 3, [3, 8])


def test_the_programme_of_a_closed_session_is_refused_at_the_questions(anna_browser, session):
    in_phase(session, Phase.CLOSED)

    response = anna_browser.post(f"/sessions/{session.public_id}/settings/", FORM)

    session.refresh_from_db()
    assert (response.status_code, session.title) == (400, "Matchwijzer")


def test_deleting_asks_first_and_then_leaves_nothing(anna_browser, session):
    address = f"/sessions/{session.public_id}/deletion/"

    assert anna_browser.get(address).status_code == 200
    assert anna_browser.post(address).url == "/sessions/"
    assert Session.objects.count() == 0

"""Where a session's address leads, by phase and by who asks."""

import pytest

from sessions.enums import Phase
from tests.conftest import in_phase

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("phase", "place"),
    [
        (Phase.DRAFT, "lobby/"),
        (Phase.LOBBY, "lobby/"),
        (Phase.RUNNING, "questions/1/"),
        (Phase.ADJOURNED, "questions/1/"),
        (Phase.CLOSED, "ending/"),
    ],
)
def test_the_session_leads_to_where_it_is(session, bram, browser, phase, place):
    in_phase(session, phase)

    response = browser(bram).get(f"/sessions/{session.public_id}/")

    assert response.url == f"/sessions/{session.public_id}/{place}"


@pytest.mark.parametrize("place", ["questions/8/", "overview/"])
def test_before_the_start_people_wait(session, bram, browser, place):
    in_phase(session, Phase.LOBBY)

    response = browser(bram).get(f"/sessions/{session.public_id}/{place}")

    assert response.url == f"/sessions/{session.public_id}/lobby/"


def test_who_leads_and_who_waits_see_another_lobby(session, anna, bram, browser):
    in_phase(session, Phase.LOBBY)
    address = f"/sessions/{session.public_id}/lobby/"

    pages = [browser(person).get(address).context["page"] for person in (anna, bram)]

    assert pages == ["lobby", "waiting"]


def test_a_question_that_is_not_there_is_not_found(session, bram, browser):
    assert browser(bram).get(f"/sessions/{session.public_id}/questions/21/").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_a_page_asks_the_database_as_often_for_many_people(
    session, anna, arrive, browser, people, django_assert_max_num_queries
):
    for number in range(people):
        arrive(f"Persoon {number}")
    leading = browser(anna)

    with django_assert_max_num_queries(34):
        leading.get(f"/sessions/{session.public_id}/questions/8/")

"""From a code on the wall to a place in the session, as a browser does it."""

import re

import pytest
from django.test import Client

from sessions.access import identity
from sessions.access.codes import shown
from sessions.commands import participants
from sessions.enums import Phase
from sessions.models import Participant, Session
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db

BRAM = {"name": "Bram", "perspective": "recruiter"}


def join(client: Client, session, **changes):
    return client.post(f"/j/{session.join_code}/", BRAM | changes)


@pytest.mark.parametrize("typed", ["{0}", "{0} ", "  {1}", "{2}"])
def test_a_code_is_read_however_it_is_typed(client, session, typed):
    code = session.join_code
    posted = typed.format(code, shown(code), code.lower())

    response = client.post("/j/", {"code": posted})

    assert response.url == f"/j/{code}/"


def test_joining_leads_into_the_session(client, session):
    response = join(client, session)

    assert response.url == f"/sessions/{session.public_id}/"
    assert client.get(response.url).url == f"/sessions/{session.public_id}/questions/1/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client, session):
    cookie = join(client, session).cookies[identity.cookie_name(session)]

    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_the_same_browser_comes_back_as_the_same_person(client, session):
    join(client, session)

    page = client.get(f"/j/{session.join_code}/")

    assert page.context["known"].name == "Bram"


def test_somebody_else_at_the_same_browser_joins_anew(client, session):
    join(client, session)
    client.post(f"/j/{session.join_code}/other-person/")

    join(client, session, name="Carla")

    assert [person.name for person in Participant.objects.all()] == ["Anna", "Bram", "Carla"]


def test_a_name_that_is_taken_is_said_at_the_name_and_nothing_typed_is_lost(client, session, bram):
    response = join(Client(), session)

    form = response.context["form"]
    assert (list(form.errors), form["perspective"].value()) == (["name"], "recruiter")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \x00\u200b\u202e "}, "name"),
        ({"name": "x" * 41}, "name"),
        ({"perspective": ""}, "perspective"),
        ({"perspective": "boss"}, "perspective"),
        ({"perspective": "other"}, "perspective_text"),
        ({"perspective": "other", "perspective_text": "y" * 41}, "perspective_text"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, session, changes, field):
    response = join(client, session, **changes)

    assert (response.status_code, list(response.context["form"].errors)) == (400, [field])


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "{{ 7|add:7 }}", "=HYPERLINK(1)", "Robert'); DROP--", "👩🏽‍⚖️"],
)
def test_a_hostile_name_is_text_like_any_other(client, session, name):
    response = join(client, session, name=name)

    page = client.get(f"/sessions/{session.public_id}/questions/1/")
    assert (response.status_code, page.status_code) == (302, 200)
    assert "<script>alert" not in page.content.decode()


def test_a_name_with_unusable_signs_is_cleaned(client, session):
    join(client, session, name="Br\x00am\u202e ")

    assert Participant.objects.last().name == "Bram"


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.CLOSED])
def test_before_and_after_the_session_the_door_says_why_it_is_shut(client, session, phase):
    in_phase(session, phase)

    response = join(client, session)

    assert (response.status_code, Participant.objects.count()) == (403, 1)
    assert response.context["message"]


def test_a_wrong_code_is_said_on_the_start_page(client, db):
    response = client.post("/j/", {"code": "AAAA-AAAA"})

    assert (response.status_code, list(response.context["form"].errors)) == (404, ["code"])


def test_wrong_codes_from_one_browser_are_slowed_down(client, db):
    # The first wrong code gives the browser a name; eight more are counted by it.
    answers = [client.post("/j/", {"code": "AAAA-AAAA"}).status_code for _ in range(10)]

    assert answers == [404] * 9 + [429]


def test_sixty_people_behind_one_address_walk_in_within_the_minute(session):
    answers = [join(Client(), session, name=f"Persoon {n}").status_code for n in range(60)]

    assert answers == [302] * 60


def test_a_return_code_moves_somebody_to_another_device(session, bram, browser):
    code = browser(bram).post(f"/sessions/{session.public_id}/return-code/").json()["code"]
    phone = Client()

    phone.post("/return/", {"return_code": code})

    you = phone.get(f"/sessions/{session.public_id}/snapshot/").json()["you"]
    assert you["name"] == "Bram"


def test_a_wrong_return_code_is_said_at_its_field(client, db):
    response = client.post("/return/", {"return_code": "AAAA-AAAA-AAAA"})

    assert (response.status_code, list(response.context["form"].errors)) == (400, ["return_code"])


def test_a_removed_person_finds_the_door_and_can_be_let_in_again(client, session, anna):
    join(client, session)
    bram = Participant.objects.last()
    participants.remove(session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW)

    assert client.get(f"/sessions/{session.public_id}/snapshot/").status_code == 403
    assert join(client, session).status_code == 302


def test_a_facilitator_who_scans_the_code_comes_to_the_own_session(session, anna, browser):
    response = browser(anna).get(f"/j/{session.join_code}/")

    assert response.url == f"/sessions/{session.public_id}/"


@pytest.mark.parametrize(
    ("named", "words"),
    [
        (True, "Je naam en rol komen in het rapport te staan."),
        (False, "Het rapport telt rollen en noemt je naam niet."),
    ],
)
def test_the_door_and_the_waiting_room_tell_whether_the_report_names_people(
    session, browser, bram, client, named, words
):
    Session.objects.update(names_in_report=named, phase=Phase.LOBBY)

    pages = [
        client.get(f"/j/{session.join_code}/"),
        browser(bram).get(f"/sessions/{session.public_id}/lobby/"),
    ]
    assert [words in page.content.decode() for page in pages] == [True, True]


def test_who_was_not_told_that_the_report_names_people_is_told_first(session, client):
    page = f"/j/{session.join_code}/"
    Session.objects.update(names_in_report=True)

    answer = client.post(page, {"name": "Bram", "perspective": "hr"})

    assert (answer.status_code, Participant.objects.filter(name="Bram").count()) == (400, 0)


def test_who_was_told_since_comes_in(session, client):
    page = f"/j/{session.join_code}/"
    Session.objects.update(names_in_report=True)
    told = client.post(page, {"name": "Bram", "perspective": "hr"}).content.decode()

    field = re.search('<input type="hidden" name="(told_of_names)" value="on">', told)
    answer = client.post(page, {"name": "Bram", "perspective": "hr", field[1]: "on"})

    assert answer.status_code == 302

"""The settings of how a session goes, as a page posts them, and what the door says of them."""

import pytest
from django.test import Client

from sessions.enums import STEPS, Phase, ShownWith
from sessions.models import Participant, Session
from tests.conftest import in_phase

pytestmark = pytest.mark.django_db

FACTS = {
    "title": "Matchwijzer",
    "client_name": "Gemeente Vlietdam",
    "date": "2026-11-23",
    "questions": "8",
}
BRAM = {"name": "Bram", "perspective": "recruiter"}
PROMISES = {
    ShownWith.ROLE: "Bij je eigen inbreng staat je rol, niet je naam.",
    ShownWith.NAME: "Bij je eigen inbreng staan je naam en je rol.",
    ShownWith.NOTHING: "Je eigen inbreng staat er zonder je naam en rol.",
}


@pytest.fixture
def set_up(session, anna_account):
    """Post the settings of a session as its facilitator."""
    client = Client()
    client.force_login(anna_account)

    def post(**fields):
        response = client.post(f"/sessions/{session.public_id}/settings/", FACTS | fields)
        session.refresh_from_db()
        return response

    return post


def words_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_without_a_word_about_it_a_session_goes_the_plain_way(session, set_up):
    set_up()

    assert (session.steps, session.shown_with, session.one_pen) == (["composing"], "role", False)


def test_in_steps_means_all_five_unless_some_are_left_out(session, set_up):
    set_up(manner="steps")

    assert session.steps == [step.value for step in STEPS]


def test_steps_can_be_left_out(session, set_up):
    set_up(manner="steps", steps=["closing", "writing"])

    assert session.steps == ["writing", "composing", "closing"]


def test_the_plain_way_forgets_the_steps(session, set_up):
    set_up(manner="plain", steps=["writing"])

    assert session.steps == ["composing"]


def test_the_settings_page_shows_what_was_chosen(session, set_up, anna_account):
    set_up(manner="steps", steps=["writing"], shown_with="nothing", one_pen="on")
    client = Client()
    client.force_login(anna_account)

    form = client.get(f"/sessions/{session.public_id}/settings/").context["form"]

    names = ["manner", "steps", "shown_with", "one_pen", "vendor_sees_inputs"]
    assert [form[name].value() for name in names] == [
        "steps",
        ["writing", "composing"],
        "nothing",
        True,
        False,
    ]


def test_a_broken_promise_is_said_at_its_field(session, set_up, bram):
    response = set_up(shown_with="name")

    assert (response.status_code, list(response.context["form"].errors)) == (400, ["shown_with"])


@pytest.mark.parametrize("shown_with", list(ShownWith))
def test_the_door_says_what_stands_above_input(client, session, shown_with):
    Session.objects.filter(pk=session.pk).update(shown_with=shown_with)

    words = words_of(client.get(f"/j/{session.join_code}/"))

    assert [key for key, promise in PROMISES.items() if promise in words] == [shown_with]


def test_the_waiting_page_says_so_too(client, session):
    Session.objects.filter(pk=session.pk).update(shown_with=ShownWith.NOTHING)
    in_phase(session, Phase.LOBBY)
    told = client.get(f"/j/{session.join_code}/").context["promise"]
    client.post(f"/j/{session.join_code}/", BRAM | {"told_of_input": told})

    assert PROMISES[ShownWith.NOTHING] in words_of(
        client.get(f"/sessions/{session.public_id}/lobby/")
    )


def test_who_reads_another_promise_than_before_joins_by_asking_again(client, session):
    told = client.get(f"/j/{session.join_code}/").context["promise"]
    Session.objects.filter(pk=session.pk).update(shown_with=ShownWith.NAME)

    first = client.post(f"/j/{session.join_code}/", BRAM | {"told_of_input": told})
    second = client.post(
        f"/j/{session.join_code}/", BRAM | {"told_of_input": first.context["promise"]}
    )

    came_in = Participant.objects.filter(session=session, name="Bram").count()
    assert (first.status_code, second.status_code, came_in) == (400, 302, 1)

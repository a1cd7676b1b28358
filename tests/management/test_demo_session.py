"""`manage.py demo_session`: what load tests and newcomers start from."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from sessions.models import Participant, Question, Questionnaire, Session, Theme
from sessions.texts import tokens

pytestmark = pytest.mark.django_db

SINGLE = {
    *("session", "title", "phase", "join_url", "join_code", "session_url"),
    *("facilitator_url", "projector_url", "report_url", "participants"),
    "shareable_report_url",
}


def run(*options: str) -> str:
    out = StringIO()
    call_command("demo_session", *options, stdout=out)
    return out.getvalue()


def made(*options: str):
    return json.loads(run("--json", *options))


def path_of(url: str) -> str:
    return "/" + url.split("/", 3)[3]


@pytest.fixture(autouse=True)
def _questions(catalogue):
    """Examples need the questions."""


def test_it_names_every_way_in():
    assert set(made("--participants", "2")) == SINGLE


def test_a_filled_one_names_the_way_of_hr_too():
    assert set(made("--filled")) == SINGLE | {"reader_url"}


def test_several_are_a_list():
    found = made("--sessions", "3", "--participants", "2")

    assert [len(one["participants"]) for one in found] == [2, 2, 2]


def test_a_participants_cookie_opens_the_session():
    found = made("--participants", "1")
    browser = Client(headers={"cookie": found["participants"][0]["cookie"]})

    response = browser.get(f"/sessions/{found['session']}/questions/1/")

    assert response.status_code == 200


def test_a_text_token_works_where_they_are_allowed(settings):
    found = made("--participants", "1")
    token = found["participants"][0]["text_token"]
    settings.ALLOW_TEXT_TOKENS = True

    bearer = tokens.bearer(token, session_id=found["session"])

    assert bearer == Participant.objects.get(public_id=found["participants"][0]["id"])


def test_the_facilitators_link_signs_in():
    found = made()
    browser = Client()

    browser.post(path_of(found["facilitator_url"]))

    assert browser.get(path_of(found["session_url"]) + "lobby/").status_code == 200


def test_the_readers_link_signs_in():
    found = made("--filled")
    browser = Client()

    response = browser.post(path_of(found["reader_url"]), follow=True)

    assert response.status_code == 200


def test_the_join_link_leads_to_the_door():
    found = made()

    assert Client().get(path_of(found["join_url"])).status_code == 200


def test_the_projector_link_opens_the_screen():
    found = made("--begun")

    assert Client().get(path_of(found["projector_url"]), follow=True).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("kind", "edition"), [("--filled", "report_url"), ("--begun", "shareable_report_url")]
)
def test_the_report_link_answers_a_plain_get_with_the_pdf(kind, edition):
    found = made(kind)

    response = Client().get(path_of(found[edition]))

    assert (response.status_code, response["Content-Type"], response.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )


def test_in_words_it_names_the_code():
    words = run()

    code = Session.objects.get().join_code
    assert f"(code {code[:4]}-{code[4:]})" in words


def test_afresh_takes_the_place_of_what_was_there():
    made()
    found = made("--afresh")

    assert [one.public_id for one in Session.objects.all()] == [found["session"]]


def test_remove_makes_none():
    made()

    assert (run("--remove"), Session.objects.count()) == ("Removed: 1 example sessions.\n", 0)


@pytest.mark.parametrize(
    "options",
    [
        ["--participants", "-1"],
        ["--participants", "251"],
        ["--sessions", "0"],
        ["--sessions", "201"],
        ["--filled", "--begun"],
    ],
)
def test_what_cannot_be_meant_is_refused(options):
    with pytest.raises(CommandError):
        run(*options)


def test_without_questions_it_says_what_to_do():
    for model in (Question, Theme, Questionnaire):
        model.objects.all().delete()

    with pytest.raises(CommandError):
        run()

"""First account, sign-in by link, and what stays closed."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from sessions.models import Account

pytestmark = pytest.mark.django_db

NOOR = {
    "organisation": "Gemeente Vlietdam",
    "name": "Noor de Wit",
    "email": "Noor@Vlietdam.example",
    "password1": "een lang wachtwoord",
    "password2": "een lang wachtwoord",
}


@pytest.fixture
def setup_link(capsys) -> str:
    call_command("first_run")
    return "/" + capsys.readouterr().out.split("/", 3)[3].strip()


def test_the_first_run_link_makes_an_account_that_is_signed_in(client, setup_link):
    client.post(setup_link, NOOR)

    assert client.get("/sessions/").context["account"].email == "noor@vlietdam.example"


def test_looking_at_the_link_does_not_use_it_up(client, setup_link):
    client.get(setup_link)

    assert client.get(setup_link).status_code == 200


def test_a_used_link_is_expired(client, setup_link):
    client.post(setup_link, NOOR)

    response = Client().get(setup_link)

    assert (response.status_code, response.context["expired"]) == (404, True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation": ""}, "organisation"),
        ({"email": "noor"}, "email"),
        ({"password2": "een ander wachtwoord"}, "password2"),
        ({"password1": "kort", "password2": "kort"}, "password1"),
        ({"password1": "password12345", "password2": "password12345"}, "password1"),
        ({"password1": "\x00" * 12, "password2": "\x00" * 12}, "password1"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, setup_link, changes, field):
    response = client.post(setup_link, NOOR | changes)

    assert field in response.context["form"].errors


def test_with_an_account_the_first_run_prints_nothing(capsys, anna_account):
    call_command("first_run")

    assert capsys.readouterr().out == ""


def test_a_sign_in_link_signs_in_by_its_button(capsys, anna_account):
    call_command("sign_in_link", "ANNA@vlietdam.example")
    link = "/" + capsys.readouterr().out.split("/", 3)[3].strip()
    browser = Client()

    assert browser.get(link).context["expired"] is False
    assert browser.post(link).url == "/sessions/"
    assert browser.get("/sessions/").context["account"] == anna_account


def test_a_sign_in_link_for_nobody_is_refused(db):
    with pytest.raises(CommandError):
        call_command("sign_in_link", "nobody@example.org")


def test_signing_in_with_e_mail_address_and_password(client, anna_account):
    response = client.post(
        "/accounts/login/",
        {"login": "anna@vlietdam.example", "password": "a long enough password"},
    )

    assert response.url == "/sessions/"


def test_nobody_signs_up_by_themselves(client):
    assert client.get("/accounts/signup/").status_code == 404


def test_a_forgotten_password_is_mended_by_mail(client, anna_account):
    client.post("/accounts/password/reset/", {"email": "anna@vlietdam.example"})
    words = mail.outbox[0].body.split()
    link = next(word for word in words if "/password/reset/key/" in word)

    form = client.get(link, follow=True)
    fields = {"password1": "een nieuw lang wachtwoord", "password2": "een nieuw lang wachtwoord"}
    client.post(form.redirect_chain[-1][0], fields)

    anna_account.refresh_from_db()
    assert anna_account.check_password("een nieuw lang wachtwoord")


def test_asking_for_a_password_of_nobody_tells_nothing(client, anna_account):
    known = client.post("/accounts/password/reset/", {"email": "anna@vlietdam.example"})
    unknown = Client().post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_an_account_that_signs_in_by_links_alone_has_no_password_to_change(client, anna_account):
    anna_account.set_unusable_password()
    anna_account.save()
    client.force_login(anna_account)
    address = "/accounts/password/change/"

    answers = [client.get(address).status_code, client.post(address, {}).status_code]

    assert (answers, address in client.get("/sessions/").text) == ([403, 403], False)


def test_who_is_signed_in_is_not_asked_for_a_code_when_something_is_refused(client, anna_account):
    anna_account.set_unusable_password()
    anna_account.save()
    client.force_login(anna_account)

    page = client.get("/accounts/password/change/").text

    assert ("Vul een andere code in" in page, "Ga naar de startpagina" in page) == (False, True)


def test_an_account_without_organisation_makes_no_sessions(client):
    account = Account.objects.create_user("los@example.org", "a long enough password", name="Los")
    client.force_login(account)

    assert client.get("/sessions/new/").status_code == 403


def test_the_dashboard_shows_only_the_own_sessions(client, session, other_session, anna_account):
    client.force_login(anna_account)

    groups = client.get("/sessions/").context["groups"]

    assert [row["session"] for group in groups for row in group["sessions"]] == [session]


@pytest.mark.parametrize("others", [1, 3])
def test_the_dashboard_asks_the_database_as_often_for_many_sessions(
    client, session, anna_account, vlietdam, others, django_assert_max_num_queries
):
    for _ in range(others):
        session.pk, session.public_id, session.join_code = None, f"x{_}", f"CODE{_}"
        session.save()
        session.participants.create(
            account=anna_account,
            name="Anna",
            name_key="anna",
            role="facilitator",
            perspective="other",
            joined_at=session.created_at,
        )
    client.force_login(anna_account)

    with django_assert_max_num_queries(8):
        client.get("/sessions/")

"""Colleagues come in by a link, and find what they have; owners see who is there."""

import threading
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from sessions.commands import invitations
from sessions.enums import MembershipRole
from sessions.models import Account, AuditEntry, Invitation, Membership
from tests.conftest import make_account

pytestmark = pytest.mark.django_db

PETRA = {
    "name": "Petra Jansen",
    "email": "Petra@Vlietdam.example",
    "password1": "een lang wachtwoord",
    "password2": "een lang wachtwoord",
}


@pytest.fixture
def owner(client, anna_account) -> Client:
    client.force_login(anna_account)
    return client


@pytest.fixture
def link(vlietdam, anna_account) -> str:
    return link_for(vlietdam, anna_account, MembershipRole.READER)


def link_for(organisation, by, role) -> str:
    token = invitations.invite(
        organisation_id=organisation.pk, role=role, note="Petra", by=by, at=timezone.now()
    )
    return f"/invitation/{token}/"


def test_the_link_is_shown_once_and_is_nowhere_else(owner):
    page = owner.post("/organisation/invitations/", {"note": "Petra, HR", "role": "reader"})
    address = page.context["made"]["address"]

    again = owner.get("/organisation/")
    assert address in page.content.decode()
    assert urlsplit(address).path.split("/")[2] not in again.content.decode()
    assert "Petra, HR" in again.content.decode()


def test_without_a_note_nothing_is_made(owner):
    page = owner.post("/organisation/invitations/", {"note": " ", "role": "reader"})

    assert (page.status_code, list(page.context["form"].errors)) == (400, ["note"])
    assert Invitation.objects.count() == 0


def test_a_newcomer_is_signed_in_and_lands_on_the_reports(link):
    browser = Client()

    response = browser.post(link, PETRA)

    assert (response.url, browser.get("/reports/").status_code) == ("/reports/", 200)


def test_a_facilitator_lands_on_the_sessions(vlietdam, anna_account):
    link = link_for(vlietdam, anna_account, MembershipRole.FACILITATOR)

    assert Client().post(link, PETRA).url == "/sessions/"


def test_looking_does_not_use_it_up(link):
    for _ in range(3):
        Client().get(link)
        Client().head(link)

    assert Client().post(link, PETRA).status_code == 302


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "petra"}, "email"),
        ({"email": "petra@Voorbeeld.example"}, "email"),
        ({"password1": "kort", "password2": "kort"}, "password1"),
        ({"password1": "password12345", "password2": "password12345"}, "password1"),
        ({"password1": "petra@vlietdam.example"}, "password1"),
        ({"password2": "iets anders dan eerst"}, "password2"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_link_still_works(link, changes, field):
    response = Client().post(link, PETRA | changes)

    assert (response.status_code, field in response.context["form"].errors) == (400, True)
    assert Client().post(link, PETRA).status_code == 302


def test_who_has_an_account_signs_in_comes_back_and_accepts(link, otto):
    browser = Client()
    page = browser.post(link, PETRA | {"email": "otto@linde.example"})
    assert f"/accounts/login/?next={link}" in page.content.decode()

    signed_in = browser.post(
        "/accounts/login/",
        {"login": "otto@linde.example", "password": "a long enough password", "next": link},
    )
    accepted = browser.post(signed_in.url)

    roles = Membership.objects.filter(account=otto.account).values_list("role", flat=True)
    assert (signed_in.url, accepted.status_code, sorted(roles)) == (
        link,
        302,
        ["owner", "reader"],
    )


def test_who_belongs_there_already_is_told_and_uses_nothing_up(owner, link):
    assert owner.get(link).context["known"] == MembershipRole.OWNER
    assert owner.post(link).status_code == 200
    assert Invitation.objects.get().used_at is None


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"used_at": timezone.now()}, "used"),
        ({"revoked_at": timezone.now()}, "revoked"),
        ({"expires_at": timezone.now()}, "expired"),
    ],
)
def test_why_it_works_no_more_is_said(link, change, state):
    Invitation.objects.update(**change)

    for response in (Client().get(link), Client().post(link, PETRA)):
        assert (response.status_code, response.context["state"]) == (404, state)
    assert Account.objects.filter(email="petra@vlietdam.example").exists() is False


def test_a_reader_makes_no_sessions_and_is_led_to_the_reports(client, vlietdam):
    reader = make_account("petra@vlietdam.example", "Petra", vlietdam, role=MembershipRole.READER)
    client.force_login(reader)

    assert client.get("/sessions/").url == "/reports/"
    assert client.get("/sessions/new/").status_code == 403
    assert client.get("/organisation/").status_code == 403


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (MembershipRole.OWNER, ["/sessions/", "/reports/", "/organisation/"]),
        (MembershipRole.FACILITATOR, ["/sessions/", "/reports/"]),
        (MembershipRole.READER, ["/reports/"]),
    ],
)
def test_the_menu_holds_what_somebody_has(client, vlietdam, role, shown):
    client.force_login(make_account("x@vlietdam.example", "X", vlietdam, role=role))

    menu = client.get("/about/").content.decode().split("<nav", 1)[1].split("</nav>")[0]
    every = ["/sessions/", "/reports/", "/organisation/"]
    assert [path for path in every if f'href="{path}"' in menu] == shown


def test_who_belongs_nowhere_is_told_so(client, db):
    client.force_login(Account.objects.create_user("los@example.org", "x" * 12, name="Los"))

    page = client.get("/sessions/").content.decode()
    assert ("Je hoort hier bij geen organisatie." in page, "/sessions/new/" in page) == (
        True,
        False,
    )


def test_the_last_owner_is_kept_and_the_owner_is_told(owner, anna_account):
    member = Membership.objects.get(account=anna_account)

    page = owner.post(f"/organisation/members/{member.public_id}/removal/", follow=True)

    assert "Dit is de enige eigenaar." in page.content.decode()
    assert Membership.objects.filter(pk=member.pk).exists()


def test_an_owner_who_steps_down_lands_where_they_still_have_something(
    owner, anna_account, vlietdam
):
    make_account("noor@vlietdam.example", "Noor", vlietdam)
    member = Membership.objects.get(account=anna_account)

    response = owner.post(
        f"/organisation/members/{member.public_id}/role/", {"role": "reader"}, follow=True
    )

    assert response.redirect_chain[-1][0] == "/reports/"


def test_a_removed_facilitator_is_out_of_the_open_session_at_once(
    session, anna_account, browser, anna
):
    noor = make_account("noor@vlietdam.example", "Noor", session.organisation)
    before = browser(anna)
    assert before.get(f"/sessions/{session.public_id}/snapshot/").status_code == 200
    member = Membership.objects.get(account=anna_account)
    owner = Client()
    owner.force_login(noor)

    owner.post(f"/organisation/members/{member.public_id}/removal/")

    assert before.get(f"/sessions/{session.public_id}/snapshot/").status_code == 404
    assert owner.get(f"/sessions/{session.public_id}/snapshot/").status_code == 200


def test_names_of_colleagues_are_text_and_nothing_else(owner, vlietdam):
    name = '<img src=x onerror=alert(1)>"'
    make_account("x@vlietdam.example", name, vlietdam, role=MembershipRole.READER)
    owner.post("/organisation/invitations/", {"note": "<script>1</script>", "role": "reader"})

    page = owner.get("/organisation/").content.decode()
    assert ("<img" in page, "<script>1" in page) == (False, False)


def at_once(*calls) -> list[int]:
    """Post all of these at one moment, each on a thread, and return what they got."""
    barrier, statuses = threading.Barrier(len(calls)), [0] * len(calls)

    def run(index: int, client: Client, address: str, body: dict[str, str]) -> None:
        client.raise_request_exception = False
        barrier.wait()
        statuses[index] = client.post(address, body).status_code
        connection.close()

    threads = [threading.Thread(target=run, args=(n, *call)) for n, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(statuses)


@pytest.mark.django_db(transaction=True)
def test_of_people_who_use_one_invitation_at_once_one_comes_in(link):
    people = [PETRA | {"email": f"p{n}@vlietdam.example"} for n in range(4)]

    statuses = at_once(*[(Client(), link, one) for one in people])

    accounts = Account.objects.filter(email__startswith="p").count()
    assert (statuses, accounts) == ([302, 404, 404, 404], 1)


@pytest.mark.django_db(transaction=True)
def test_one_address_at_once_makes_one_account(link, vlietdam, anna_account):
    other = link_for(vlietdam, anna_account, MembershipRole.READER)

    statuses = at_once((Client(), link, PETRA), (Client(), other, PETRA))

    assert (statuses, Account.objects.filter(email="petra@vlietdam.example").count()) == (
        [302, 400],
        1,
    )


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_remove_each_other_leave_one(vlietdam, anna_account):
    noor = make_account("noor@vlietdam.example", "Noor", vlietdam)
    ids = {row.account: row.public_id for row in Membership.objects.select_related("account")}
    anna_browser, noor_browser = Client(), Client()
    anna_browser.force_login(anna_account)
    noor_browser.force_login(noor)

    at_once(
        (anna_browser, f"/organisation/members/{ids[noor]}/removal/", {}),
        (noor_browser, f"/organisation/members/{ids[anna_account]}/removal/", {}),
    )

    assert Membership.objects.filter(organisation=vlietdam).count() == 1


@pytest.mark.django_db(transaction=True)
def test_accepting_while_it_is_taken_back_is_one_or_the_other(link, vlietdam, anna_account):
    owner = Client()
    owner.force_login(anna_account)
    invitation = Invitation.objects.get()
    revocation = f"/organisation/invitations/{invitation.public_id}/revocation/"

    at_once((owner, revocation, {}), (Client(), link, PETRA))

    invitation.refresh_from_db()
    done = set(AuditEntry.objects.values_list("action", flat=True)) - {"invited"}
    assert (invitation.used_at is None) != (invitation.revoked_at is None)
    assert len(done) == 1

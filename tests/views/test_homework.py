"""The homework from outside and inside: links, the vendor's page without account, the judgement."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from sessions.access.codes import digest
from sessions.commands import homework_links
from sessions.commands.homework import LONGEST_TEXT
from sessions.commands.homework_links import due_day
from sessions.enums import Phase
from sessions.models import Contribution, HomeworkItem, HomeworkLink
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db

WHOLE = {"number": 4, "edition": 1, "brought": "whole", "text": "Opslag in Dublin."}


@pytest.fixture
def made(session, anna):
    return homework_links.ask_homework(
        session_id=session.pk, name="Vera van Werkwijs", by=anna, at=timezone.now()
    )


@pytest.fixture
def address(made) -> str:
    return f"/homework/{made.token}/"


def script() -> Client:
    return Client(headers={"accept": "application/json"})


def save(address, **fields):
    return script().post(address, {**WHOLE, **fields})


def bring(session, number=4, **fields):
    values = {"brought": "whole", "text": "Opslag in Dublin.", "edition": 1, "changed_at": NOW}
    return HomeworkItem.objects.create(session=session, number=number, **(values | fields))


def test_only_a_digest_of_the_token_is_kept(made):
    assert HomeworkLink.objects.values_list("token_hash", flat=True)[0] == digest(made.token)


def test_the_page_shows_twelve_things_without_an_account(address):
    page = Client().get(address).content.decode()

    assert (page.count('data-homework-item="'), "0 van 12" in page) == (12, True)


def test_looking_changes_nothing(address):
    before = list(HomeworkLink.objects.values())

    Client().get(address)
    Client().head(address)

    assert (list(HomeworkLink.objects.values()), HomeworkItem.objects.count()) == (before, 0)


def test_the_page_is_kept_by_nobody_and_tells_nobody_where_it_stands(address):
    response = Client().get(address)

    assert (response["Referrer-Policy"], "no-store" in response["Cache-Control"]) == (
        "same-origin",
        True,
    )


def test_an_item_is_kept_with_all_its_fields(address, session):
    save(
        address,
        document="Bijlage 4",
        document_date="2026-06-01",
        document_address="https://werkwijs.example/bijlage",
        document_place="Bij Inkoop",
        confidential="1",
    )

    item = HomeworkItem.objects.values().get()
    assert {name: item[name] for name in item if name not in {"id", "changed_at"}} == {
        "session_id": session.pk,
        "number": 4,
        "brought": "whole",
        "text": "Opslag in Dublin.",
        "document": "Bijlage 4",
        "document_date": dt.date(2026, 6, 1),
        "document_address": "https://werkwijs.example/bijlage",
        "document_place": "Bij Inkoop",
        "confidential": True,
        "edition": 1,
        "judged": "",
        "judged_at": None,
    }


def test_a_page_without_scripts_keeps_it_too(address):
    response = Client().post(address, WHOLE)

    assert (response.status_code, response["Location"], HomeworkItem.objects.get().text) == (
        302,
        f"{address}#item-4",
        "Opslag in Dublin.",
    )


def test_the_count_says_how_far_the_vendor_is(address):
    save(address)
    save(address, number=5, brought="not_available", text="")
    save(address, number=6, brought="", text="Nog uitzoeken")

    assert "2 van 12" in Client().get(address).content.decode()


def test_the_same_again_is_kept_already(address):
    first = save(address)

    again = save(address)

    assert (again.status_code, again.json()) == (200, first.json())


def test_two_people_on_one_link_lose_nothing(address):
    save(address)

    late = save(address, text="Opslag in Frankfurt.")

    assert (late.status_code, late.json()["code"], late.json()["stored"]["text"]) == (
        409,
        "older",
        "Opslag in Dublin.",
    )


def test_what_the_other_wrote_stands_until_somebody_who_saw_it_chooses(address):
    save(address)
    save(address, text="Opslag in Frankfurt.")
    before = HomeworkItem.objects.get().text

    save(address, edition=2, text="Opslag in Frankfurt.")

    assert (before, HomeworkItem.objects.get().text) == (
        "Opslag in Dublin.",
        "Opslag in Frankfurt.",
    )


def test_without_scripts_both_texts_stand_on_the_page(address):
    save(address)

    page = Client().post(address, {**WHOLE, "text": "Opslag in Frankfurt."}).content.decode()

    assert ("Opslag in Dublin." in page, "Opslag in Frankfurt." in page) == (True, True)


def test_a_second_link_opens_the_same_list(address, session, anna):
    save(address)
    other = homework_links.ask_homework(
        session_id=session.pk, name="Wim", by=anna, at=timezone.now()
    )

    items = script().get(f"/homework/{other.token}/").json()["items"]

    assert items["4"]["text"] == "Opslag in Dublin."


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": "x" * (LONGEST_TEXT + 1)}, "text"),
        ({"brought": "maybe"}, "brought"),
        ({"confidential": "2"}, "confidential"),
        ({"document_address": "http://werkwijs.example/"}, "document_address"),
        ({"document_address": "javascript:alert(1)"}, "document_address"),
        ({"document_date": "gisteren"}, "document_date"),
        ({"document": "x" * 201}, "document"),
        ({"edition": "0"}, "edition"),
        ({"number": "vier"}, "number"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(address, fields, field):
    response = save(address, **fields)

    assert (response.status_code, response.json()["field"]) == (400, field)


@pytest.mark.parametrize("number", [13, 99])
def test_there_is_no_thirteenth_item(address, number):
    assert save(address, number=number).status_code == 404


def test_hostile_text_stands_on_the_page_as_text(address, session, anna, browser):
    save(address, text="<script>alert(1)</script>\x00\u202e", document='"><img src=x>')

    page = Client().get(address).content.decode()
    inside = browser(anna).get(f"/sessions/{session.public_id}/homework/").content.decode()
    assert [html.count("<script>alert") + html.count("<img") for html in (page, inside)] == [0, 0]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_token_nobody_made_opens_nothing(method):
    assert getattr(script(), method)("/homework/verzonnen/", WHOLE).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("field", ["revoked_at", "expires_at"])
def test_a_link_that_is_over_opens_nothing(address, made, field, method):
    HomeworkLink.objects.filter(pk=made.link.pk).update(**{field: timezone.now()})

    response = getattr(script(), method)(address, WHOLE)

    assert (response.status_code, HomeworkItem.objects.count()) == (404, 0)


def test_every_link_that_opens_nothing_gets_the_same_page(address, made):
    HomeworkLink.objects.filter(pk=made.link.pk).update(revoked_at=timezone.now())

    pages = [Client().get(each).content.decode() for each in (address, "/homework/verzonnen/")]

    said = {page.partition("<main")[2].partition("</main>")[0] for page in pages}
    assert (len(said), "Deze link werkt niet" in said.pop()) == (1, True)


def test_guesses_are_slowed_down_and_the_right_link_still_opens(address):
    statuses = [script().get(f"/homework/guess-{n}/").status_code for n in range(40)]

    assert (statuses[-1], Client().get(address).status_code) == (429, 200)


def test_after_the_close_it_can_be_read_only(address, session):
    save(address)
    in_phase(session, Phase.CLOSED)

    page = Client().get(address).content.decode()

    assert ("Opslag in Dublin." in page, "<textarea" in page) == (True, False)


def test_after_the_close_nothing_is_changed(address, session):
    in_phase(session, Phase.CLOSED)

    response = save(address)

    assert (response.status_code, HomeworkItem.objects.count()) == (409, 0)


def test_what_the_group_dealt_with_is_not_changed_behind_its_back(address, session):
    bring(session, judged="rejected")

    response = save(address, edition=2, text="Toch anders.")

    assert (response.status_code, HomeworkItem.objects.get().text) == (409, "Opslag in Dublin.")


def test_the_vendor_is_not_told_that_something_was_rejected(address, session):
    bring(session, judged="rejected")

    page = Client().get(address).content.decode()

    assert ("Afgewezen" in page, "rejected" in page) == (False, False)


def test_what_comes_after_the_day_is_accepted_and_marked(session, made, anna, browser):
    day = session.date + dt.timedelta(days=1)
    bring(session, changed_at=dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC))
    HomeworkLink.objects.update(created_at=NOW - dt.timedelta(days=30))

    page = browser(anna).get(f"/sessions/{session.public_id}/homework/").content.decode()

    assert "Na de dag die je vroeg" in page


def test_the_facilitator_gets_words_with_the_link_and_a_day(session, anna, browser):
    session.date = timezone.localdate() + dt.timedelta(days=60)
    session.save(update_fields=["date"])

    page = browser(anna).post(
        f"/sessions/{session.public_id}/homework/links/", {"name": "Vera & Wim"}
    )

    words = page.content.decode().partition("<textarea")[2].partition("</textarea>")[0]
    due = date_format(due_day(session.date, asked=timezone.localdate()), "j F Y")
    assert ("Beste Vera &amp; Wim," in words, due in words, "/homework/" in words) == (
        True,
        True,
        True,
    )


def test_the_secret_is_shown_once(session, anna, browser):
    client = browser(anna)
    client.post(f"/sessions/{session.public_id}/homework/links/", {"name": "Vera"})

    page = client.get(f"/sessions/{session.public_id}/homework/").content.decode()

    assert ("Vera" in page, "made-link" in page) == (True, False)


def test_a_link_without_a_name_is_not_made(session, anna, browser):
    response = browser(anna).post(f"/sessions/{session.public_id}/homework/links/", {"name": " "})

    assert (response.status_code, HomeworkLink.objects.count()) == (400, 0)


def test_a_link_of_another_session_cannot_be_taken_back(session, anna, otto, browser, made):
    response = browser(otto).post(
        f"/sessions/{otto.session.public_id}/homework/links/{made.link.public_id}/revocation/"
    )

    assert (response.status_code, HomeworkLink.objects.get().revoked_at) == (404, None)


def test_adopting_makes_a_statement_at_each_question_it_belongs_to(session, anna, browser):
    bring(session, number=1, document="Handleiding")

    response = browser(anna).post(
        f"/sessions/{session.public_id}/homework/1/judgement/",
        {"judged": "adopted", "proof": "shown"},
    )

    made = Contribution.objects.order_by("answer__number")
    assert (
        response.status_code,
        [(one.answer.number, one.kind, one.proof, one.document, one.author) for one in made],
    ) == (
        204,
        [
            (9, "vendor_statement", "shown", "Handleiding", None),
            (19, "vendor_statement", "shown", "Handleiding", None),
        ],
    )

"""HR finds the final report, downloads it, and shares it with somebody without an account."""

import hashlib
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sessions import queries
from sessions.access import limits
from sessions.commands import action_points, reports, sessions
from sessions.commands.action_points import ActionFacts
from sessions.enums import MembershipRole, Phase
from sessions.models import Answer, Membership, Report, Session, ShareLink
from tests.conftest import NOW, in_phase, make_account

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 of the report"
SHAREABLE_PDF = b"%PDF-1.7 of the shareable edition"


@pytest.fixture
def report(session, anna, bram) -> Report:
    for days, text in ((-30, "Al voorbij"), (30, "Nog te doen")):
        action_points.add_action_point(
            session_id=session.pk,
            facts=ActionFacts(text, due_date=timezone.localdate() + timedelta(days=days)),
            by=anna,
            at=NOW,
        )
    Answer.objects.filter(number=8).update(outcome="answered", risk="high", risk_reason="Groot.")
    in_phase(session, Phase.CLOSED)
    return final(session, anna)


def final(session, by, changed: str = "") -> Report:
    made = reports.finalise(session_id=session.pk, changed=changed, by=by, at=NOW)
    reports.attach_pdf(report_id=made.pk, pdf=PDF)
    reports.attach_pdf(report_id=shareable(made).pk, pdf=SHAREABLE_PDF)
    return made


def shareable(report: Report) -> Report:
    other = queries.other_edition_of(report)
    assert other is not None
    return other


@pytest.fixture
def petra(client, vlietdam) -> Client:
    account = make_account("petra@vlietdam.example", "Petra", vlietdam, role=MembershipRole.READER)
    client.force_login(account)
    return client


def shared(petra: Client, report: Report) -> str:
    """Make a link and return its path."""
    body = {"note": "Ondernemingsraad", "days": "30"}
    page = petra.post(f"/reports/{report.public_id}/links/", body)
    return urlsplit(page.context["made"]["address"]).path


def test_without_a_final_report_the_page_says_so(petra, session):
    page = petra.get("/reports/").content.decode()

    assert "Er is nog geen definitief rapport." in page


def test_who_was_taken_out_of_the_organisation_is_told_so(petra, session):
    Membership.objects.filter(account__name="Petra").delete()

    page = petra.get("/reports/").text

    assert ("Er is nog geen definitief rapport" in page, "bij geen organisatie" in page) == (
        False,
        True,
    )


def test_the_newest_report_comes_first_with_its_file(petra, report):
    page = petra.get("/reports/")

    latest = page.context["latest"]
    assert (latest["report"], latest["passed"], len(latest["high_risks"])) == (report, 1, 1)
    assert f'href="/reports/{report.public_id}/report.pdf"' in page.content.decode()


def test_versions_of_one_session_are_one_row(petra, report, session, anna):
    in_phase(session, Phase.RUNNING)
    action_points.add_action_point(
        session_id=session.pk, facts=ActionFacts("Erbij"), by=anna, at=NOW
    )
    in_phase(session, Phase.CLOSED)
    second = final(session, anna, changed="Een actie erbij.")

    rows = petra.get("/reports/").context["rows"]
    assert [(row["report"], row["earlier"]) for row in rows] == [(second, [report])]


def test_reports_of_another_organisation_are_not_in_the_list(petra, report, other_session, otto):
    in_phase(other_session, Phase.CLOSED)
    final(other_session, otto)

    assert [row["report"] for row in petra.get("/reports/").context["rows"]] == [report]


def test_the_list_asks_the_database_as_often_for_many_reports(
    petra, report, django_assert_max_num_queries
):
    copies(report, 12)

    with django_assert_max_num_queries(10):
        petra.get("/reports/")


def copies(report: Report, count: int) -> None:
    """Make reports of other sessions with the same contents, each a minute older."""
    session = report.session
    for number in range(1, count + 1):
        other = Session.objects.get(pk=session.pk)
        other.pk, other.public_id, other.join_code = None, f"s{number}", f"CODE{number}"
        other.title, other.system_name = f"Sessie {number}", "Sift" if number == 3 else ""
        other.save()
        Report.objects.create(
            organisation=report.organisation,
            session=other,
            session_public_id=other.public_id,
            version=1,
            final_at=NOW - timedelta(minutes=number),
            contents=report.contents,
            contents_hash=report.contents_hash,
        )


def test_many_reports_come_in_pages_and_can_be_searched(petra, report):
    copies(report, 25)

    first, second = petra.get("/reports/").context, petra.get("/reports/?page=2").context
    found = petra.get("/reports/?q=sift").context
    assert (len(first["rows"]), len(second["rows"]), second["latest"]) == (20, 6, None)
    assert [row["report"].session.title for row in found["rows"]] == ["Sessie 3"]


def test_a_search_that_is_too_long_is_refused_in_words(petra, session):
    page = petra.get("/reports/", {"q": "x" * 5000}, headers={"accept": "text/html"})

    assert "120" in " ".join(page.context["form"].errors["q"])
    assert page.context["form"].errors["q"][0] in page.content.decode()


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=x", "page=999", "q=%00", "q=%25"])
def test_a_strange_question_is_no_mistake_of_ours(petra, report, query):
    assert petra.get(f"/reports/?{query}").status_code == 200


def test_a_report_page_shows_dates_that_passed_first(petra, report):
    page = petra.get(f"/reports/{report.public_id}/")

    told = [(row["action"].text, row["passed"]) for row in page.context["actions"]]
    assert told == [("Al voorbij", True), ("Nog te doen", False)]


def test_the_pdf_is_an_attachment_with_a_name_that_nobody_keeps(petra, report):
    answer = petra.get(f"/reports/{report.public_id}/report.pdf")

    assert (answer.content, answer.headers["Content-Type"]) == (PDF, "application/pdf")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="antwoordrapport')
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_fingerprint_is_the_hash_of_the_data(petra, report):
    data = petra.get(f"/reports/{report.public_id}/report.json").content

    assert hashlib.sha256(data).hexdigest() == report.contents_hash


def test_a_deleted_report_leaves_a_stub(petra, report, session, anna):
    sessions.delete_session(session_id=session.pk, by=anna, at=timezone.now())

    listed = petra.get("/reports/")
    page = petra.get(f"/reports/{report.public_id}/")
    assert ([stub.version for stub in listed.context["shelf"].stubs], page.status_code) == (
        [1, 1],
        200,
    )
    assert "Matchwijzer" not in listed.content.decode() + page.content.decode()
    assert petra.get(f"/reports/{report.public_id}/report.pdf").status_code == 404
    assert petra.get(f"/reports/{report.public_id}/report.json").status_code == 404


def test_contents_in_a_format_of_long_ago_still_have_their_file(petra, report):
    Report.objects.update(contents=b'{"format":"air-report/0"}')

    assert petra.get("/reports/").status_code == 200
    assert petra.get(f"/reports/{report.public_id}/").status_code == 200
    assert petra.get(f"/reports/{report.public_id}/report.pdf").content == PDF


def test_a_reader_sees_nothing_live(petra, session):
    for name in ("", "lobby/", "overview/", "snapshot/", "report.pdf", "settings/"):
        assert petra.get(f"/sessions/{session.public_id}/{name}").status_code == 404


def test_a_link_opens_the_report_without_an_account(petra, report):
    path = shared(petra, report)
    stranger = Client()

    page, file = stranger.get(path), stranger.get(f"{path}report.pdf")
    data = stranger.get(f"{path}report.json")
    assert (page.status_code, file.content) == (200, SHAREABLE_PDF)
    assert hashlib.sha256(data.content).hexdigest() == shareable(report).contents_hash


def test_a_link_opens_this_version_and_nothing_beside_it(petra, report):
    path = shared(petra, report)
    stranger = Client()
    stranger.get(path)

    assert stranger.get(f"/reports/{report.public_id}/").status_code == 302
    assert stranger.get(f"/sessions/{report.session_public_id}/").status_code == 404


def test_the_link_is_shown_once(petra, report):
    token = shared(petra, report).split("/")[2]

    assert token not in petra.get(f"/reports/{report.public_id}/").content.decode()


def test_looking_at_the_page_or_the_head_is_no_download(petra, report):
    path = shared(petra, report)
    Client().get(path)
    Client().head(f"{path}report.pdf")

    assert ShareLink.objects.get().opened == 0


def test_a_download_is_counted(petra, report):
    Client().get(shared(petra, report) + "report.pdf")

    page = petra.get(f"/reports/{report.public_id}/").content.decode()
    assert (ShareLink.objects.get().opened, "één keer gedownload" in page) == (1, True)


def test_all_links_that_open_nothing_get_the_same_page(petra, report, session, anna):
    paths = [shared(petra, report) for _ in range(2)]
    first, second = ShareLink.objects.order_by("pk")
    petra.post(f"/reports/{report.public_id}/links/{first.public_id}/revocation/")
    ShareLink.objects.filter(pk=second.pk).update(expires_at=timezone.now())
    paths += ["/shared/never-made/", f"{paths[0]}report.pdf", f"{paths[1]}report.json"]

    answers = [Client().get(path) for path in paths]
    pages = {
        one.content.decode().replace(path, "") for one, path in zip(answers, paths, strict=True)
    }
    without_tokens = {page.split("<main")[1].split("</main>")[0] for page in pages}
    assert ([one.status_code for one in answers], len(without_tokens)) == ([404] * 5, 1)


def test_a_link_of_a_deleted_report_opens_nothing(petra, report, session, anna):
    path = shared(petra, report)
    sessions.delete_session(session_id=session.pk, by=anna, at=NOW)

    assert [Client().get(path + file).status_code for file in ("", "report.pdf")] == [404, 404]


def test_guesses_are_slowed_down_and_right_links_open_all_the_same(petra, report, session):
    path = shared(petra, report)

    guesses = [
        Client().get("/shared/guess/").status_code for _ in range(limits.ADDRESS.failures + 1)
    ]
    assert (guesses[0], guesses[-1], Client().get(path).status_code) == (404, 429, 200)
    assert Client().get(f"/j/{session.join_code}/").status_code in {200, 403}
    cache.clear()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"note": "", "days": "30"}, "note"),
        ({"note": "x" * 81, "days": "30"}, "note"),
        ({"note": "OR", "days": "365"}, "days"),
        ({"note": "OR"}, "days"),
    ],
)
def test_what_is_wrong_with_a_link_is_said_at_its_field(petra, report, body, field):
    page = petra.post(f"/reports/{report.public_id}/links/", body)

    assert (page.status_code, list(page.context["form"].errors)) == (400, [field])
    assert ShareLink.objects.count() == 0


def test_a_link_to_the_internal_edition_is_made_by_choosing_it(petra, report):
    body = {"note": "Mirjam, HR", "days": "30", "which": "internal"}
    page = petra.post(f"/reports/{report.public_id}/links/", body)
    path = urlsplit(page.context["made"]["address"]).path

    assert Client().get(f"{path}report.pdf").content == PDF
    assert "de interne editie downloaden" in page.text


def test_an_old_version_without_a_shareable_edition_is_shared_as_it_is(petra, report):
    shareable(report).delete()

    assert Client().get(f"{shared(petra, report)}report.pdf").content == PDF


def test_a_link_to_an_edition_that_is_not_there_is_refused(petra, report):
    shareable(report).delete()
    body = {"note": "OR", "days": "30", "which": "shareable"}

    page = petra.post(f"/reports/{report.public_id}/links/", body)

    assert (page.status_code, list(page.context["form"].errors)) == (400, ["which"])


def test_a_shared_page_says_which_edition_it_is(petra, report):
    page = Client().get(shared(petra, report)).text

    assert ("Dit is de deelbare editie." in page, "Dit is de interne editie." in page) == (
        True,
        False,
    )


def test_a_version_shows_both_files_and_the_internal_one_first(petra, report):
    page = petra.get(f"/reports/{report.public_id}/").text
    places = [
        page.index(f"/reports/{one.public_id}/report.pdf") for one in (report, shareable(report))
    ]

    assert places == sorted(places)


def test_the_page_of_a_shareable_edition_is_that_of_its_version(petra, report):
    answer = petra.get(f"/reports/{shareable(report).public_id}/")

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/reports/{report.public_id}/",
    )


def test_a_version_stands_once_in_the_list(petra, report):
    rows = petra.get("/reports/").context["rows"]

    assert [(row["report"], row["version"].shareable) for row in rows] == [
        (report, shareable(report))
    ]

"""The page of the report, its PDFs and the step to a final version."""

import io
import json
from datetime import timedelta
from urllib.parse import urlencode

import pypdf
import pytest

from sessions.commands import pdf_jobs, pdf_worker
from sessions.commands.reports import finalise
from sessions.enums import Outcome, PdfState, Phase
from sessions.models import Answer, PdfJob, Report, Session
from sessions.report import html, pdf
from sessions.report.canonical import from_json, to_json
from sessions.report.contents import collect
from tests.conftest import NOW, in_phase
from tests.hostile import VALUES

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch):
    """Draw without the engine."""
    monkeypatch.setattr(html, "render", lambda _contents, *, fingerprint: fingerprint)
    monkeypatch.setattr(pdf, "make_pdf", lambda _page, *, data, **_more: b"%PDF-" + data)


@pytest.fixture
def page(browser, anna):
    client = browser(anna)
    client.headers = {}
    client.defaults.pop("HTTP_ACCEPT", None)
    return client


def at(session, path: str = "report/") -> str:
    return f"/sessions/{session.public_id}/{path}"


def seen(page, session, path: str = "report/") -> str:
    return page.get(at(session, path)).content.decode()


def test_the_address_of_the_pdf_answers_with_the_twenty_questions(page, session):
    response = page.get(at(session, "report.pdf"))

    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    text = "".join("".join(one.extract_text().split()) for one in pages)
    asked = [one.question.text for one in session.answers.select_related("question")]
    missing = [words for words in asked if "".join(words.split()) not in text]
    assert (response.headers["Content-Type"], missing) == ("application/pdf", [])


def test_the_pdf_has_a_name_to_keep_it_by(page, session, drawn):
    header = page.get(at(session, "report.pdf")).headers["Content-Disposition"]

    assert header.startswith('attachment; filename="antwoordrapport-matchwijzer-intern-concept-')


def test_a_second_download_is_not_made_anew(page, session, drawn, monkeypatch):
    first = page.get(at(session, "report.pdf")).content
    monkeypatch.setattr(pdf, "make_pdf", None)  # would break

    assert page.get(at(session, "report.pdf")).content == first


def test_the_data_of_the_draft_are_canonical(page, session):
    response = page.get(at(session, "report.json"))

    contents = from_json(response.content)
    assert (response.content, contents.concept) == (to_json(contents), True)


def test_before_anybody_asked_the_page_offers_to_make_a_pdf(page, session):
    text = seen(page, session)

    assert ("Maak pdf" in text, "data-pdf-bar" in text) == (True, False)


def test_asking_leads_back_to_the_page_that_tells_how_far_it_is(page, session):
    response = page.post(at(session, "report/concept/"), follow=True)

    text = response.content.decode()
    assert (response.redirect_chain, "De pdf is zo aan de beurt." in text) == (
        [(at(session), 302)],
        True,
    )


def test_while_it_is_made_the_page_looks_again_without_scripts(page, session):
    page.post(at(session, "report/concept/"))

    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in seen(page, session)


def test_what_was_made_is_there_to_download(page, session, drawn):
    page.post(at(session, "report/concept/"))
    pdf_worker.make_next()

    text = seen(page, session)
    making = [f'value="{one}"' in text for one in ("internal", "shareable")]
    assert ("De pdf is klaar." in text, "http-equiv" in text, making) == (
        True,
        False,
        [False, True],
    )


def test_a_pdf_of_an_earlier_state_is_not_offered(page, session, drawn):
    page.post(at(session, "report/concept/"))
    pdf_worker.make_next()
    Session.objects.filter(pk=session.pk).update(title="Anders")

    assert "Maak pdf" in seen(page, session)


def test_a_failure_is_said_and_may_be_tried_again(page, session, monkeypatch):
    monkeypatch.setattr(html, "render", None)  # breaks
    page.post(at(session, "report/concept/"))
    pdf_worker.make_next()

    text = seen(page, session)
    assert ("Het maken van de pdf lukte niet." in text, "Probeer opnieuw" in text) == (True, True)


def test_the_script_is_told_how_far_it_is(page, session):
    page.post(at(session, "report/concept/"))
    PdfJob.objects.update(state=PdfState.MAKING, step=3)

    told = json.loads(page.get(at(session, "report/progress/")).content)
    nothing = {"state": "none", "step": 0, "steps": pdf.STEPS, "words": ""}
    assert told == {
        "concept-internal": {
            "state": "making",
            "step": 3,
            "steps": pdf.STEPS,
            "words": f"De pdf wordt gemaakt: stap 3 van {pdf.STEPS}.",
        },
        "concept-shareable": nothing,
        "final-internal": nothing,
        "final-shareable": nothing,
    }


def test_who_waits_is_told_how_many_come_first(page, session, other_session, otto):
    pdf_jobs.ask_for_concept(session_id=other_session.pk, by=otto, at=NOW)
    page.post(at(session, "report/concept/"))

    told = json.loads(page.get(at(session, "report/progress/")).content)
    assert told["concept-internal"]["words"] == "De pdf wacht: er is er nog 1 vóór."


def test_a_full_queue_is_said_on_a_page(page, session, monkeypatch):
    monkeypatch.setattr(pdf_jobs, "MOST_WAITING", 0)

    response = page.post(at(session, "report/concept/"))
    assert (response.status_code, "over een minuut opnieuw" in response.content.decode()) == (
        503,
        True,
    )


def test_before_the_close_the_page_says_what_comes_first(page, session):
    text = seen(page, session)

    assert ("Sluit de sessie eerst." in text, at(session, "report/final/") in text) == (True, False)


def test_after_the_close_the_page_leads_to_the_final_version(page, session):
    in_phase(session, Phase.CLOSED)

    assert at(session, "report/final/") in seen(page, session)


def test_the_first_version_is_not_asked_what_changed(page, session):
    in_phase(session, Phase.CLOSED)

    text = seen(page, session, "report/final/")
    assert ("Versie 1 definitief maken?" in text, "Wat is er veranderd?" in text) == (True, False)


def test_confirming_makes_the_version(page, session):
    in_phase(session, Phase.CLOSED)

    response = page.post(at(session, "report/final/"), follow=True)

    report = Report.objects.get(edition="internal")
    text = response.content.decode()
    assert (
        report.version,
        "Versie 1 is definitief." in text,
        f"{report.contents_hash[:8]} {report.contents_hash[8:12]}" in text,
    ) == (
        1,
        True,
        True,
    )


def test_without_news_there_is_no_way_to_a_second_version(page, session):
    in_phase(session, Phase.CLOSED)
    page.post(at(session, "report/final/"))

    response = page.post(at(session, "report/final/"), {"changed": "Niets"})

    text = seen(page, session)
    assert (
        response.status_code,
        Report.objects.filter(edition="internal").count(),
        "In versie 1 staat alles." in text,
    ) == (
        302,
        1,
        True,
    )


@pytest.fixture
def changed(session, anna):
    """A session that says something else than its first version."""
    in_phase(session, Phase.CLOSED)
    finalise(session_id=session.pk, changed="", by=anna, at=NOW + timedelta(hours=1))
    Answer.objects.filter(session=session, number=3).update(outcome=Outcome.ANSWERED)
    return session


def test_the_second_version_must_be_told_what_changed(page, changed):
    response = page.post(at(changed, "report/final/"), {"changed": " "})

    text = response.content.decode()
    assert (response.status_code, "Schrijf in één zin wat er veranderd is." in text) == (400, True)
    assert Report.objects.filter(version=2).count() == 0


def test_the_second_version_keeps_what_changed(page, changed):
    page.post(at(changed, "report/final/"), {"changed": "Vraag 3 is beantwoord"})

    assert "Vraag 3 is beantwoord" in seen(page, changed)


@pytest.mark.parametrize("typed", [*VALUES.values(), "x" * 501], ids=[*VALUES, "one too long"])
def test_a_hostile_note_is_kept_safe_or_refused(page, changed, typed):
    body = urlencode({"changed": typed}, errors="surrogatepass")
    kind = "application/x-www-form-urlencoded"
    response = page.post(at(changed, "report/final/"), body, content_type=kind)

    assert response.status_code in (302, 400, 413)
    assert "<script>alert" not in seen(page, changed)


def test_the_page_before_deletion_says_that_final_reports_go_too(page, changed):
    text = seen(page, changed, "deletion/")

    assert "het definitieve rapport, met de pdf, de aftekeningen en de deellinks" in text


def test_the_draft_after_a_version_tells_of_it(page, changed):
    contents = collect(session=changed, at=NOW)

    assert [one.version for one in contents.earlier] == [1]


def test_the_data_of_the_draft_are_of_the_edition_that_was_asked_for(page, session):
    said = [
        json.loads(page.get(at(session, f"report.json{query}")).content)["report"]["edition"]
        for query in ("", "?edition=internal", "?edition=shareable")
    ]

    assert said == ["internal", "internal", "shareable"]


@pytest.mark.parametrize("path", ["report.json", "report.pdf"])
def test_an_edition_that_does_not_exist_is_not_here(page, session, path):
    assert page.get(at(session, f"{path}?edition=Shareable")).status_code == 404


def test_the_pdf_of_the_shareable_draft_is_named_and_made_so(page, session, drawn):
    answer = page.get(at(session, "report.pdf?edition=shareable"))

    assert "deelbaar-concept" in answer.headers["Content-Disposition"]
    assert b'"edition":"shareable"' in answer.content

"""Ticks under a final version, on its page and on a sheet."""

import io
from datetime import timedelta
from urllib.parse import urlencode

import pypdf
import pytest

from sessions.commands.reports import finalise
from sessions.commands.sign_offs import sign_off
from sessions.enums import Capacity, Phase
from sessions.models import Account, Membership, SignOff
from tests.conftest import NOW, in_phase
from tests.hostile import VALUES

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(session, anna):
    in_phase(session, Phase.CLOSED)
    return finalise(session_id=session.pk, changed="", by=anna, at=NOW)


@pytest.fixture
def page(report, vlietdam, client):
    """Hanna of HR, who was not there."""
    hanna = Account.objects.create_user("hanna@vlietdam.example", "x" * 20, name="Hanna")
    Membership.objects.create(organisation=vlietdam, account=hanna, role="reader")
    client.force_login(hanna)
    return client


def at(report, path: str = "") -> str:
    return f"/reports/{report.public_id}/{path}"


def test_a_tick_is_shown_on_the_page_of_the_version(page, report):
    response = page.post(
        at(report, "sign-off/"), {"capacity": "hr", "remark": "Goed gesprek"}, follow=True
    )

    text = response.content.decode()
    shown = ("HR-verantwoordelijke: akkoord", "Hanna", "Goed gesprek", "Je aftekening is bewaard.")
    assert [words in text for words in shown] == [True] * 4


def test_what_is_ticked_is_not_offered_again(page, report):
    page.post(at(report, "sign-off/"), {"capacity": "hr"})

    text = page.get(at(report)).content.decode()
    assert ('value="hr"' in text, 'value="privacy"' in text) == (False, True)


def test_without_a_capacity_the_form_comes_back_with_the_remark(page, report):
    response = page.post(at(report, "sign-off/"), {"remark": "Goed gesprek"})

    text = response.content.decode()
    assert (response.status_code, "Kies als wie je aftekent." in text, "Goed gesprek" in text) == (
        400,
        True,
        True,
    )


def test_a_second_tick_in_one_capacity_is_refused_on_the_form(page, report, anna_account):
    sign_off(report_id=report.public_id, capacity=Capacity.HR, remark="", by=anna_account, at=NOW)

    response = page.post(at(report, "sign-off/"), {"capacity": "hr"})
    assert (response.status_code, SignOff.objects.count()) == (400, 1)


@pytest.mark.parametrize("field", ["capacity", "remark"])
@pytest.mark.parametrize("typed", VALUES.values(), ids=VALUES)
def test_a_hostile_tick_is_kept_safe_or_refused(page, report, field, typed):
    body = urlencode({"capacity": "hr"} | {field: typed}, errors="surrogatepass")
    kind = "application/x-www-form-urlencoded"

    response = page.post(at(report, "sign-off/"), body, content_type=kind)

    assert response.status_code in (302, 400, 413)
    assert "<script>alert" not in page.get(at(report)).content.decode()


def words_of(content: bytes) -> tuple[int, str]:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return len(pages), " ".join(" ".join(one.extract_text().split()) for one in pages)


def test_the_sheet_is_one_page_with_ticks_and_lines_to_sign_on(page, report, anna_account):
    later = NOW + timedelta(hours=1)
    for capacity in (Capacity.HR, Capacity.PRIVACY, Capacity.VENDOR):
        sign_off(
            report_id=report.public_id,
            capacity=capacity,
            remark="woorden " * 62,
            by=anna_account,
            at=later,
        )

    response = page.get(at(report, "sign-offs.pdf"))

    pages, text = words_of(response.content)
    shown = (
        "versie 1",
        "Anna",
        "23 november 2026, 11:00",
        report.contents_hash[:8],
        "Handtekening",
    )
    assert (pages, [words in text for words in shown]) == (1, [True] * 5)


def test_the_same_ticks_give_the_same_sheet(page, report):
    first = page.get(at(report, "sign-offs.pdf")).content

    assert page.get(at(report, "sign-offs.pdf")).content == first

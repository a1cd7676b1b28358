"""A session full of what attackers write, downloaded through the door: paper, and nothing else."""

import io
import socket
import threading
from collections.abc import Iterator
from datetime import date

import pikepdf
import pytest
from django.test import Client

from sessions.commands import action_points, answers, participants, preparing
from sessions.forms import ActionPointForm, ConclusionForm, JoinForm
from sessions.models import Participant, Session
from tests.conftest import ALL_QUESTIONS, NOW
from tests.hostile import MARKS
from tests.report.paper import pages_of
from tests.texts.keep import keep
from tests.texts.pen import Pen

pytestmark = pytest.mark.django_db


class Listener:
    """A server that a report might be talked into asking; counts who comes."""

    def __init__(self) -> None:
        self.visitors = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}/x"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                self._door.accept()[0].close()
            except OSError:
                return
            self.visitors += 1

    def close(self) -> None:
        """Stop listening."""
        self._door.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def hostile_words(address: str) -> str:
    """Return one sentence that tries everything at once."""
    tries = [
        f"<img src='{address}'>",
        f"<link rel=stylesheet href={address}>",
        f"<style>@import url({address}); body {{ background: url({address}) }}</style>",
        f"<svg><image href='{address}'/><script>x</script></svg>",
        f"<object data='{address}'></object><iframe src='file:///etc/passwd'></iframe>",
        "{{ settings.SECRET_KEY }}{% include '/etc/passwd' %}{% debug %}",
        "]]></p></body></html><!-- ",
        "=HYPERLINK(1) javascript:alert(1)",
        "עברית \u202e العربية 中文 👩🏽‍⚖️ \ud800\x00 \ufeff",
    ]
    return " ".join(tries)


def typed(form_class, **fields: str):
    """Return the form as a browser posts it: cleaned, and valid."""
    form = form_class(fields)
    assert form.is_valid(), form.errors
    return form


def fill(session: Session, anna: Participant, address: str) -> None:
    """Have hostile people join, write, decide and plan."""
    words = hostile_words(address)
    join = typed(JoinForm, name=f"<b>{words[:30]}", perspective="other", perspective_text="{{ x }}")
    guest = participants.admit(session_id=session.pk, newcomer=join.newcomer(), at=NOW)
    pen = Pen(11)
    written = [pen.paragraph(words.replace("\ud800", "")), pen.paragraph("\x00\x0c\x1b\ufffe")]
    written += [pen.paragraph(MARKS), pen.item("javascript:alert(1)"), pen.paragraph("x" * 9000)]
    keep(session, guest, *written)
    facts = typed(ActionPointForm, text=words[:500], question="7", owner="<i>" + words[:70]).facts()
    action_points.add_action_point(session_id=session.pk, facts=facts, by=guest, at=NOW)
    texts = {"reason": words, "risk_reason": "a" + "\u0301" * 1900, "acceptance": "W" * 2000}
    form = typed(ConclusionForm, outcome="no_good_answer", risk="high", **texts)
    answers.round_off(
        session_id=session.pk, number=7, conclusion=form.conclusion(), by=anna, at=NOW
    )
    preparing.change_session(
        session_id=session.pk,
        facts=preparing.SessionFacts(
            title="<script>alert(1)</script>" + "⚖️" * 20,
            client_name="{{ 7|add:7 }} & <b>zoon</b>",
            system_name="'\"><svg onload=x>",
            vendor_name="$(id) `id` %s",
            date=date(2026, 11, 23),
            questions=ALL_QUESTIONS,
        ),
        by=anna,
        at=NOW,
    )


def download(browser, anna: Participant) -> bytes:
    client: Client = browser(anna)
    response = client.get(f"/sessions/{anna.session.public_id}/report.pdf")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    return response.content


def test_hostile_words_are_printed_as_words(session, anna, browser, listener):
    fill(session, anna, listener.address)

    text = "".join(pages_of(download(browser, anna)))

    wanted = ["{{settings.SECRET_KEY}}", "<script>alert(1)</script>", "$(id)`id`%s"]
    assert [one for one in wanted if one not in text] == []


def test_nothing_is_fetched_for_a_report(session, anna, browser, listener):
    fill(session, anna, listener.address)

    made = download(browser, anna)

    assert (listener.visitors, b"root:" in made) == (0, False)


def test_a_report_links_to_nothing_that_was_typed_as_plain_words(session, anna, browser, listener):
    fill(session, anna, listener.address)

    with pikepdf.open(io.BytesIO(download(browser, anna))) as paper:
        links = [
            str(note.A.URI)
            for page in paper.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        ]

    assert [one for one in links if "javascript" in one or listener.address in one] == []


def test_no_code_no_person_and_no_id_stands_in_the_data_of_the_file(session, anna, bram, browser):
    made = download(browser, anna)

    with pikepdf.open(io.BytesIO(made)) as paper:
        data = str(dict(paper.docinfo)) + str(paper.Root.get("/Metadata", b"").read_bytes())
    hidden = [session.join_code, session.public_id, "anna@", "Bram", "/work", "/tmp"]
    assert [one for one in hidden if one in data] == []


def test_the_address_of_the_session_and_its_code_stand_on_no_page(session, anna, browser):
    text = "".join(pages_of(download(browser, anna)))

    assert [one for one in (session.join_code, session.public_id) if one in text] == []


def test_only_who_leads_gets_the_report(session, anna, bram, victor, otto, browser):
    address = f"/sessions/{session.public_id}/report.pdf"

    statuses = [browser(one).get(address).status_code for one in (bram, victor, otto)]

    assert statuses == [403, 403, 404]

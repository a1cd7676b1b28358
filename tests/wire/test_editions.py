"""What each edition of the report holds: as JSON, as the page it is set from, and as a PDF."""

import io
import subprocess

import pikepdf
import pytest

from sessions.enums import Edition
from sessions.report.canonical import fingerprint, to_json
from sessions.report.html import render
from sessions.report.internal_contents import collect_edition
from sessions.report.pdf import make_pdf
from tests.conftest import NOW
from tests.wire.story import Story, marker
from tests.wire.test_visibility import promised

pytestmark = pytest.mark.django_db

SHAREABLE = {
    *("homework", "statement", "text", "action", "dissent", "objection"),
    *("reason", "risk", "acceptance"),
}
CLOSED = {
    *("closed dissent", "closed action", "closed parked", "closed text"),
    *("other closed dissent", "other closed action", "other closed parked", "other closed text"),
}
WITHIN = {"input", "unnamed input", "addition", "reaction", "remark", "parked"}
INTERNAL = SHAREABLE | CLOSED | WITHIN
KINDS = set(promised(set())["done"])
HELD = {Edition.SHAREABLE: SHAREABLE, Edition.INTERNAL: INTERNAL}


@pytest.fixture
def told(session, anna, bram, daan, victor) -> Story:
    """The whole story, told."""
    story = Story(session, anna=anna, bram=bram, daan=daan, victor=victor)
    for stage, act in story.stages():
        if stage == "round":
            story.begin_round()
        act()
    return story


def held(words: str) -> set[str]:
    return {kind for kind in KINDS if marker(kind) in words}


@pytest.mark.parametrize("edition", list(Edition))
def test_the_data_holds_what_is_for_its_readers(told, edition):
    contents = collect_edition(edition, session=told.session, at=NOW)

    assert held(to_json(contents).decode()) == HELD[edition]


@pytest.mark.parametrize("edition", list(Edition))
def test_the_page_says_nothing_that_is_not_in_the_data(told, edition):
    contents = collect_edition(edition, session=told.session, at=NOW)

    assert held(render(contents, fingerprint="0" * 64)) == HELD[edition]


def test_the_pdf_to_share_and_what_is_attached_to_it_hold_nothing_else(told, tmp_path):
    contents = collect_edition(Edition.SHAREABLE, session=told.session, at=NOW)
    data = to_json(contents)
    file = tmp_path / "report.pdf"
    file.write_bytes(make_pdf(render(contents, fingerprint=fingerprint(data)), data=data))

    text = subprocess.run(["pdftotext", file, "-"], check=True, stdout=subprocess.PIPE).stdout
    with pikepdf.open(io.BytesIO(file.read_bytes())) as pdf:
        attached = [one.get_file().read_bytes() for one in pdf.attachments.values()]

    assert (held(text.decode()), attached) == (SHAREABLE, [data])

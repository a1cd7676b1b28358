"""A text written without a browser is what a browser would have written."""

import pytest

from sessions.models import Answer, TextClient, TextUpdate
from sessions.texts import log, readout
from sessions.texts.composing import Line, NotKept, compose, lines_of
from sessions.texts.readout import LineBreak, ListBlock, Paragraph, Piece, blocks_in
from sessions.texts.text_copy import TextCopy
from sessions.texts.vetting import NotVetted
from tests.conftest import NOW
from tests.texts.pen import Pen

pytestmark = pytest.mark.django_db

WORDS = Paragraph(
    (Piece("Wij kiezen "), Piece("zélf", bold=True), Piece(", altijd 👍.", italic=True))
)
LINK = Paragraph(
    (Piece("Zie", address="https://oosterwaard.example/a"), LineBreak(), Piece("hier"))
)
LIST = ListBlock(True, ((Paragraph((Piece("Eerst"),)),), (Paragraph((Piece("Dan"),)), WORDS)))


@pytest.fixture
def answer(session):
    return Answer.objects.get(session=session, number=7)


def test_what_is_written_is_what_is_read(answer, bram, carla):
    compose(answer, [Line(WORDS, bram), Line(LIST, carla), Line(LINK, bram)])

    assert blocks_in(answer) == [WORDS, LIST, LINK]


def test_a_text_may_begin_with_a_list(answer, bram):
    compose(answer, [Line(LIST, bram)])

    assert blocks_in(answer) == [LIST]


def test_every_block_is_its_authors_and_stands_in_the_log(answer, bram, carla):
    compose(answer, [Line(WORDS, bram), Line(LIST, carla), Line(LINK, bram)])

    written = list(TextUpdate.objects.values_list("sequence", "author_id"))
    owners = sorted(TextClient.objects.values_list("participant_id", flat=True))
    assert (written, owners) == ([(1, bram.pk), (2, carla.pk), (3, bram.pk)], [bram.pk, carla.pk])


def test_writing_goes_on_where_it_stopped(answer, bram, carla):
    compose(answer, [Line(WORDS, bram)])
    compose(answer, [Line(LINK, carla)])

    assert blocks_in(answer) == [WORDS, LINK]


def test_a_browser_goes_on(answer, bram, carla):
    compose(answer, [Line(WORDS, bram), Line(LIST, carla)])
    copy = TextCopy(log.replay((answer.pk, False)), owners={})
    pen = Pen(77)
    pen.hear(copy.missing_in(b"\0"))

    copy.admit(pen.paragraph("Erbij"), whole=False, participant=bram.pk)

    assert pen.plain.splitlines()[-1] == "Erbij"


def test_a_text_that_is_frozen_takes_nothing(answer, bram):
    answer.frozen_at = NOW
    answer.save()

    with pytest.raises(NotKept):
        compose(answer, [Line(WORDS, bram)])


def test_what_the_editor_cannot_make_stays_out(answer, bram):
    with pytest.raises(NotVetted):
        compose(answer, [Line(Paragraph((Piece("x", address="http://a.example/"),)), bram)])


def test_a_thousand_short_lines_are_one_update(answer, bram):
    compose(answer, lines_of("b\n" * 1000, author=bram))

    assert TextUpdate.objects.filter(answer=answer, author=bram).count() == 1
    assert readout.plain_of(answer).split() == ["b"] * 1000

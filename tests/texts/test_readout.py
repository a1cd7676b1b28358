"""A text as blocks, HTML and plain words, whatever the document holds."""

import pytest
from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from sessions.models import Answer
from sessions.texts import readout
from sessions.texts.readout import LineBreak, ListBlock, Paragraph, Piece, blocks_of_document
from tests.texts.keep import keep
from tests.texts.pen import Pen


def blocks(*elements):
    return blocks_of_document(Doc({"default": XmlFragment(list(elements))}))


def paragraph(*children):
    return XmlElement("paragraph", {}, list(children))


def items(kind, *texts):
    return XmlElement(
        kind, {}, [XmlElement("listItem", {}, [paragraph(XmlText(text))]) for text in texts]
    )


def linked(text, address):
    pen = Pen(1)
    pen.paragraph(text)
    pen.mark(0, len(text), {"link": {"href": address}})
    return blocks_of_document(pen.doc)


def test_an_empty_text_has_no_blocks():
    assert blocks() == []


def test_empty_paragraphs_around_the_text_are_left_out_and_those_within_stay():
    a, b, blank = paragraph(XmlText("a")), paragraph(XmlText("b")), paragraph(XmlText(""))

    assert blocks(paragraph(), a, paragraph(), b, blank, paragraph()) == [
        Paragraph((Piece("a"),)),
        Paragraph(),
        Paragraph((Piece("b"),)),
    ]


def test_marks_lists_and_breaks_are_read():
    pen = Pen(1)
    pen.paragraph("vet en schuin")
    pen.mark(0, 3, {"bold": {}})
    pen.mark(7, 13, {"italic": {}})
    pen.item("een")

    assert blocks_of_document(pen.doc) == [
        Paragraph((Piece("vet", bold=True), Piece(" en "), Piece("schuin", italic=True))),
        ListBlock(ordered=False, items=((Paragraph((Piece("een"),)),),)),
    ]


def test_a_break_is_a_new_line():
    found = blocks(paragraph(XmlText("a"), XmlElement("hardBreak"), XmlText("b")))

    assert found == [Paragraph((Piece("a"), LineBreak(), Piece("b")))]


def test_plain_words_keep_lists_and_lines():
    found = blocks(
        paragraph(XmlText("Kop")), items("orderedList", "een", "twee"), items("bulletList", "punt")
    )

    assert readout.plain(found) == "Kop\n1. een\n2. twee\n- punt"


def test_words_are_escaped():
    found = blocks(paragraph(XmlText("<script>alert('&')</script>")))

    assert readout.html(found) == "<p>&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;</p>"


@pytest.mark.parametrize("address", ["https://example.org/?a=1&b=2", "mailto:ilse@example.org"])
def test_links_outside_are_kept_and_escaped(address):
    shown = address.replace("&", "&amp;")

    assert readout.html(linked("zie", address)) == (
        f'<p><a href="{shown}" rel="noopener noreferrer nofollow">zie</a></p>'
    )


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://example.org", "data:,x", "//example.org", ' "x', 7]
)
def test_other_links_are_words(address):
    assert readout.html(linked("zie", address)) == "<p>zie</p>"


def test_what_the_editor_does_not_make_is_left_out():
    found = blocks(
        XmlElement("script", {}, [XmlText("kwaad")]),
        XmlText("los"),
        XmlElement("bulletList", {}, [paragraph(XmlText("geen punt"))]),
        paragraph(XmlElement("image", {"src": "x"}), XmlText("goed")),
    )

    assert readout.html(found) == "<ul></ul><p>goed</p>"


def test_unusable_signs_are_left_out():
    assert readout.plain(blocks(paragraph(XmlText("a\x00b\x1bc\ufffed")))) == "abcd"


def test_nesting_beyond_the_limit_is_cut_off():
    element = items("bulletList", "diep")
    for _ in range(40):
        element = XmlElement("bulletList", {}, [XmlElement("listItem", {}, [element])])

    assert readout.plain(blocks(element)) == ""


def test_signs_are_what_somebody_sees():
    found = blocks(paragraph(XmlText("vier")), items("orderedList", "één", "😀"))

    assert readout.signs(found) == 8


def test_every_question_of_a_session_is_read(session, bram):
    keep(session, bram, Pen(1).paragraph("Zeven"), number=7)

    found = readout.blocks_of(session)

    assert (sorted(found), readout.plain(found[7]), found[8]) == (list(range(1, 21)), "Zeven", [])


def test_one_answer_is_read_in_plain_words(session, bram):
    keep(session, bram, Pen(1).paragraph("Zeven"), number=7)

    assert readout.plain_of(Answer.objects.get(session=session, number=7)) == "Zeven"

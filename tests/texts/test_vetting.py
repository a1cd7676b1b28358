"""What may come in: all the editor makes, and nothing else, before pycrdt sees a byte."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, XmlElement, XmlFragment, XmlText

from sessions.texts import vetting
from sessions.texts.log import document
from sessions.texts.readout import blocks_of_document, html
from sessions.texts.shape import Missing, Shape
from sessions.texts.vetting import Known, NotVetted
from tests.texts.pen import Pen
from tests.texts.wire import lump, number

EDITOR = json.loads((Path(__file__).parent / "editor_document.json").read_text())
UPDATES = [bytes.fromhex(update) for update in EDITOR["updates"]]


def admit(update: bytes, shape: Shape, *, whole=False, owners=None, participant=1) -> list[int]:
    read = vetting.read(update, whole=whole)
    return vetting.admit(
        read, data=update, shape=shape, owners=owners or {}, participant=participant
    )


def knowing(*updates: bytes) -> Shape:
    shape = Shape()
    for update in updates:
        admit(update, shape, whole=True)
    return shape


def test_everything_the_editor_makes_is_admitted():
    shape = Shape()

    assert {client for update in UPDATES for client in admit(update, shape)} == {77}


def test_the_editors_text_is_read_as_the_editor_shows_it():
    shown = html(blocks_of_document(document(UPDATES)))

    assert shown == (
        "<p><strong>Ha</strong><em>ll</em><strong><em>o</em></strong><em> we</em>reld 😀<br>"
        "na de breuk</p><ul><li><p>lijst</p><ol><li><p>twee</p><p>met "
        '<a href="https://example.org/x" rel="noopener noreferrer nofollow">een link</a> erin</p>'
        "<ol><li><p>drie</p><p>mail</p></li></ol></li></ol></li></ul>"
    )


def test_a_compacted_text_is_admitted_as_well():
    assert admit(bytes.fromhex(EDITOR["state"]), Shape(), whole=True) == [77]


def root(element) -> bytes:
    return Pen(5).element(element)


def marked(marks: dict) -> bytes:
    pen = Pen(5)
    pen.paragraph("woorden")
    pen.mark(0, 3, marks)
    return pen.everything()


def other_type(value) -> bytes:
    doc = Doc()
    doc["default"] = value
    return doc.get_update()


def embedded() -> bytes:
    pen = Pen(5)
    pen.paragraph("x")
    pen.words(0).insert_embed(0, {"image": "x"})
    return pen.everything()


def attribute(tag: str, name: str, value) -> bytes:
    return root(XmlElement(tag, {name: value}))


LINK = {"href": "https://example.org/"}
FOREIGN = {
    "heading": root(XmlElement("heading")),
    "image": root(XmlElement("image", {"src": "https://example.org/x.png"})),
    "script": root(XmlElement("script")),
    "text in the root": root(XmlText("los")),
    "item without a list": root(XmlElement("listItem")),
    "paragraph in a paragraph": root(XmlElement("paragraph", {}, [XmlElement("paragraph")])),
    "text in a list": root(XmlElement("bulletList", {}, [XmlText("los")])),
    "list in a list": root(XmlElement("bulletList", {}, [XmlElement("bulletList")])),
    "something in a break": root(
        XmlElement("paragraph", {}, [XmlElement("hardBreak", {}, [XmlText("x")])])
    ),
    "attribute on a paragraph": attribute("paragraph", "style", "color: red"),
    "start of a list": attribute("orderedList", "start", 3),
    "underline": marked({"underline": {}}),
    "comment": marked({"comment": {"id": 1}}),
    "bold with attributes": marked({"bold": {"class": "x"}}),
    "bold that is true": marked({"bold": True}),
    "link with a class": marked({"link": LINK | {"class": "button"}}),
    "link without an address": marked({"link": {}}),
    "script link": marked({"link": {"href": "javascript:alert(1)"}}),
    "plain http": marked({"link": {"href": "http://example.org/"}}),
    "data link": marked({"link": {"href": "data:text/html,x"}}),
    "link with a line end": marked({"link": {"href": "https://example.org/\nx"}}),
    "address that is too long": marked({"link": {"href": "https://e.org/" + "x" * 2000}}),
    "embed": embedded(),
    "map": other_type(Map({"a": 1})),
    "array": other_type(Array([1, 2])),
    "another root": Doc({"notes": XmlFragment([XmlElement("paragraph")])}).get_update(),
    "sub-document": other_type(Array([Doc()])),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_the_editor_does_not_make_is_refused(name):
    with pytest.raises(NotVetted):
        admit(FOREIGN[name], Shape(), whole=True)


@pytest.mark.parametrize(
    "marks",
    [
        {"bold": {}},
        {"italic": {}},
        {"link": LINK},
        {"link": {"href": "mailto:ilse@vlietdam.example"}},
        {"link": {"href": "HTTPS://example.org/a?b=c#d"}},
    ],
)
def test_every_mark_of_the_editor_is_admitted(marks):
    assert admit(marked(marks), Shape(), whole=True) == [5]


def test_a_sign_put_beside_a_paragraph_is_refused():
    """It names its neighbour only; without the shape nobody would see where it stands."""
    pen = Pen(5)
    first = pen.paragraph("x")
    # A string (kind 4) whose left neighbour is the paragraph itself, in the root.
    beside = b"\x01\x01\x06\x00\x84" + number(5) + b"\x00" + lump(b"los") + b"\x00"

    with pytest.raises(NotVetted):
        admit(beside, knowing(first))


def test_neighbours_in_two_paragraphs_are_refused():
    pen = Pen(5)
    shape = knowing(pen.paragraph("x"), pen.paragraph("y"))
    # Left neighbour 5:2 is the x, right neighbour 5:5 the y.
    between = b"\x01\x01\x06\x00\xc4\x05\x02\x05\x05" + lump(b"z") + b"\x00"

    with pytest.raises(NotVetted):
        admit(between, shape)


# --- Size and nesting ----------------------------------------------------------------------------


def nested_arrays(depth: int) -> bytes:
    """Return one update of arrays in arrays: 26,000 of them end the process."""
    structs = b"\x07\x01" + lump(b"default") + b"\x00"
    for clock in range(depth - 1):
        structs += b"\x07\x00\x01" + number(clock) + b"\x00"
    return b"\x01" + number(depth) + b"\x01\x00" + structs + b"\x00"


def nested_lists(depth: int) -> bytes:
    tags = [b"bulletList", b"listItem"]
    structs = b"\x07\x01" + lump(b"default") + b"\x03" + lump(tags[0])
    for clock in range(depth - 1):
        structs += b"\x07\x00\x01" + number(clock) + b"\x03" + lump(tags[(clock + 1) % 2])
    return b"\x01" + number(depth) + b"\x01\x00" + structs + b"\x00"


HOSTILE = {
    "268 million clients in 13 bytes": b"\x80\x80\x80\x80\x01" + b"\0" * 8,
    "268 million structs": b"\x01\x80\x80\x80\x80\x01\x01\x00" + b"\0" * 8,
    "268 million deletions": b"\x00\x01\x01\x80\x80\x80\x80\x01" + b"\0" * 8,
    "26,000 arrays in each other": nested_arrays(7_000),
    "66 elements in each other": nested_lists(66),
    "a struct of no length": b"\x01\x01\x01\x00\x00\x00\x00",
    "an empty string": b"\x01\x01\x01\x00\x04\x01" + lump(b"default") + b"\x00\x00",
    "a clock beyond 31 bits": b"\x01\x01\x01" + number(2**31) + b"\x00\x01\x00",
    "a length beyond 31 bits": b"\x01\x01\x01\x00\x00" + number(2**31) + b"\x00",
    "one client twice": b"\x02" + b"\x01\x01\x00\x00\x01" * 2 + b"\x00",
    "something behind the end": Pen(5).paragraph("x") + b"\x00",
    "text that is not UTF-8": b"\x01\x01\x01\x00\x04\x01"
    + lump(b"default")
    + lump(b"\xff")
    + b"\0",
    "a lone surrogate": b"\x01\x01\x01\x00\x04\x01"
    + lump(b"default")
    + lump("\ud800".encode("utf-8", "surrogatepass"))
    + b"\x00",
    "a mark that is not JSON": b"\x01\x01\x01\x00\x06\x01"
    + lump(b"default")
    + lump(b"bold")
    + lump(b"{NaN")
    + b"\x00",
    "a mark nested without end": b"\x01\x01\x01\x00\x06\x01"
    + lump(b"default")
    + lump(b"bold")
    + lump(b"[" * 4000)
    + b"\x00",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_crash_or_exhaust_is_refused(name):
    with pytest.raises(NotVetted):
        admit(HOSTILE[name], Shape(), whole=True)


def test_sixty_four_levels_are_admitted():
    assert admit(nested_lists(64), Shape(), whole=True) == [1]


def test_depth_is_counted_over_many_updates():
    shape = knowing(nested_lists(64))
    deeper = b"\x01\x01\x02\x00\x07\x00\x01" + number(63) + b"\x03" + lump(b"paragraph") + b"\x00"

    with pytest.raises(NotVetted):
        admit(deeper, shape)


@pytest.mark.parametrize(("whole", "cap"), [(False, 64 * 1024), (True, 512 * 1024)])
def test_an_update_has_a_largest_size(whole, cap):
    update = Pen(5).paragraph("x" * (cap - 100))

    assert admit(update, Shape(), whole=whole) == [5]
    with pytest.raises(NotVetted):
        admit(Pen(5).paragraph("x" * cap), Shape(), whole=whole)


@pytest.mark.parametrize("length", range(len(UPDATES[0])))
def test_a_truncated_update_is_refused(length):
    with pytest.raises(NotVetted):
        admit(UPDATES[0][:length], Shape())


# --- Whose, and in which order -------------------------------------------------------------------


def test_another_persons_client_id_is_refused():
    with pytest.raises(NotVetted):
        admit(Pen(5).paragraph("x"), Shape(), owners={5: 2}, participant=1)


def test_anothers_known_text_may_come_along():
    mine, theirs = Pen(5), Pen(6)
    first = theirs.paragraph("van een ander")
    mine.hear(first)
    mine.type("!")

    assert admit(mine.everything(), knowing(first), owners={6: 2}, whole=True) == [5]


def test_what_is_known_is_known():
    update = Pen(5).paragraph("x")

    with pytest.raises(Known):
        admit(update, knowing(update))


def test_a_known_deletion_is_known():
    pen = Pen(5)
    first, second = pen.paragraph("xyz"), pen.delete(0, 1)

    with pytest.raises(Known):
        admit(second, knowing(first, second))


def test_something_missing_is_missing_and_changes_nothing():
    pen = Pen(5)
    first, second = pen.paragraph("x"), pen.type("y")
    shape = Shape()
    with pytest.raises(Missing):
        admit(second, shape)

    assert [admit(first, shape), admit(second, shape)] == [[5], [5]]


def test_a_deletion_of_the_unknown_is_missing():
    pen = Pen(5)
    pen.paragraph("x")

    with pytest.raises(Missing):
        admit(pen.delete(0, 1), Shape())


def test_a_refused_update_leaves_the_shape_as_it_was():
    pen = Pen(5)
    shape = Shape()
    bad = Pen(5)
    bad.paragraph("goed")
    bad.element(XmlElement("heading"))
    with pytest.raises(NotVetted):
        admit(bad.everything(), shape, whole=True)

    assert admit(pen.paragraph("goed"), shape) == [5]


def test_clients_that_lean_on_each_other_find_their_place():
    one, two = Pen(5), Pen(6)
    two.hear(one.paragraph("a"))
    one.hear(two.type("b"))
    two.hear(one.type("c"))
    two.type("d")

    assert sorted(admit(two.everything(), Shape(), whole=True)) == [5, 6]


def test_a_text_deleted_while_somebody_was_away_takes_in_what_they_wrote():
    here, away = Pen(5), Pen(6)
    first = here.paragraph("alinea")
    away.hear(first)
    here.drop(0)
    compacted = here.everything()

    assert admit(away.type(" verder"), knowing(compacted)) == [6]


# --- Whatever comes ------------------------------------------------------------------------------


@st.composite
def damaged(draw):
    """An update of the editor with some bytes changed, left out or put in."""
    data = bytearray(draw(st.sampled_from([*UPDATES, bytes.fromhex(EDITOR["state"])])))
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, max(0, len(data) - 1)))
        kind = draw(st.sampled_from(["flip", "drop", "put"]))
        if kind == "flip" and data:
            data[place] ^= 1 << draw(st.integers(0, 7))
        elif kind == "drop":
            del data[place : place + draw(st.integers(1, 4))]
        else:
            data[place:place] = draw(st.binary(min_size=1, max_size=4))
    return bytes(data)


@pytest.mark.parametrize(("clock", "length"), [(16, 2), (14, 2), (16, 1), (15, 1)])
def test_a_deletion_that_cuts_an_emoji_in_two_is_refused(clock, length):
    """The library would count every id behind it wrongly, and the text never opened again."""
    update = b"\x00\x01M\x01" + number(clock) + number(length)

    with pytest.raises(NotVetted, match="cuts a sign in two"):
        admit(update, knowing(*UPDATES), whole=True)


def test_an_emoji_is_deleted_whole():
    doc = document(UPDATES)
    admit(b"\x00\x01M\x01\x0f\x02", knowing(*UPDATES), whole=True)
    doc.apply_update(b"\x00\x01M\x01\x0f\x02")

    assert admit(doc.get_update(), Shape(), whole=True) == [77]


@pytest.mark.parametrize(("left", "right"), [(15, 16), (15, None), (None, 16)])
def test_words_between_the_halves_of_an_emoji_are_refused(left, right):
    sides = b"".join(number(77) + number(one) for one in (left, right) if one is not None)
    kind = 4 | (0x80 if left is not None else 0) | (0x40 if right is not None else 0)
    update = b"\x01\x01\x05\x00" + bytes([kind]) + sides + b"\x01x\x00"

    with pytest.raises(NotVetted, match="cuts a sign in two"):
        admit(update, knowing(*UPDATES), whole=True)


TAGS = {"paragraph", "bulletList", "orderedList", "listItem", "hardBreak"}


def tags_in(node) -> set[str]:
    found = {node.tag} if isinstance(node, XmlElement) else set()
    for child in () if isinstance(node, XmlText) else node.children:
        found |= tags_in(child)
    return found


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(damaged())
def test_a_damaged_update_is_refused_or_harmless(data):
    shape = Shape()
    known = UPDATES[: len(UPDATES) // 2]
    for update in known:
        admit(update, shape)
    try:
        admit(data, shape, whole=True)
    except (NotVetted, Missing, Known):
        return
    doc = document([*known, data])
    assert tags_in(doc.get("default", type=XmlFragment)) <= TAGS
    shape = Shape()
    admit(doc.get_update(), shape, whole=True)

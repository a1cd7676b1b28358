"""What is said in the examples: whole, in Dutch, and about nobody who exists."""

import json
import re

import pytest
from django.conf import settings

from sessions.commands import examples
from sessions.commands.example_story import read_story
from sessions.enums import ActionKind, MembershipRole, Outcome, Perspective, Proof, Risk
from sessions.texts.editor_list import address_fits
from sessions.texts.readout import LineBreak, ListBlock, Paragraph, Piece, plain, signs

STORY = examples.story()
VOICES = examples.voices()
RAW = (settings.FIXTURE_DIRS[0] / "demo_nl.json").read_text(encoding="utf-8")
ENGLISH = {
    *("the", "and", "with", "of the", "you", "your", "this", "that", "are", "not", "for", "from"),
    *("answer", "question", "risk", "vendor", "report", "they", "we have", "should", "would"),
}


def strings(value) -> list[str]:
    """Return every text somebody reads, keys and codes left out."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    if isinstance(value, dict):
        codes = {"format", "note", "key", "kind", "role", "perspective", "proof", "outcome", "risk"}
        codes |= {"choice", "settled", "brought", "judged", "recognised", "roles"}
        codes |= {"by", "writers", "emotions", "biometrics", "starts_at", "address"}
        return [text for key, one in value.items() if key not in codes for text in strings(one)]
    return []


def pieces(blocks) -> list[Piece]:
    found = []
    for block in blocks:
        if isinstance(block, ListBlock):
            found += [piece for item in block.items for piece in pieces(item)]
        else:
            found += [piece for piece in block.pieces if isinstance(piece, Piece)]
    return found


def test_every_question_is_told():
    assert sorted(STORY.questions) == list(range(1, 21))


def test_every_answer_says_something():
    assert [n for n, told in STORY.questions.items() if signs(told.blocks) < 20] == []


def test_every_way_to_end_a_question_occurs():
    told = STORY.questions.values()

    assert ({one.outcome for one in told}, {one.risk for one in told} - {""}) == (
        set(Outcome.values) - {"open"},
        set(Risk.values),
    )


def test_every_kind_of_action_and_proof_occurs():
    kinds = {task.kind for told in STORY.questions.values() for task in told.tasks}
    proofs = {fact.proof for told in STORY.questions.values() for fact in told.facts}

    assert (kinds, proofs) == (set(ActionKind.values), set(Proof.values))


def test_whoever_says_something_is_in_the_room():
    known = {one.key for one in (*STORY.people, *STORY.accounts)}
    speaking = {key for told in STORY.questions.values() for key in told.writers}
    speaking |= {view.by for told in STORY.questions.values() for view in told.views}
    speaking |= {task.by for told in STORY.questions.values() for task in told.tasks}
    for said in VOICES.said.values():
        cards = (*said.inputs, *said.additions)
        speaking |= {one.by for one in (*cards, *said.ballots, *said.parked)}
        speaking |= {key for one in cards for key in one.recognised}
        speaking |= {reaction.by for one in cards for reaction in one.reactions}
    speaking |= {VOICES.scribe, VOICES.observer, VOICES.leads_too}

    assert speaking - known == set()


def test_roles_and_perspectives_are_those_of_the_product():
    assert {one.role for one in STORY.accounts} <= set(MembershipRole.values)
    assert {one.perspective for one in STORY.people} <= set(Perspective.values)


def test_words_are_marked_as_in_the_editor():
    marked = [piece for told in STORY.questions.values() for piece in pieces(told.blocks)]

    used = {(piece.bold, piece.italic, bool(piece.address)) for piece in marked}
    assert used == {
        (False, False, False),
        (True, False, False),
        (False, True, False),
        (False, False, True),
    }
    assert [
        piece.address for piece in marked if piece.address and not address_fits(piece.address)
    ] == []


def test_no_mark_is_left_over():
    text = "\n".join(plain(told.blocks) for told in STORY.questions.values())

    assert re.findall(r"[*\[\]]", text) == []


def test_no_english_is_left_over():
    words = " ".join(strings(json.loads(RAW))).lower()

    assert [word for word in ENGLISH if re.search(rf"\b{word}\b", words)] == []


def test_every_address_is_one_nobody_can_own():
    hosts = re.findall(r"(?:https?://|@)([\w.-]+)", RAW)

    assert {host.rpartition(".")[2] for host in hosts} == {"example"}


def test_the_organisation_is_named_as_an_example():
    assert STORY.organisation.startswith("Voorbeeld")


def test_marks_become_pieces(tmp_path):
    data = json.loads(RAW)
    data["questions"]["1"]["answer"] = [
        "Een **twee** *drie*\n[vier](https://a.example/)",
        {"numbers": ["vijf"]},
    ]
    path = tmp_path / "story.json"
    path.write_text(json.dumps(data), encoding="utf-8")

    paragraph, listed = read_story(path).questions[1].blocks

    assert paragraph == Paragraph(
        (
            Piece("Een "),
            Piece("twee", bold=True),
            Piece(" "),
            Piece("drie", italic=True),
            LineBreak(),
            Piece("vier", address="https://a.example/"),
        )
    )
    assert listed == ListBlock(True, ((Paragraph((Piece("vijf"),)),),))


def test_another_format_is_refused(tmp_path):
    path = tmp_path / "story.json"
    path.write_text('{"format": "air-example/2"}', encoding="utf-8")

    with pytest.raises(ValueError, match="air-example/1"):
        read_story(path)

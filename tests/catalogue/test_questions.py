"""The fixture holds the source's words, whole and in order."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = json.loads(
    (ROOT / "tests/fixtures/questions_reference_nl.json").read_text(encoding="utf-8")
)
FIXTURE = json.loads((ROOT / "fixtures/questions_nl.json").read_text(encoding="utf-8"))


def fields_of(model: str) -> list[dict]:
    return [row["fields"] for row in FIXTURE if row["model"] == f"airsessions.{model}"]


QUESTIONS = fields_of("question")


def test_themes_and_questions_are_the_source_word_for_word() -> None:
    told = [
        {
            "theme": theme["number"],
            "title": theme["title"],
            "questions": [
                {"number": question["number"], "text": question["text"]}
                for question in QUESTIONS
                if question["theme"] == theme["number"]
            ],
        }
        for theme in fields_of("theme")
    ]

    assert told == REFERENCE


def test_questions_are_numbered_one_to_twenty_in_order() -> None:
    assert [question["number"] for question in QUESTIONS] == list(range(1, 21))


def test_themes_hold_four_three_three_five_and_five_questions() -> None:
    themes = [question["theme"] for question in QUESTIONS]

    assert [themes.count(number) for number in range(1, 6)] == [4, 3, 3, 5, 5]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question["number"]))
def test_parts_joined_are_the_question(question: dict) -> None:
    assert " ".join(question["parts"]) == question["text"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question["number"]))
def test_every_part_asks_one_thing(question: dict) -> None:
    assert [part.count("?") for part in question["parts"]] == [1] * len(question["parts"])


def test_there_are_thirty_five_parts() -> None:
    assert sum(len(question["parts"]) for question in QUESTIONS) == 35


def test_no_hyphen_of_a_line_end_is_left_in_a_word() -> None:
    titles = [theme["title"] for theme in fields_of("theme")]
    text = " ".join(titles + [question["text"] for question in QUESTIONS])

    assert "\u00ad" not in text
    assert "oor- " not in text


def test_the_questionnaire_names_its_source() -> None:
    assert fields_of("questionnaire") == [
        {
            "slug": "air",
            "language": "nl",
            "version": 1,
            "title": "AIR Discussietool",
            "source": "AIR Discussietool, bij het rapport 'Als de machine kiest'",
        }
    ]


def test_themes_have_their_keys_and_short_names() -> None:
    assert [(theme["key"], theme["short_name"]) for theme in fields_of("theme")] == [
        ("eerlijk", "Eerlijk werven"),
        ("data", "De data"),
        ("mens", "Mens de baas"),
        ("vooroordeel", "Zonder vooroordeel"),
        ("werking", "Werkt het?"),
    ]


def test_short_names_are_all_different() -> None:
    assert len({question["short_name"] for question in QUESTIONS}) == 20

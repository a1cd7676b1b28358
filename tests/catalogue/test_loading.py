"""Loading adds what is missing and never changes what is there."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from sessions.commands import catalogue
from sessions.models import Question, Questionnaire, Theme

FIXTURE = settings.BASE_DIR / "fixtures" / "questions_nl.json"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_catalogue(db: None) -> None:
    Question.objects.all().delete()
    Theme.objects.all().delete()
    Questionnaire.objects.all().delete()


def changed_fixture(folder: Path, *, version: int) -> Path:
    rows = json.loads(FIXTURE.read_text(encoding="utf-8"))
    rows[0]["fields"]["version"] = version
    rows[-1]["fields"]["text"] = rows[-1]["fields"]["text"].replace("iedereen", "niemand")
    path = folder / "changed.json"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_the_first_time_everything_is_added() -> None:
    loaded = catalogue.load_questionnaire(FIXTURE)

    assert loaded == catalogue.Loaded(added=26, kept=[])
    assert list(Question.objects.values_list("number", flat=True)) == list(range(1, 21))


def test_the_second_time_nothing_is_added() -> None:
    catalogue.load_questionnaire(FIXTURE)

    assert catalogue.load_questionnaire(FIXTURE) == catalogue.Loaded(added=0, kept=[])


def test_a_missing_question_is_put_back() -> None:
    catalogue.load_questionnaire(FIXTURE)
    Question.objects.get(number=7).delete()

    assert catalogue.load_questionnaire(FIXTURE).added == 1


def test_a_changed_text_in_the_same_version_changes_no_row(tmp_path: Path) -> None:
    catalogue.load_questionnaire(FIXTURE)
    before = Question.objects.get(number=20).text

    loaded = catalogue.load_questionnaire(changed_fixture(tmp_path, version=1))

    assert loaded.kept == ["question 20 Als iedereen dit gebruikt"]
    assert Question.objects.get(number=20).text == before


def test_a_new_version_has_rows_of_its_own(tmp_path: Path) -> None:
    catalogue.load_questionnaire(FIXTURE)

    catalogue.load_questionnaire(changed_fixture(tmp_path, version=2))

    texts = Question.objects.filter(number=20).order_by("pk").values_list("text", flat=True)
    assert ["niemand" in text for text in texts] == [False, True]


def test_the_command_says_how_many_rows_are_new() -> None:
    said = StringIO()

    call_command("load_questions", stdout=said)

    assert said.getvalue() == "Questions: 26 rows added.\n"


def test_the_command_names_a_row_that_it_kept(tmp_path: Path) -> None:
    catalogue.load_questionnaire(FIXTURE)
    said = StringIO()

    call_command("load_questions", changed_fixture(tmp_path, version=1), stderr=said)

    assert "a new version: question 20 Als iedereen dit gebruikt" in said.getvalue()


@pytest.mark.parametrize("content", ["{", "[]", '[{"model": "airsessions.theme"}]', "[1]", "null"])
def test_a_file_that_is_no_fixture_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match="cannot be loaded"):
        call_command("load_questions", path)

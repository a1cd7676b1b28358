"""Load a list of questions from its fixture; what is there is never changed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.db import models, transaction

from sessions.models import Question, Questionnaire, Theme

Row = TypeVar("Row", bound=models.Model)


@dataclass(slots=True)
class Loaded:
    """What loading did: how many rows are new, and which rows say something else than the file.

    Rows that differ stay as they are, because sessions and reports may rest on them: a changed
    text needs a new version.
    """

    added: int = 0
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def load_questionnaire(path: Path) -> Loaded:
    """Add what the Django fixture at `path` holds and the database lacks; change nothing.

    Keys in the file only tie its own rows together. In the database a questionnaire is known by
    its slug, language and version, a theme and a question by their number, so that a later
    version never clashes with rows made elsewhere. Raises OSError for a file that cannot be read
    and ValueError for one that is no fixture of a questionnaire.
    """
    rows = json.loads(path.read_text(encoding="utf-8"))
    loaded = Loaded()
    questionnaires: dict[int, Questionnaire] = {}
    themes: dict[int, Theme] = {}
    for key, fields in _rows_of("questionnaire", rows):
        known_by = ("slug", "language", "version")
        questionnaires[key] = _put(Questionnaire.objects, fields, known_by, loaded)
    for key, fields in _rows_of("theme", rows):
        fields["questionnaire"] = questionnaires[fields["questionnaire"]]
        themes[key] = _put(Theme.objects, fields, ("questionnaire", "number"), loaded)
    for _key, fields in _rows_of("question", rows):
        fields["theme"] = themes[fields["theme"]]
        _put(Question.objects, fields, ("theme", "number"), loaded)
    if not themes:
        raise ValueError("it holds no themes")
    return loaded


def _rows_of(model: str, rows: list[Any]) -> list[tuple[int, dict[str, Any]]]:
    name = f"airsessions.{model}"
    return [(row["pk"], dict(row["fields"])) for row in rows if row["model"] == name]


def _put(
    table: models.Manager[Row], fields: dict[str, Any], known_by: tuple[str, ...], loaded: Loaded
) -> Row:
    row, created = table.get_or_create(**{name: fields[name] for name in known_by}, defaults=fields)
    loaded.added += created
    if not created and any(getattr(row, name) != value for name, value in fields.items()):
        loaded.kept.append(f"{type(row).__name__.lower()} {row}")
    return row

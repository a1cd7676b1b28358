"""`manage.py load_questions`: bring the questions of the fixtures into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sessions.commands import catalogue


class Command(BaseCommand):
    """Load one questionnaire; safe to repeat."""

    help = "Loads the questions that are not there yet; never changes what is there."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the path of a fixture."""
        parser.add_argument(
            "path", nargs="?", type=Path, default=settings.FIXTURE_DIRS[0] / "questions_nl.json"
        )

    def handle(self, *, path: Path, verbosity: int, **_options: Any) -> None:
        """Load, and name the rows that differ from the file."""
        try:
            loaded = catalogue.load_questionnaire(path)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{path} cannot be loaded: {error}") from error
        for name in loaded.kept:
            self.stderr.write(f"Kept as it is, a changed text needs a new version: {name}")
        if verbosity > 1 or loaded.added:
            self.stdout.write(f"Questions: {loaded.added} rows added.")

"""`manage.py daily`: do what the privacy line promises; any number of times a day."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sessions.commands import retention


class Command(BaseCommand):
    """Deletes what has passed its date."""

    help = "Delete sessions past their retention date, and old links and records."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="count, delete nothing")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Delete, and say how much."""
        purged = retention.purge(at=timezone.now(), dry_run=options["dry_run"])
        word = "would be deleted" if options["dry_run"] else "deleted"
        self.stdout.write(
            f"{word}: {purged.sessions} sessions, {purged.links} links, "
            f"{purged.audit_entries} audit entries, {purged.pdfs} PDFs"
        )

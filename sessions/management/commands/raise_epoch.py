"""`manage.py raise_epoch [SESSION …]`: what must follow when a backup was put back."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sessions.commands import restoring
from sessions.errors import NotFound
from sessions.models import Session


class Command(BaseCommand):
    """Without arguments it is about every session."""

    help = "Begin a new epoch of the texts of all sessions, or of these, after a restored backup."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take public ids."""
        parser.add_argument("session", nargs="*", help="public id, as it stands in the address")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Raise, and say which; raises CommandError for an unknown id and changes nothing then."""
        sessions = Session.objects.order_by("pk")
        asked = options["session"]
        if asked:
            sessions = sessions.filter(public_id__in=asked)
        found = dict(sessions.values_list("public_id", "pk"))
        unknown = [one for one in asked if one not in found]
        if unknown:
            raise CommandError(f"There is no session {', '.join(unknown)}.")
        for public_id, session_id in found.items():
            self._raise(public_id, session_id)
        self.stdout.write(f"{len(found)} sessions begin a new epoch")

    def _raise(self, public_id: str, session_id: int) -> None:
        try:
            epoch = restoring.raise_epoch(session_id=session_id, at=timezone.now())
        except NotFound:
            self.stdout.write(f"{public_id}: deleted meanwhile")
        else:
            self.stdout.write(f"{public_id}: epoch {epoch}")

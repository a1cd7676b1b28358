"""`manage.py first_run`: on a new installation, print the link that makes the first account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone

from sessions.commands import accounts


class Command(BaseCommand):
    """Prints a one-time link while there is no account, and nothing afterwards."""

    help = "Print the one-time link that makes the first account, when there is none yet."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Make a new link; links printed before end."""
        if not accounts.is_first_run():
            return
        token = accounts.make_first_account_link(at=timezone.now())
        link = settings.PUBLIC_URL + reverse("first_account", args=[token])
        hours = accounts.FIRST_ACCOUNT_HOURS
        self.stdout.write(
            f"Make the first account (this link works once, {hours} hours):\n  {link}\n"
        )

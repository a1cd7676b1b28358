"""`manage.py sign_in_link EMAIL`: print a link that signs somebody in once, without mail."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from sessions.commands import accounts
from sessions.models import Account


class Command(BaseCommand):
    """For installations whose mail goes to the console."""

    help = "Print a link that signs this account in once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the e-mail address."""
        parser.add_argument("email")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Make the link; raises CommandError for an unknown address."""
        account = Account.objects.filter(email=options["email"].lower(), is_active=True).first()
        if account is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        token = accounts.make_sign_in_link(account=account, at=timezone.now())
        self.stdout.write(settings.PUBLIC_URL + reverse("sign_in_link", args=[token]))

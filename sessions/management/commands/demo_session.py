"""`manage.py demo_session`: make example sessions, and print the ways into them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from sessions import queries
from sessions.access import examples as example_access
from sessions.access import identity
from sessions.access.codes import shown
from sessions.commands import accounts, examples
from sessions.commands.examples import MOST_PEOPLE, Example, Kind
from sessions.commands.screens import make_screen_link
from sessions.commands.share_links import make_share_link
from sessions.enums import Edition
from sessions.errors import Refused
from sessions.models import Account, Participant
from sessions.texts import tokens

MOST_SESSIONS = 200
REPORT_DAYS = 30
PEOPLE = 9


class Command(BaseCommand):
    """Examples live in an organisation of their own and touch nothing else."""

    help = "Make example sessions, running unless --filled, and print the ways into them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what kind of example, how many, and how to tell about them."""
        kind = parser.add_mutually_exclusive_group()
        kind.add_argument(
            "--filled", action="store_true", help="all twenty questions answered, closed and final"
        )
        kind.add_argument(
            "--begun", action="store_true", help="running, the fourth question is talked about"
        )
        parser.add_argument("--participants", type=int, default=PEOPLE, metavar="N")
        parser.add_argument("--sessions", type=int, default=1, metavar="S")
        parser.add_argument("--json", action="store_true", help="print JSON; a list for --sessions")
        parser.add_argument(
            "--afresh", action="store_true", help="delete the examples that are there first"
        )
        parser.add_argument(
            "--remove", action="store_true", help="delete every example and make none"
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Make, or remove; raises CommandError for numbers that cannot be meant."""
        people, count = options["participants"], options["sessions"]
        if not 0 <= people <= MOST_PEOPLE or not 1 <= count <= MOST_SESSIONS:
            raise CommandError(
                f"Give 0 to {MOST_PEOPLE} participants and 1 to {MOST_SESSIONS} sessions."
            )
        if options["remove"] or options["afresh"]:
            removed = examples.remove_examples(at=timezone.now())
        if options["remove"]:
            self.stdout.write(f"Removed: {removed} example sessions.")
            return
        kind = _kind(options)
        try:
            made = [_ways(_made(kind, people)) for _ in range(count)]
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self._tell(made, as_json=options["json"], several=count > 1)

    def _tell(self, made: list[dict[str, Any]], *, as_json: bool, several: bool) -> None:
        if as_json:
            told = made if several else made[0]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        for ways in made:
            self.stdout.write("\n".join(_lines(ways)))


def _kind(options: dict[str, Any]) -> Kind:
    if options["filled"]:
        return Kind.FILLED
    return Kind.BEGUN if options["begun"] else Kind.EMPTY


def _made(kind: Kind, people: int) -> Example:
    return examples.make_example(kind=kind, people=people, at=timezone.now())


def _ways(example: Example) -> dict[str, Any]:
    """Return every way into a session. Links that sign in work once, for half an hour."""
    session = example.session
    leads = example.facilitator.account
    if leads is None:
        raise CommandError("The example has nobody who leads it.")
    ways: dict[str, Any] = {
        "session": session.public_id,
        "title": session.title,
        "phase": session.phase,
        "join_url": _address("join", session.join_code),
        "join_code": shown(session.join_code),
        "session_url": _address("session", session.public_id),
        "facilitator_url": _sign_in(leads),
        "projector_url": _projector(example),
        "report_url": _report(example, Edition.INTERNAL, by=leads),
        "shareable_report_url": _report(example, Edition.SHAREABLE, by=leads),
    }
    if example.reports:
        ways["reader_url"] = _reader()
    return ways | {"participants": [_guest(person) for person in example.people]}


def _projector(example: Example) -> str:
    made = make_screen_link(
        session_id=example.session.pk, by=example.facilitator, at=timezone.now()
    )
    return _address("open_projector", made.token)


def _report(example: Example, edition: Edition, *, by: Account) -> str:
    """Return where a plain GET answers with the PDF: the final one, or the report as it is."""
    if not example.reports:
        as_it_is = _address("example_report", example_access.mint(example.session))
        return f"{as_it_is}?edition={edition}"
    last = queries.last_version_of(example.session, edition=edition)
    if last is None:
        raise CommandError("The example has no final report of this edition.")
    token = make_share_link(
        report_id=last.public_id,
        note="Voorbeeld",
        days=REPORT_DAYS,
        by=by,
        at=timezone.now(),
    )
    return _address("shared_pdf", token)


def _reader() -> str:
    readers = [one for one in examples.story().accounts if one.role == "reader"]
    return _sign_in(Account.objects.get(email=example_access.address(readers[0].key)))


def _sign_in(account: Account) -> str:
    return _address("sign_in_link", accounts.make_sign_in_link(account=account, at=timezone.now()))


def _guest(person: Participant) -> dict[str, str]:
    return {
        "name": person.name,
        "role": person.role,
        "perspective": person.perspective,
        "id": person.public_id,
        "cookie": f"{identity.cookie_name(person.session)}={identity.cookie_value(person)}",
        "text_token": tokens.mint(person),
    }


def _address(name: str, *values: str) -> str:
    return settings.PUBLIC_URL + reverse(name, args=values)


def _lines(ways: dict[str, Any]) -> list[str]:
    """Return the ways in words."""
    told = [
        f"\n{ways['title']} ({ways['phase']}, {len(ways['participants'])} participants)",
        f"  facilitator  {ways['facilitator_url']}",
        f"  console      {ways['session_url']}",
        f"  participant  {ways['join_url']}  (code {ways['join_code']})",
        f"  projector    {ways['projector_url']}",
        f"  report       {ways['report_url']}",
        f"  to share     {ways['shareable_report_url']}",
    ]
    if "reader_url" in ways:
        told.insert(-2, f"  HR reader    {ways['reader_url']}")
    return told

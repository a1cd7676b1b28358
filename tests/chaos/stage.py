"""Run as a program, apart from the tests' own database: sets the stage, and reads what is stored.

`python -m tests.chaos.stage prepare 10` prints a session with ten people and their cookies;
`python -m tests.chaos.stage read <session>` prints every text as it is stored.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "airtool.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from sessions.access import identity  # noqa: E402
from sessions.commands import participants, preparing  # noqa: E402
from sessions.enums import Perspective, Phase  # noqa: E402
from sessions.models import Account, Organisation, Session, TextUpdate  # noqa: E402
from sessions.texts import readout  # noqa: E402


def prepare(people: int) -> dict[str, Any]:
    """Make the database and a running session with so many people."""
    call_command("migrate", verbosity=0)
    call_command("loaddata", "questions_nl", verbosity=0)
    now = timezone.now()
    organisation = Organisation.objects.create(name="Proef", created_at=now)
    account = Account.objects.create_user("a@example.org", "a long enough password", name="Anna")
    facts = preparing.SessionFacts(
        title="Proef",
        client_name="Proef",
        date=date(2026, 11, 23),
        keep_until=date(2027, 11, 23),
        questions=list(range(1, 21)),
    )
    session = preparing.create_session(
        facts=facts, organisation=organisation, account=account, at=now
    )
    Session.objects.update(phase=Phase.RUNNING)
    cookies = []
    for number in range(people):
        newcomer = participants.Newcomer(f"Persoon {number}", Perspective.HR)
        one = participants.admit(session_id=session.pk, newcomer=newcomer, at=now)
        cookies.append(f"{identity.cookie_name(session)}={identity.cookie_value(one)}")
    return {"session": session.public_id, "cookies": cookies}


def read(public_id: str) -> dict[str, Any]:
    """Return every text in plain words, and how many rows the log has."""
    blocks = readout.blocks_of(Session.objects.get(public_id=public_id))
    texts = {str(number): readout.plain(found) for number, found in blocks.items() if found}
    return {"texts": texts, "rows": TextUpdate.objects.count()}


if __name__ == "__main__":
    result = prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else read(sys.argv[2])
    sys.stdout.write(json.dumps(result))

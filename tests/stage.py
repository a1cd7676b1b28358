"""Run as a program on the servers' own database: makes running sessions, and reads what is stored.

`python -m tests.stage 10` prints of ten sessions the id, the code, the facilitator's cookie, and of
five participants the id and the cookie. `python -m tests.stage` alone answers what it is asked, a
line of JSON for a line of JSON: {"make": 3, "people": 10} or {"read": "<session>"}.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from datetime import date
from functools import cache
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "airtool.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from sessions.access import identity  # noqa: E402
from sessions.commands import participants, preparing  # noqa: E402
from sessions.enums import MembershipRole, Perspective, Phase  # noqa: E402
from sessions.models import Account, Membership, Organisation, Session  # noqa: E402
from sessions.texts import readout  # noqa: E402

PEOPLE = 5
PASSWORD = "a long enough password"


@cache
def hashed_once() -> str:
    """Return the password as it is stored, the same for all: to hash it costs much, as it must."""
    return make_password(PASSWORD)


def login_of(account: Account) -> str:
    """Return the cookie of a browser in which this account signed in."""
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.create()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def prepare(*, people: int = PEOPLE) -> dict[str, Any]:
    """Make an organisation, its facilitator, and a running session with so many people."""
    now = timezone.now()
    organisation = Organisation.objects.create(name="Proef", created_at=now)
    email = f"{secrets.token_hex(4)}@example.org"
    account = Account.objects.create(email=email, password=hashed_once(), name="Anna")
    Membership.objects.create(organisation=organisation, account=account, role=MembershipRole.OWNER)
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
    Session.objects.filter(pk=session.pk).update(phase=Phase.RUNNING)
    admitted = []
    for number in range(people):
        newcomer = participants.Newcomer(f"Persoon {number}", Perspective.HR)
        one = participants.admit(session_id=session.pk, newcomer=newcomer, at=now)
        cookie = f"{identity.cookie_name(session)}={identity.cookie_value(one)}"
        admitted.append({"id": one.public_id, "cookie": cookie})
    return {
        "session": session.public_id,
        "code": session.join_code,
        "email": email,
        "facilitator": login_of(account),
        "people": admitted,
    }


def read(public_id: str) -> dict[str, str]:
    """Return every text of a session in plain words, by the number of its question."""
    blocks = readout.blocks_of(Session.objects.get(public_id=public_id))
    return {str(number): readout.plain(found) for number, found in blocks.items() if found}


def answer(asked: dict[str, Any]) -> Any:
    """Do what is asked, on a new line to the database: it may have been away meanwhile."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
    if "make" in asked:
        return [prepare(people=asked["people"]) for _ in range(asked["make"])]
    return read(asked["read"])


def converse() -> None:
    """Answer line after line until nobody asks any more."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.stdout.write(json.dumps([prepare() for _ in range(int(sys.argv[1]))]))
    else:
        converse()

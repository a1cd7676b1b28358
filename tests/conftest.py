"""The cast: who is in every test, and the sessions they meet in.

Anna facilitates; Bram recruits, Carla leads HR, Daan sits on the works council, Fleur is DPO,
Ilse runs IT, Victor is the vendor. Otto is an outsider: he leads another session, so that a leak
can show.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import hypothesis
import pytest
import pytest_django
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

from sessions.access import identity
from sessions.commands import participants, preparing
from sessions.commands.participants import Newcomer
from sessions.commands.preparing import SessionFacts
from sessions.enums import MembershipRole, Perspective, Phase
from sessions.models import Account, Membership, Organisation, Participant, Questionnaire, Session
from tests.running_server import pytest_configure as pytest_configure
from tests.sharing import pytest_collection_modifyitems as pytest_collection_modifyitems
from tests.sharing import pytest_xdist_make_scheduler as pytest_xdist_make_scheduler

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ALL_QUESTIONS = list(range(1, 21))

# Whoever changes something sees the same examples as everybody else: a test fails for what was
# changed. HYPOTHESIS_PROFILE=exploring looks for new ones, and for more of them.
hypothesis.settings.register_profile("steady", derandomize=True)
hypothesis.settings.register_profile("exploring", print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """The tests' database, with the twenty questions in it.

    At its end PostgreSQL drops it only when no thread holds it still.
    """
    with django_db_blocker.unblock():
        load_questions()
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.close()
        connection.close_pool()


@pytest.fixture(autouse=True)
def _no_counters_left() -> Iterator[None]:
    """Counters of wrong codes do not travel from test to test."""
    yield
    if hasattr(cache, "_cache"):
        cache.clear()


@pytest.fixture(scope="module")
def held(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Rows for all tests of a file: what is made while this is set up goes after the last of them.

    Every test finds these rows as they were made, for what it changes itself is rolled back. Not
    for tests with `transaction=True`.
    """
    with django_db_blocker.unblock():
        assert not connection.in_atomic_block
        whole = transaction.atomic()
        whole.__enter__()
        load_questions()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


def load_questions() -> None:
    """See to it that the twenty questions are there: a test that commits leaves empty tables."""
    if not Questionnaire.objects.exists():
        call_command("loaddata", "questions_nl", verbosity=0)


@pytest.fixture
def catalogue(db: None) -> None:
    """The twenty questions."""
    load_questions()


def make_account(
    email: str,
    name: str,
    organisation: Organisation,
    role: MembershipRole = MembershipRole.OWNER,
) -> Account:
    """Return a member of this organisation, who may make sessions unless `role` is reader."""
    account = Account.objects.create_user(email, "a long enough password", name=name)
    Membership.objects.create(organisation=organisation, account=account, role=role)
    return account


def make_vlietdam() -> Organisation:
    """Make the organisation of the workshop."""
    return Organisation.objects.create(name="Gemeente Vlietdam", created_at=NOW)


@pytest.fixture
def vlietdam(db: None) -> Organisation:
    """The organisation of the workshop."""
    return make_vlietdam()


def make_anna(vlietdam: Organisation) -> Account:
    """Make Anna's account."""
    return make_account("anna@vlietdam.example", "Anna", vlietdam)


@pytest.fixture
def anna_account(vlietdam: Organisation) -> Account:
    """Anna's account."""
    return make_anna(vlietdam)


def make_workshop(vlietdam: Organisation, account: Account) -> Session:
    """Make the workshop, running, with all twenty questions."""
    facts = SessionFacts(
        title="Matchwijzer",
        client_name="Gemeente Vlietdam",
        system_name="Matchwijzer 3",
        vendor_name="Werkwijs",
        date=date(2026, 11, 23),
        keep_until=date(2027, 11, 23),
        questions=ALL_QUESTIONS,
    )
    made = preparing.create_session(facts=facts, organisation=vlietdam, account=account, at=NOW)
    return in_phase(made, Phase.RUNNING)


@pytest.fixture
def session(catalogue: None, anna_account: Account, vlietdam: Organisation) -> Session:
    """The workshop, running, with all twenty questions."""
    return make_workshop(vlietdam, anna_account)


def in_phase(session: Session, phase: Phase) -> Session:
    """Put a session in a phase without a command."""
    session.phase = phase
    session.save(update_fields=["phase"])
    return session


def leader_of(session: Session) -> Participant:
    """Return who facilitates a session."""
    return Participant.objects.select_related("session", "account").get(
        session=session, role="facilitator"
    )


@pytest.fixture
def anna(session: Session) -> Participant:
    """Anna, who facilitates."""
    return leader_of(session)


def let_in(session: Session, name: str, perspective: Perspective = Perspective.HR) -> Participant:
    """Let somebody into a session by name and perspective."""
    return participants.admit(session_id=session.pk, newcomer=Newcomer(name, perspective), at=NOW)


@pytest.fixture
def arrive(session: Session) -> Callable[..., Participant]:
    """Let somebody in by name and perspective."""
    return partial(let_in, session)


@pytest.fixture
def bram(arrive: Callable[..., Participant]) -> Participant:
    """Bram, recruiter."""
    return arrive("Bram", Perspective.RECRUITER)


@pytest.fixture
def carla(arrive: Callable[..., Participant]) -> Participant:
    """Carla, head of HR."""
    return arrive("Carla", Perspective.HR)


@pytest.fixture
def daan(arrive: Callable[..., Participant]) -> Participant:
    """Daan, works council."""
    return arrive("Daan", Perspective.WORKS_COUNCIL)


@pytest.fixture
def fleur(arrive: Callable[..., Participant]) -> Participant:
    """Fleur, data protection officer."""
    return arrive("Fleur", Perspective.PRIVACY)


@pytest.fixture
def victor(arrive: Callable[..., Participant]) -> Participant:
    """Victor, of the vendor."""
    return arrive("Victor", Perspective.VENDOR)


def make_other_session() -> Session:
    """Make a session of another organisation, running at the same time."""
    organisation = Organisation.objects.create(name="Zorggroep De Linde", created_at=NOW)
    account = make_account("otto@linde.example", "Otto", organisation)
    facts = SessionFacts(
        title="Vacaturebot Kim",
        client_name="Zorggroep De Linde",
        date=date(2026, 11, 23),
        keep_until=date(2027, 11, 23),
        questions=ALL_QUESTIONS,
    )
    made = preparing.create_session(facts=facts, organisation=organisation, account=account, at=NOW)
    return in_phase(made, Phase.RUNNING)


@pytest.fixture
def other_session(catalogue: None) -> Session:
    """A session of another organisation, running at the same time."""
    return make_other_session()


@pytest.fixture
def otto(other_session: Session) -> Participant:
    """Otto, who leads the other session and is nobody in this one."""
    return leader_of(other_session)


@pytest.fixture
def browser() -> Callable[[Participant], Client]:
    """Open a browser as somebody: signed in with an account, or by the participant cookie."""

    def open_as(participant: Participant) -> Client:
        client = Client(headers={"accept": "application/json"})
        if participant.account:
            client.force_login(participant.account)
        else:
            name = identity.cookie_name(participant.session)
            client.cookies[name] = identity.cookie_value(participant)
        return client

    return open_as

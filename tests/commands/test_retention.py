"""What the privacy line promises is done."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sessions.commands import retention
from sessions.commands.retention import Purged
from sessions.models import AuditEntry, Session
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

LAST_DAY = datetime(2027, 11, 23, 23, 59, tzinfo=ZoneInfo("Europe/Amsterdam"))


def test_a_session_is_kept_through_its_last_day(session):
    retention.purge(at=LAST_DAY)

    assert Session.objects.count() == 1


def test_a_session_goes_the_day_after(session):
    retention.purge(at=LAST_DAY + timedelta(minutes=1))

    assert Session.objects.count() == 0


def test_a_second_run_finds_nothing_left(session):
    at = LAST_DAY + timedelta(minutes=1)
    first = retention.purge(at=at)

    assert (first.sessions, retention.purge(at=at).sessions) == (1, 0)


def test_a_dry_run_counts_and_deletes_nothing(session):
    purged = retention.purge(at=LAST_DAY + timedelta(minutes=1), dry_run=True)

    assert (purged, Session.objects.count()) == (Purged(1, 0, 1), 1)


def test_the_record_of_who_did_what_goes_after_a_year(session):
    retention.purge(at=NOW + timedelta(days=366))

    assert [entry.action for entry in AuditEntry.objects.all()] == ["session_deleted"]

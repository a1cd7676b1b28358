"""`manage.py raise_epoch`: the epoch after a backup was put back."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sessions.commands import restoring
from sessions.errors import NotFound
from sessions.models import AuditEntry, Session
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def run(*options: str) -> list[str]:
    out = StringIO()
    call_command("raise_epoch", *options, stdout=out)
    return out.getvalue().splitlines()


def epochs() -> list[int]:
    return list(Session.objects.order_by("pk").values_list("epoch", flat=True))


def test_it_raises_the_epoch_of_every_session_and_says_so(session, other_session):
    said = run()

    assert said == [
        f"{session.public_id}: epoch {epochs()[0]}",
        f"{other_session.public_id}: epoch {epochs()[1]}",
        "2 sessions begin a new epoch",
    ]
    assert min(epochs()) > 1


def test_it_raises_the_epoch_of_one_session_only(session, other_session):
    run(session.public_id)

    assert (epochs()[0] > 1, epochs()[1]) == (True, 1)


def test_an_unknown_session_is_refused_and_nothing_is_raised(session):
    with pytest.raises(CommandError, match="There is no session xyz"):
        run(session.public_id, "xyz")

    assert epochs() == [1]


def test_a_backup_put_back_twice_never_gets_the_same_epoch_twice(session):
    """Browsers of the first time must not merge into the second either."""
    first = restoring.raise_epoch(session_id=session.pk, at=NOW)
    Session.objects.update(epoch=1)

    second = restoring.raise_epoch(session_id=session.pk, at=NOW + timedelta(minutes=1))

    assert second > first > 1


def test_raising_again_within_a_minute_raises_again(session):
    raised = [restoring.raise_epoch(session_id=session.pk, at=NOW) for _ in range(2)]

    assert raised[1] == raised[0] + 1


def test_open_pages_look_again_and_nothing_else_changed(session):
    before = Session.objects.get(pk=session.pk)

    epoch = restoring.raise_epoch(session_id=session.pk, at=NOW + timedelta(days=1))

    after = Session.objects.get(pk=session.pk)
    assert (after.revision, after.changed_at) == (before.revision + 1, before.changed_at)
    entry = AuditEntry.objects.get(action="epoch_raised")
    assert (entry.actor, entry.subject, entry.session_public_id) == (
        "",
        str(epoch),
        session.public_id,
    )


def test_a_session_that_is_gone_is_not_found(session):
    session.delete()

    with pytest.raises(NotFound):
        restoring.raise_epoch(session_id=1, at=NOW)

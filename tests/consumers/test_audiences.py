"""A page whose person becomes something else: what it is told from that moment on."""

import json

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.db.models import F

from airtool.asgi import application
from sessions.commands import action_points, closed_rounds, parking, participants, roles
from sessions.commands.action_points import ActionFacts
from sessions.enums import Role
from sessions.errors import Removed
from sessions.live import snapshot as snapshot_module
from sessions.live.audience import INSIDE, Audience
from sessions.live.snapshot import snapshot_for
from tests.audiences import headers_as, one_of_each, path_as
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "WATALLEENWIJWETEN"
OUTSIDE = [one for one in Audience if one not in INSIDE]


@pytest.fixture
def cast(session, arrive):
    return one_of_each(session, arrive)


async def page_of(person) -> WebsocketCommunicator:
    """Open a page and read what it is told first."""
    headers = await sync_to_async(headers_as)(person)
    socket = WebsocketCommunicator(application, path_as(person, "live"), headers=headers)
    await socket.connect(timeout=5)
    await told(socket, "snapshot")
    return socket


async def told(socket: WebsocketCommunicator, *kinds: str) -> dict:
    """Return the next frame of these kinds."""
    while True:
        frame = json.loads(await socket.receive_from(timeout=5))
        if frame["type"] in kinds:
            return frame


@sync_to_async
def begin(session, anna, *, at=NOW) -> None:
    insiders = session.participants.filter(insider=True).values_list("public_id", flat=True)
    closed_rounds.begin(session_id=session.pk, insiders=list(insiders), by=anna, at=at)


@sync_to_async
def say_inside(session, by) -> None:
    action_points.add_action_point(
        session_id=session.pk, facts=ActionFacts(SECRET, question=8), by=by, at=NOW
    )


@sync_to_async
def admit(session, anna, person, *, inside: bool = True) -> None:
    closed_rounds.admit(
        session_id=session.pk, participant_id=person.public_id, inside=inside, by=anna, at=NOW
    )


@pytest.mark.parametrize("who", OUTSIDE)
async def test_outside_is_told_the_revision_and_no_kind_of_what_is_said(session, anna, cast, who):
    page = await page_of(cast[who])
    await begin(session, anna)
    begun = await told(page, "news")

    await say_inside(session, cast[Audience.PARTICIPANT])
    await sync_to_async(parking.park)(
        session_id=session.pk, text=SECRET, by=cast[Audience.SCRIBE], at=NOW
    )
    news = [await told(page, "news") for _ in range(2)]

    revision = begun["revision"]
    assert news == [
        {"type": "news", "revision": revision + 1, "slices": {}},
        {"type": "news", "revision": revision + 2, "slices": {}},
    ]


@pytest.mark.parametrize("who", sorted(INSIDE))
async def test_inside_is_told_what_is_said(session, anna, cast, who):
    await begin(session, anna)
    page = await page_of(cast[who])

    await say_inside(session, cast[Audience.PARTICIPANT])

    (action,) = (await told(page, "news"))["slices"]["actions"]
    assert (action["text"], action["closed"]) == (SECRET, True)


async def test_whoever_is_let_in_fetches_everything_and_hears_what_follows(session, anna, cast):
    await begin(session, anna)
    page = await page_of(cast[Audience.NEWCOMER])

    await admit(session, anna, cast[Audience.NEWCOMER])
    first = await told(page, "news", "beat")
    await say_inside(session, cast[Audience.PARTICIPANT])

    assert first["type"] == "beat"
    assert (await told(page, "news"))["slices"]["actions"][0]["text"] == SECRET


@sync_to_async
def lose_by_going_out(session, anna, person) -> None:
    closed_rounds.admit(
        session_id=session.pk, participant_id=person.public_id, inside=False, by=anna, at=NOW
    )


@sync_to_async
def lose_by_return_code(session, anna, person) -> None:
    code = participants.renew_return_code(session_id=session.pk, by=person, at=NOW)
    participants.return_with_code(typed=code, at=NOW)


@pytest.mark.parametrize("lose", [lose_by_going_out, lose_by_return_code])
async def test_whoever_goes_out_fetches_everything_and_hears_no_more(session, anna, cast, lose):
    await begin(session, anna)
    page = await page_of(cast[Audience.PARTICIPANT])

    await lose(session, anna, cast[Audience.PARTICIPANT])
    await say_inside(session, cast[Audience.SCRIBE])
    heard = [await told(page, "news", "beat") for _ in range(2)]

    assert [one["type"] for one in heard] == ["beat", "news"]
    assert heard[1]["slices"] == {}


@pytest.mark.parametrize("role", [Role.VENDOR, Role.OBSERVER])
async def test_another_role_is_another_audience_from_that_very_news(session, anna, cast, role):
    await begin(session, anna)
    await say_inside(session, cast[Audience.PARTICIPANT])
    await sync_to_async(closed_rounds.end)(session_id=session.pk, by=anna, at=NOW)
    page = await page_of(cast[Audience.SCRIBE])

    await sync_to_async(roles.change_role)(
        session_id=session.pk,
        participant_id=cast[Audience.SCRIBE].public_id,
        role=role,
        by=anna,
        at=NOW,
    )
    first = await told(page, "news", "beat")
    await sync_to_async(action_points.add_action_point)(
        session_id=session.pk, facts=ActionFacts("Voor iedereen"), by=anna, at=NOW
    )
    second = await told(page, "news")

    assert first["type"] == "beat"
    assert [one["text"] for one in second["slices"]["actions"]] == ["Voor iedereen"]


async def test_a_process_that_missed_the_change_tells_nothing_of_before(session, anna, cast):
    """The news of the change was lost on its way here; the next news says who is what."""
    await begin(session, anna)
    person = cast[Audience.PARTICIPANT]
    page = await page_of(person)
    await type(person).objects.filter(pk=person.pk).aupdate(insider=False)

    await say_inside(session, cast[Audience.SCRIBE])

    assert (await told(page, "news", "beat"))["type"] == "beat"


def test_a_snapshot_is_of_the_row_as_stored_now(session, anna, cast):
    closed_rounds.begin(
        session_id=session.pk, insiders=[cast[Audience.SCRIBE].public_id], by=anna, at=NOW
    )
    say_inside.func(session, cast[Audience.SCRIBE])

    # In memory Pim is inside still.
    known = cast[Audience.PARTICIPANT]

    assert (known.insider, snapshot_for(known)["slices"]["actions"]) == (True, [])


def test_whoever_was_put_out_meanwhile_is_shown_nothing(session, anna, cast):
    known = cast[Audience.PARTICIPANT]
    participants.remove(session_id=session.pk, participant_id=known.public_id, by=anna, at=NOW)

    with pytest.raises(Removed):
        snapshot_for(known)


def test_a_snapshot_of_a_busy_session_is_never_of_the_audience_before(
    session, anna, cast, monkeypatch
):
    """The revision changes during every reading, and during the last one Pim goes out."""
    closed_rounds.begin(
        session_id=session.pk, insiders=[cast[Audience.PARTICIPANT].public_id], by=anna, at=NOW
    )
    say_inside.func(session, cast[Audience.PARTICIPANT])
    person, read, readings = cast[Audience.PARTICIPANT], snapshot_module.mine_of, []

    def read_and_change(you, *, session):
        readings.append(you.insider)
        if len(readings) == snapshot_module.TRIES:
            type(person).objects.filter(pk=person.pk).update(insider=False)
        type(session).objects.filter(pk=session.pk).update(revision=F("revision") + 1)
        return read(you, session=session)

    monkeypatch.setattr(snapshot_module, "mine_of", read_and_change)

    assert snapshot_for(person)["slices"]["actions"] == []

"""The session socket, through the whole product as a server runs it."""

import json
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.utils import timezone

from airtool.asgi import application
from sessions.access import identity
from sessions.commands import agenda, participants, sessions
from sessions.live.hub import hub
from sessions.sockets.outlet import Outlet
from tests.conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)

OURS = b"http://127.0.0.1:8000"


def socket_of(participant, *, origin: bytes = OURS, session=None) -> WebsocketCommunicator:
    place = participant.session
    cookie = f"{identity.cookie_name(place)}={identity.cookie_value(participant)}"
    headers = [(b"origin", origin), (b"cookie", cookie.encode())]
    path = f"/ws/sessions/{(session or place).public_id}/live"
    return WebsocketCommunicator(application, path, headers=headers)


async def told(socket: WebsocketCommunicator, kind: str) -> dict:
    """Return the next frame of this kind, past others."""
    while True:
        frame = json.loads(await socket.receive_from(timeout=5))
        if frame["type"] == kind:
            return frame


async def listening(participant) -> WebsocketCommunicator:
    socket = socket_of(participant)
    await socket.connect()
    await told(socket, "snapshot")
    return socket


async def test_the_snapshot_comes_first(session, bram):
    socket = socket_of(bram)
    await socket.connect()

    first = json.loads(await socket.receive_from())

    assert (first["type"], first["you"]["name"], first["slices"]["session"]["title"]) == (
        "snapshot",
        "Bram",
        "Matchwijzer",
    )
    await socket.disconnect()


async def test_news_reaches_everybody_who_listens(session, anna, bram, victor):
    sockets = [await listening(bram), await listening(victor)]

    await sync_to_async(agenda.show_question)(session_id=session.pk, number=8, by=anna, at=NOW)

    shown = [(await told(one, "news"))["slices"]["session"]["current_question"] for one in sockets]
    assert shown == [8, 8]
    for one in sockets:
        await one.disconnect()


async def test_a_removed_person_hears_goodbye_on_every_page(session, anna, bram):
    pages = [await listening(bram), await listening(bram)]

    await sync_to_async(participants.remove)(
        session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW
    )

    reasons = [(await told(page, "bye"))["reason"] for page in pages]
    assert reasons == ["removed", "removed"]


async def test_everybody_hears_that_the_session_is_deleted(session, anna, bram):
    socket = await listening(bram)

    await sync_to_async(sessions.delete_session)(session_id=session.pk, by=anna, at=NOW)

    assert (await told(socket, "bye"))["reason"] == "deleted"


async def test_a_stranger_is_told_so_and_shut_out(session, otto):
    socket = socket_of(otto, session=session)
    await socket.connect()

    assert json.loads(await socket.receive_from()) == {"type": "bye", "reason": "unknown"}
    assert (await socket.receive_output())["type"] == "websocket.close"


@pytest.mark.parametrize(
    "origin",
    [b"", b"null", b"http://127.0.0.1:9999", b"https://127.0.0.1:8000", b"http://evil.example"],
)
async def test_a_page_of_another_origin_opens_no_socket(session, bram, origin):
    connected, _code = await socket_of(bram, origin=origin).connect()

    assert connected is False


async def test_an_unknown_path_is_refused_calmly(session, bram):
    headers = [(b"origin", OURS)]
    connected, _code = await WebsocketCommunicator(
        application, "/ws/elsewhere", headers=headers
    ).connect()

    assert connected is False


async def test_a_browser_that_keeps_talking_is_cut_and_harms_nobody(session, anna, bram, victor):
    talker, listener = await listening(bram), await listening(victor)
    for _ in range(21):
        await talker.send_to(text_data='{"type": "outcome"}')

    while (await talker.receive_output(timeout=5))["type"] != "websocket.close":
        pass
    await sync_to_async(agenda.show_question)(session_id=session.pk, number=8, by=anna, at=NOW)

    assert (await told(listener, "news"))["revision"] > 0
    await listener.disconnect()


async def test_who_is_here_is_told_by_person_not_by_socket(session, bram, victor):
    listener = await listening(victor)
    first, second = await listening(bram), await listening(bram)
    here = {victor.public_id, bram.public_id}
    while set((await told(listener, "here"))["people"]) != here:
        pass

    await first.disconnect()
    await second.disconnect()

    while set((await told(listener, "here"))["people"]) != {victor.public_id}:
        pass
    await listener.disconnect()


async def test_a_beat_tells_the_revision_and_ends_who_lost_the_right(session, anna, bram, victor):
    listener, gone = await listening(victor), await listening(bram)
    await type(bram).objects.filter(pk=bram.pk).aupdate(removed_at=NOW)

    await hub._pulse()

    await session.arefresh_from_db()
    assert (await told(listener, "beat"))["revision"] == session.revision
    assert (await told(gone, "bye"))["reason"] == "removed"
    await listener.disconnect()


async def test_somebody_on_another_process_counts_as_here(session, bram, victor):
    listener = await listening(victor)
    await (
        type(bram)
        .objects.filter(pk=bram.pk)
        .aupdate(last_seen_at=timezone.now() - timedelta(seconds=5))
    )

    await hub._pulse()

    while bram.public_id not in (await told(listener, "here"))["people"]:
        pass
    await listener.disconnect()


async def test_a_line_that_breaks_during_the_beat_harms_nobody(session, bram, victor):
    broken, listener = await listening(bram), await listening(victor)

    async def fail(_event):
        raise ConnectionError("gone")

    (socket,) = hub._in(session.public_id, people=[bram.public_id])
    socket.outlet = Outlet(fail, cut=socket._fell_behind)
    await hub._pulse()

    assert (await told(listener, "beat"))["type"] == "beat"
    assert (await broken.receive_output())["type"] == "websocket.close"
    await listener.disconnect()

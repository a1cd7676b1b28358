"""The session socket under attack: whoever misbehaves is cut, and nobody else notices."""

import json
from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.contrib.sessions.models import Session as DjangoSession
from django.test import Client

from airtool.asgi import application
from sessions.access import identity
from sessions.commands import agenda, participants, sessions
from sessions.live.hub import MOST_SOCKETS, hub
from tests.conftest import NOW
from tests.consumers.test_session import OURS, listening, socket_of, told

pytestmark = pytest.mark.django_db(transaction=True)


def socket_with(session, *headers: bytes, origins: tuple[bytes, ...] = (OURS,)):
    """Open the session's socket with these cookie headers, whatever they hold."""
    sent = [(b"origin", origin) for origin in origins] + [(b"cookie", one) for one in headers]
    path = f"/ws/sessions/{session.public_id}/live"
    return WebsocketCommunicator(application, path, headers=sent)


def cookie_of(participant) -> bytes:
    place = participant.session
    return f"{identity.cookie_name(place)}={identity.cookie_value(participant)}".encode()


async def first_frame(socket: WebsocketCommunicator) -> dict:
    await socket.connect()
    frame = json.loads(await socket.receive_from(timeout=5))
    await socket.disconnect()
    return frame


async def close_code(socket: WebsocketCommunicator) -> int:
    while True:
        event = await socket.receive_output(timeout=5)
        if event["type"] == "websocket.close":
            return event["code"]


COOKIES: dict[str, Callable[[bytes], bytes]] = {
    "none": lambda _own: b"",
    "not signed": lambda own: own.split(b":")[0],
    "signed by somebody else": lambda own: own[:-5] + b"AAAAA",
    "a bomb": lambda own: own.split(b"=")[0] + b"=." + b"x" * 8000 + b":1:1",
    "bytes": lambda own: own.split(b"=")[0] + b"=\xff\xfe\xed\xa0\x80",
    "NUL": lambda own: own.split(b"=")[0] + b'="\\000\\000"',
    "a login of NUL": lambda _own: b'air-login="\\000aaaaaaaaaa"',
    "a login of nobody": lambda _own: b"air-login=" + b"a" * 32,
    "a huge login": lambda _own: b"air-login=" + b"a" * 7000,
}


@pytest.mark.parametrize("cookie", COOKIES.values(), ids=COOKIES)
async def test_a_false_cookie_is_a_stranger(session, bram, cookie):
    socket = socket_with(session, cookie(cookie_of(bram)))

    assert await first_frame(socket) == {"type": "bye", "reason": "unknown"}


async def test_a_cookie_of_another_session_is_a_stranger(session, other_session, bram):
    guest = await sync_to_async(participants.admit)(
        session_id=other_session.pk,
        newcomer=participants.Newcomer("Gast", bram.perspective),
        at=NOW,
    )
    value = cookie_of(guest).split(b"=", 1)[1]
    renamed = identity.cookie_name(session).encode() + b"=" + value

    assert (await first_frame(socket_with(session, renamed)))["reason"] == "unknown"


async def test_a_removed_person_hears_why_and_nothing_else(session, anna, bram):
    cookie = cookie_of(bram)
    await sync_to_async(participants.remove)(
        session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW
    )

    frame = await first_frame(socket_with(session, cookie))

    assert frame == {"type": "bye", "reason": "removed"}


async def test_whose_session_was_deleted_hears_so(session, anna, bram):
    cookie = cookie_of(bram)
    await sync_to_async(sessions.delete_session)(session_id=session.pk, by=anna, at=NOW)

    frame = await first_frame(socket_with(session, cookie))

    assert frame == {"type": "bye", "reason": "deleted"}


@pytest.mark.parametrize("beside", [b'broken={"a": 1}; ', b"=; ; a,b=c; ", b'quote="x; '])
async def test_a_broken_cookie_of_another_program_does_not_matter(session, bram, beside):
    frame = await first_frame(socket_with(session, beside + cookie_of(bram)))

    assert frame["type"] == "snapshot"


async def test_cookies_in_two_headers_are_read_together(session, bram):
    frame = await first_frame(socket_with(session, b"a=b", cookie_of(bram)))

    assert frame["type"] == "snapshot"


@pytest.mark.parametrize(
    "origins",
    [(b"http://evil.example", OURS), (OURS, b"http://evil.example"), (OURS + b"/",), (b"\xff",)],
)
async def test_two_origins_or_half_an_origin_open_nothing(session, bram, origins):
    connected, _code = await socket_with(session, cookie_of(bram), origins=origins).connect()

    assert connected is False


async def test_a_path_that_no_database_takes_is_refused(session, bram):
    headers = [(b"origin", OURS), (b"cookie", cookie_of(bram))]
    socket = WebsocketCommunicator(application, "/ws/sessions/%00/live", headers=headers)

    assert (await socket.connect())[0] is False


@pytest.mark.parametrize("part", ["a" * 5000, "ж", "..", "%ED%A0%80"])
async def test_a_session_that_cannot_be_is_unknown(session, bram, part):
    path = f"/ws/sessions/{part}/live"
    headers = [(b"origin", OURS), (b"cookie", cookie_of(bram))]
    socket = WebsocketCommunicator(application, path, headers=headers)

    assert await first_frame(socket) == {"type": "bye", "reason": "unknown"}


@pytest.mark.parametrize(
    "frame",
    [
        {"text_data": " "},
        {"text_data": "[" * 60_000},
        {"text_data": "NaN"},
        {"bytes_data": b"\xff"},
    ],
)
async def test_a_flood_is_cut_once_and_the_neighbour_hears_the_news(session, anna, bram, frame):
    neighbour = await listening(anna)
    flood = await listening(bram)
    for _ in range(200):
        await flood.send_to(**frame)

    assert await close_code(flood) == 1008
    await sync_to_async(agenda.show_question)(session_id=session.pk, number=8, by=anna, at=NOW)
    assert (await told(neighbour, "news"))["slices"]["session"]["current_question"] == 8
    await flood.disconnect()
    await neighbour.disconnect()


async def test_the_sixth_socket_of_one_person_is_sent_away(session, bram, anna):
    pages = [await listening(bram) for _ in range(MOST_SOCKETS)]
    sixth = socket_of(bram)
    await sixth.connect()

    assert await close_code(sixth) == 1013
    other = await listening(anna)
    for page in [*pages, other]:
        await page.disconnect()


async def test_a_page_that_closes_makes_room_for_another(session, bram):
    for _ in range(MOST_SOCKETS + 2):
        page = await listening(bram)
        await page.disconnect()

    assert hub.has_room_for(bram.public_id)
    hub.makes_room(bram.public_id)


def signed_in(participant) -> tuple[Client, bytes]:
    """Return a browser of this facilitator and the cookies it opens sockets with."""
    client = Client()
    client.force_login(participant.account)
    return client, f"air-login={client.cookies['air-login'].value}".encode()


async def open_page(session, cookie: bytes) -> WebsocketCommunicator:
    page = socket_with(session, cookie)
    await page.connect()
    await told(page, "snapshot")
    return page


async def test_signing_out_ends_the_pages_of_that_sign_in_only(session, anna):
    browser, cookie = await sync_to_async(signed_in)(anna)
    _phone, other_cookie = await sync_to_async(signed_in)(anna)
    page, elsewhere = await open_page(session, cookie), await open_page(session, other_cookie)

    await sync_to_async(browser.post)("/accounts/logout/")

    assert (await told(page, "bye"))["reason"] == "signed_out"
    await hub._pulse()
    assert (await told(elsewhere, "beat"))["type"] == "beat"
    await elsewhere.disconnect()


async def test_a_sign_in_that_ended_though_nobody_rang_is_found_by_looking(session, anna, bram):
    _browser, cookie = await sync_to_async(signed_in)(anna)
    page, stays = await open_page(session, cookie), await listening(bram)
    await DjangoSession.objects.all().adelete()

    for socket in hub._all():
        await socket.look_again()

    assert (await told(page, "bye"))["reason"] == "signed_out"
    await hub._pulse()
    assert (await told(stays, "beat"))["type"] == "beat"
    await stays.disconnect()


async def test_a_new_password_ends_the_pages_of_every_other_browser(session, anna):
    browser, _cookie = await sync_to_async(signed_in)(anna)
    _phone, other_cookie = await sync_to_async(signed_in)(anna)
    page = await open_page(session, other_cookie)
    new = "een nieuw lang wachtwoord"
    fields = {"oldpassword": "a long enough password", "password1": new, "password2": new}

    await sync_to_async(browser.post)("/accounts/password/change/", fields)

    assert (await told(page, "bye"))["reason"] == "signed_out"


async def test_signing_out_on_the_operators_pages_counts_as_well(session, anna):
    browser, cookie = await sync_to_async(signed_in)(anna)
    page = await open_page(session, cookie)

    await sync_to_async(browser.post)("/operator/logout/")

    assert (await told(page, "bye"))["reason"] == "signed_out"


async def test_a_participant_stays_when_a_facilitator_signs_out(session, anna, bram):
    browser, _cookie = await sync_to_async(signed_in)(anna)
    page = await listening(bram)

    await sync_to_async(browser.post)("/accounts/logout/")

    await hub._pulse()
    assert (await told(page, "beat"))["type"] == "beat"
    await page.disconnect()

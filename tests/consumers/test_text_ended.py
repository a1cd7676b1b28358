"""Text sockets end with the right to be there, and a session that goes takes nobody along."""

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import Client

from airtool.asgi import application
from sessions.commands import sessions
from sessions.models import TextUpdate
from sessions.texts import rooms
from tests.conftest import NOW
from tests.texts.pen import Pen
from tests.texts.wire import ORIGIN, SECONDS, Browser, edit, writing

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "q7.e1"


@pytest.fixture(autouse=True)
async def _rooms():
    yield
    await rooms.stop()


async def writing_signed_in(client: Client, session, pen: Pen) -> Browser:
    """Open a document as the account this browser is signed in with."""
    cookie = f"air-login={client.cookies['air-login'].value}".encode()
    path = f"/ws/sessions/{session.public_id}/texts"
    headers = [(b"origin", ORIGIN), (b"cookie", cookie)]
    socket = WebsocketCommunicator(application, path, headers=headers)
    await socket.connect(timeout=SECONDS)
    browser = Browser(socket)
    assert await browser.open(KEY) == "read-write"
    await browser.sync(pen, KEY)
    return browser


async def test_signing_out_ends_the_texts_of_that_browser(session, anna, browser):
    client = await sync_to_async(browser)(anna)
    texts = await writing_signed_in(client, session, Pen(11))

    await sync_to_async(client.post)("/accounts/logout/")

    assert await texts.until_closed() == ([(KEY, "denied", "unknown")], 4403)


async def test_signing_out_leaves_the_other_browser_writing(session, anna, browser):
    laptop, phone = await sync_to_async(browser)(anna), await sync_to_async(browser)(anna)
    pen = Pen(12)
    ended = await writing_signed_in(laptop, session, Pen(11))
    stays = await writing_signed_in(phone, session, pen)

    await sync_to_async(laptop.post)("/accounts/logout/")
    await ended.until_closed()

    await stays.say(edit(KEY, pen.paragraph("verder")))
    assert (await stays.hear())[1:] == ("status", 1)


async def test_deleting_a_session_ends_its_texts_and_no_others(
    session, anna, bram, otto, other_session
):
    pen, other = Pen(11), Pen(12)
    here = await writing(bram, pen)
    guest = await sync_to_async(guest_of)(other_session)
    there = await writing(guest, other)
    for _ in range(20):
        await here.say(edit(KEY, pen.paragraph("nog een regel")))

    await sync_to_async(sessions.delete_session)(session_id=session.pk, by=anna, at=NOW)

    _said, code = await here.until_closed()
    await there.say(edit(KEY, other.paragraph("verder")))
    assert (code, (await there.hear())[1:]) == (4403, ("status", 1))
    answers = await sync_to_async(sessions_with_text)()
    assert answers == [other_session.pk]


def guest_of(session):
    from sessions.commands import participants
    from sessions.enums import Perspective

    newcomer = participants.Newcomer("Gast", Perspective.HR)
    return participants.admit(session_id=session.pk, newcomer=newcomer, at=NOW)


def sessions_with_text() -> list[int]:
    """Return the sessions that have any text left."""
    return sorted(set(TextUpdate.objects.values_list("answer__session", flat=True)))

"""Somebody without a socket and somebody with one write in one text."""

from base64 import b64decode

import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from sessions.models import Answer
from sessions.texts import readout, rooms
from tests.texts.pen import Pen
from tests.texts.wire import edit, writing

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "q7.e1"


@pytest.fixture(autouse=True)
async def _rooms():
    yield
    await rooms.stop()


@sync_to_async
def post(client: Client, session, data: bytes) -> dict:
    address = f"/sessions/{session.public_id}/texts/{KEY}/"
    return client.post(address, data, content_type="application/octet-stream").json()


@sync_to_async
def fetch(client: Client, session, after: int, pen: Pen) -> dict:
    answer = client.get(f"/sessions/{session.public_id}/texts/{KEY}/", {"after": after}).json()
    pen.hear(b64decode(answer.get("update", "")) or b"\0\0")
    return answer


@sync_to_async
def stored(session) -> str:
    return readout.plain_of(Answer.objects.get(session=session, number=7))


async def test_both_read_each_other_and_go_on(session, bram, carla, browser):
    on_socket, by_request = Pen(11), Pen(12)
    line = await writing(bram, on_socket, KEY)
    desk = await sync_to_async(browser)(carla)
    await fetch(desk, session, 0, by_request)

    assert await post(desk, session, by_request.type("Van Carla. ")) == {
        "kept": True,
        "sequence": 1,
    }
    on_socket.hear((await line.hear("update"))[2])
    await line.say(edit(KEY, on_socket.type("Van Bram.")))
    assert (await line.hear("status"))[2] == 1
    await fetch(desk, session, 1, by_request)

    assert [on_socket.plain, by_request.plain] == ["Van Carla. Van Bram."] * 2
    assert await stored(session) == "Van Carla. Van Bram."
    await line.leave()

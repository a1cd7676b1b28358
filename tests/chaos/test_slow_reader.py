"""A client that stops reading is cut, so that it holds up nobody, and comes back to the whole."""

import asyncio
import json
import urllib.request

from websockets.asyncio.client import connect

from tests.texts import wire
from tests.texts.pen import Pen

# Each on a line of its own, for one is read at so many bytes a second. Together they write as long
# as it takes: first the kernel holds megabytes for who does not read, then the server one more.
SCRIBBLERS, SIGNS = 4, 9_000
FIRST_NUMBER = 10


def sockets_of(server):
    """Return how many text sockets a process has."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/healthz") as answer:
        return json.load(answer)["texts"]["sockets"]


async def scribble(ticket, *, port, number):
    """Write much and take it away again, in a text of one's own, for ever."""
    key, pen = f"q{number}.e1", Pen(900 + number)
    async with connect(
        f"ws://127.0.0.1:{port}/ws/sessions/{ticket.public_id}/texts",
        additional_headers=ticket.headers, compression=None, proxy=None,
    ) as line:  # fmt: skip

        async def kept(data):
            await line.send(data)
            while wire.meaning(await line.recv())[1] != "status":
                pass

        await line.send(wire.auth(key))
        await kept(wire.edit(key, pen.paragraph()))
        while True:
            await kept(wire.edit(key, pen.type("\u20ac" * SIGNS)))
            await kept(wire.edit(key, pen.delete(0, SIGNS)))


async def test_who_does_not_read_is_cut_and_gets_the_whole_later(small, scene_at):
    scene = scene_at(small)
    (session,) = scene.open(people=3)
    (server,) = small.servers
    numbers = tuple(range(FIRST_NUMBER, FIRST_NUMBER + SCRIBBLERS))
    slow = scene.cast(
        session, 1, port=server.port, numbers=(1, *numbers), narrow=True, patience=600.0
    )
    others = [scene.cast(session, person, port=server.port) for person in (2, 3)]
    await scene.typed()
    slow.typing = False
    await scene.until(lambda: not slow.waiting, "all of the slow one is answered")

    scene.fault("reads no more")
    slow.stop_reading()
    writing = [
        asyncio.create_task(scribble(session.ticket(3), port=server.port, number=number))
        for number in numbers
    ]
    everybody = len(scene.people) + SCRIBBLERS
    await scene.until(lambda: sockets_of(server) == everybody, "all are here")
    await scene.until(lambda: sockets_of(server) < everybody, "who does not read is cut")
    assert not any(task.done() for task in writing)
    for task in writing:
        task.cancel()
    await asyncio.gather(*writing, return_exceptions=True)
    await scene.typed(2, by=others)
    slow.read_on()
    await scene.until(lambda: bool(slow.codes) and slow.is_open, "it comes back")
    await scene.quiet()

    verdict = await scene.verdict("R5", "one client stops reading while megabytes are written")
    assert (verdict.faults, len(slow.codes)) == ({}, 1)
    assert [(one.codes, one.refusals) for one in others] == [([], [])] * 2

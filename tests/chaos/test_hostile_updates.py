"""Somebody sends updates that lie, old ones and ten thousand carets, while honest people type."""

import asyncio
import contextlib
import random

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.chaos.tier import pick
from tests.texts import wire
from tests.texts.pen import Pen

LINES = pick(short=6, long=200)
LIES_EACH = 40
MOST_GROWTH = 50 * 1024  # KiB
KEY = "q1.e1"
HUGE = b"\x80\x80\x80\x80\x08"
CARETS, SECONDS = 1000, pick(short=3, long=30)


@contextlib.asynccontextmanager
async def line_of(ticket, port):
    """Open a socket as this person; what comes back is passed over."""
    async with connect(
        f"ws://127.0.0.1:{port}/ws/sessions/{ticket.public_id}/texts",
        additional_headers=ticket.headers,
        compression=None, ping_interval=None, close_timeout=0.5,
    ) as line:  # fmt: skip
        yield line


def lie(dice: random.Random, *, foreign: int) -> bytes:
    """Return an update that says something else than what was written."""
    pen = Pen(dice.randrange(2**31))
    first = pen.paragraph("kwaad")
    good = bytearray(pen.type(" en meer"))
    whole = bytearray(pen.everything())
    at = dice.randrange(len(whole))
    kinds = [
        bytes(whole[:at]),
        bytes(whole[:at] + dice.randbytes(dice.randrange(1, 9)) + whole[at:]),
        bytes(whole[:at] + bytes([whole[at] ^ (1 << dice.randrange(8))]) + whole[at + 1 :]),
        HUGE + bytes(whole[1:]),
        bytes(whole[:1]) + HUGE + bytes(whole[2:]),
        bytes(good),  # a gap: what it leans on never came
        Pen(foreign).paragraph("als een ander"),
        first[:-1] + HUGE,
    ]
    return kinds[dice.randrange(len(kinds))]


async def tell_lies(ticket, port, *, foreign):
    for number in range(LINES):
        dice = random.Random(number)
        async with line_of(ticket, port) as line:
            with contextlib.suppress(ConnectionClosed):
                for _ in range(LIES_EACH):
                    await line.send(wire.auth(KEY))
                    send_as = wire.edit if dice.random() < 0.5 else wire.step2
                    await line.send(send_as(KEY, lie(dice, foreign=foreign)))
                states = [wire.number(n) + wire.number(1) + wire.lump(b"{}") for n in range(10_000)]
                many = wire.number(len(states)) + b"".join(states)
                await line.send(wire.frame(KEY, 1, wire.lump(many)))


async def test_updates_that_lie_harm_nobody(small, scene_at):
    scene = scene_at(small)
    (session,) = scene.open(people=4)
    (server,) = small.servers
    honest = [scene.cast(session, person, port=server.port) for person in (1, 2, 3)]
    await scene.typed(3)

    scene.fault("lies")
    before = server.memory()
    lying = asyncio.create_task(
        tell_lies(session.ticket(4), server.port, foreign=honest[0].sheets[KEY].pen.client)
    )
    while not lying.done():
        await scene.typed()
    await lying
    await scene.typed()
    grown = server.memory() - before
    await scene.quiet()

    verdict = await scene.verdict(
        "B6", f"{LINES * LIES_EACH:,} updates bent, cut, padded, foreign, with gaps or huge counts"
    )
    assert (verdict.faults, scene.errors()) == ({}, [])
    assert [(one.refusals, one.codes) for one in honest] == [([], [])] * 3
    assert grown < MOST_GROWTH


async def test_an_update_that_comes_twice_is_kept_once(small, scene_at):
    scene = scene_at(small)
    (session,) = scene.open(people=3)
    (server,) = small.servers
    for person in (1, 2):
        scene.cast(session, person, port=server.port, times=3)
    await scene.typed(3)

    scene.fault("replays")
    told = []
    async with line_of(session.ticket(3), server.port) as line:
        for key, data in [
            ("q1.e1", bytes(scene.people[0].sheets[KEY].pen.doc.get_update())),
            ("q1.e0", Pen(5).paragraph("van nooit")),
            ("q1.e2", Pen(5).paragraph("van later")),
            ("q2.e1", scene.people[0].last_edit),
        ]:
            await line.send(wire.auth(key))
            await line.send(wire.edit(key, data))
            told.append(await answer_to_edit(line, key))
    await scene.typed()
    await scene.quiet()

    verdict = await scene.verdict("B7", "each update three times; those of others, another epoch, "
                                        "another question")  # fmt: skip
    assert verdict.faults == {}
    # What is known already changes nothing; what leans on another question's text is asked about.
    assert told == [("status", 1), ("denied", "unknown"), ("denied", "epoch"), ("step1", None)]


async def answer_to_edit(line, key):
    while True:
        heard, kind, content = wire.meaning(await line.recv())
        if heard == key and kind in ("status", "denied", "step1"):
            return kind, None if kind == "step1" else content


async def test_a_flood_of_carets_is_told_four_times_a_second(small, scene_at):
    scene = scene_at(small)
    (session,) = scene.open(people=3)
    (server,) = small.servers
    honest = [scene.cast(session, person, port=server.port) for person in (1, 2)]
    await scene.typed(3)

    scene.fault("flood")
    clock = asyncio.get_running_loop().time
    begun, told = clock(), [one.carets for one in honest]
    async with line_of(session.ticket(3), server.port) as line:
        await line.send(wire.auth(KEY))
        for second in range(SECONDS):
            for one in range(CARETS):
                await line.send(wire.caret(KEY, 77, second * CARETS + one + 1, {}))
            await scene.typed(2, by=honest)
    took = clock() - begun
    heard = [one.carets - before for one, before in zip(honest, told, strict=True)]
    await scene.quiet()

    verdict = await scene.verdict("B8", f"{CARETS:,} carets a second for {SECONDS} s")
    assert (verdict.faults, [one.codes for one in honest]) == ({}, [[]] * 2)
    # Counted from before the first to after the last, with one more for who comes and who goes.
    assert all(1 <= number <= 4 * took + 3 for number in heard), (heard, took)

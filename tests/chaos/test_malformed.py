"""Ten thousand unreadable frames from one person while another one types."""

import asyncio
import contextlib
import random
from collections import Counter

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.texts import wire

LINES, FRAMES_EACH = 250, 40
LINES_LOGGED_AT_MOST = 60
# Far more than it takes: the machine may be busy.
SECONDS = 300.0
KEY = "q1.e1"


def malformed(number: int) -> str | bytes:
    """Return one of many frames that mean nothing, the same for the same number."""
    dice = random.Random(number)
    noise = dice.randbytes(dice.randrange(1, 200))
    good = wire.edit(KEY, noise)
    kinds = [
        noise,
        good,
        good[: dice.randrange(len(good))],
        wire.step1(KEY, b"\x80\x80\x80\x80\x01" + noise),
        b"\xff" * dice.randrange(1, 40),
        '{"type": "outcome"}',
        "[" * 5000,
        '{"a": NaN}',
        "9" * 5000,
        "null",
    ]
    return kinds[number % len(kinds)]


class Flood:
    """A person who sends nonsense, and comes back when the line is cut."""

    def __init__(self, address: str, headers: dict[str, str]) -> None:
        self._address, self._headers = address, headers
        self.codes: Counter[int | None] = Counter()

    async def run(self) -> None:
        """Open one line after the other, send forty frames on each, wait to be cut."""
        for number in range(LINES):
            async with connect(self._address, additional_headers=self._headers) as line:
                with contextlib.suppress(ConnectionClosed):
                    await line.send(wire.auth(KEY))
                    for frame in range(FRAMES_EACH):
                        await line.send(malformed(number * FRAMES_EACH + frame))
                await line.wait_closed()
                self.codes[line.close_code] += 1


@pytest.mark.parametrize("path", ["texts", "live"])
async def test_nonsense_from_one_person_does_not_stop_another(small, scene_at, path):
    scene = scene_at(small)
    (session,) = scene.open(people=2)
    port = small.servers[0].port
    good = scene.cast(session, 1, port=port, every=0.03, numbers=(1, 2, 3))
    ticket = session.ticket(2)
    headers = {"Origin": ticket.origin, "Cookie": ticket.cookie}
    flood = Flood(f"ws://127.0.0.1:{port}/ws/sessions/{session.public_id}/{path}", headers)
    await scene.typed(5)

    before = good.acknowledged
    async with asyncio.timeout(SECONDS):
        await flood.run()
    during = good.acknowledged - before

    await scene.typed(5)
    await scene.quiet()
    verdict = await scene.verdict("B1", "10,000 unreadable frames on each of both sockets")
    assert (verdict.faults, good.refusals, dict(flood.codes)) == ({}, [], {1008: LINES})
    assert during > LINES // 10
    assert len(scene.logged().splitlines()) <= LINES_LOGGED_AT_MOST

"""Ten thousand unreadable frames from one person while another one types."""

import asyncio
import contextlib
import random
import signal
from collections import Counter

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.chaos.server import Server
from tests.chaos.test_kill import until
from tests.chaos.typist import Typist
from tests.texts import wire

pytestmark = pytest.mark.chaos

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


def typist_of(server: Server, stage, index: int, path: str) -> Typist:
    return Typist(
        index,
        url=f"{server.origin.replace('http', 'ws')}/ws/sessions/{stage['session']}/{path}",
        origin=server.origin,
        cookie=stage["cookies"][index],
        numbers=[1],
    )


@pytest.mark.parametrize("path", ["texts", "live"])
async def test_nonsense_from_one_person_does_not_stop_another(tmp_path, path):
    server = Server(tmp_path)
    stage = server.stage("prepare", "2")
    await server.start()
    good = typist_of(server, stage, 0, "texts")
    headers = {"Origin": server.origin, "Cookie": stage["cookies"][1]}
    address = f"{server.origin.replace('http', 'ws')}/ws/sessions/{stage['session']}/{path}"
    flood = Flood(address, headers)
    typing = asyncio.create_task(good.run())
    text = good.texts[KEY]
    try:
        await until(lambda: len(text.acknowledged) > 5, "somebody types")
        async with asyncio.timeout(SECONDS):
            before = len(text.acknowledged)
            await flood.run()
        during = len(text.acknowledged) - before
        await until(lambda: len(text.acknowledged) > before + during + 5, "somebody goes on")
    finally:
        typing.cancel()
        await asyncio.gather(typing, return_exceptions=True)
        await server.end(signal.SIGTERM)

    assert dict(flood.codes) == {1008: LINES}
    assert good.refusals == []
    assert during > LINES // 10
    assert len(server.log.read_text().splitlines()) <= LINES_LOGGED_AT_MOST

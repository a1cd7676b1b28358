"""`kill -9` while ten people type: nothing acknowledged is lost, and all agree afterwards."""

import asyncio
import signal
from collections.abc import Callable

import pytest

from tests.chaos.server import Server
from tests.chaos.typist import Typist

pytestmark = pytest.mark.chaos

KILLS = 5
PEOPLE = 10
ACKNOWLEDGED_BETWEEN = 200
# Far more than it takes: the machine may be busy.
SECONDS = 300.0


async def until(holds: Callable[[], bool], what: str) -> None:
    """Wait until something holds."""
    try:
        async with asyncio.timeout(SECONDS):
            while not holds():  # noqa: ASYNC110 - what is waited for lives in another process
                await asyncio.sleep(0.02)
    except TimeoutError:
        pytest.fail(f"not within {SECONDS} s: {what}")


def acknowledged(typists: list[Typist]) -> int:
    return sum(len(text.acknowledged) for one in typists for text in one.texts.values())


async def test_no_acknowledged_edit_is_lost_when_the_server_is_killed(tmp_path):
    server = Server(tmp_path)
    stage = server.stage("prepare", str(PEOPLE))
    typists = [
        Typist(
            index,
            url=f"{server.origin.replace('http', 'ws')}/ws/sessions/{stage['session']}/texts",
            origin=server.origin,
            cookie=cookie,
            numbers=[1, 2 + index % 3],
        )
        for index, cookie in enumerate(stage["cookies"], start=1)
    ]
    await server.start()
    running = [asyncio.create_task(typist.run()) for typist in typists]
    try:
        await type_through_kills(server, typists)
        stored = server.stage("read", stage["session"])["texts"]
    finally:
        for task in running:
            task.cancel()
        ended = await asyncio.gather(*running, return_exceptions=True)
        await server.end(signal.SIGTERM)

    errors = [one for one in ended if not isinstance(one, asyncio.CancelledError)]
    assert (errors, [one.refusals for one in typists]) == ([], [[]] * PEOPLE)
    assert server.log.read_text() == ""
    for typist in typists:
        for text in typist.texts.values():
            counts = {mark: stored[str(text.number)].count(mark) for mark in text.acknowledged}
            assert counts == dict.fromkeys(text.acknowledged, 1)
            assert text.pen.plain == stored[str(text.number)]


async def type_through_kills(server: Server, typists: list[Typist]) -> None:
    """Kill and restart while everybody types; then let them finish and agree."""
    for kill in range(KILLS):
        before = acknowledged(typists)
        enough = before + ACKNOWLEDGED_BETWEEN
        await until(lambda: acknowledged(typists) >= enough, f"edits before kill {kill}")  # noqa: B023
        await server.end(signal.SIGKILL)
        await server.start()
    before = acknowledged(typists)
    await until(lambda: acknowledged(typists) > before, "an edit after the last kill")
    for typist in typists:
        typist.typing = False
    texts = [text for typist in typists for text in typist.texts.values()]
    await until(lambda: not any(text.waiting for text in texts), "everything acknowledged")
    await until(lambda: agree(texts), "everybody reads the same")


def agree(texts) -> bool:
    states: dict[int, set[str]] = {}
    for text in texts:
        states.setdefault(text.number, set()).add(text.pen.plain)
    return all(len(found) == 1 for found in states.values())

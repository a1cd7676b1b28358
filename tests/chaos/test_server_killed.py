"""`kill -9` while people type: nothing acknowledged or seen is lost, and all agree afterwards."""

import asyncio
import signal

import pytest

from tests.chaos.tier import pick

SESSIONS, PEOPLE = 3, 10
# Each time with fresh sessions, for a session holds so many words and no more.
TIMES = range(pick(short=1, long=6))
KILLS = pick(short=5, long=25)
EDITS_BETWEEN = 2
# How many of the two processes are stopped in turn.
STOPPED = pick(short=1, long=2)


async def cast_of_thirty(scene):
    """Thirty people in three sessions; every other one reloads when cut, and has nothing left."""
    line = await scene.line()
    for session in scene.open(SESSIONS, people=PEOPLE):
        for person in range(1, PEOPLE + 1):
            scene.cast(
                session, person, port=line.port, every=0.4, forgets=bool(person % 2),
                numbers=(1, 2 + person % 3),
            )  # fmt: skip


def refusals(scene):
    return [words for one in scene.people for words in one.refusals]


@pytest.mark.parametrize("time", TIMES)
async def test_no_edit_is_lost_when_the_server_is_killed(small, scene_at, time):
    scene = scene_at(small)
    await cast_of_thirty(scene)
    for _ in range(KILLS):
        await scene.typed(EDITS_BETWEEN)
        scene.fault("kill")
        await small.restart(small.servers[0])
    await scene.typed()
    await scene.quiet()

    verdict = await scene.verdict("S1", "`kill -9` of the server while 30 people type")
    assert (verdict.faults, refusals(scene), scene.errors()) == ({}, [], [])


@pytest.mark.parametrize("time", TIMES)
async def test_no_edit_is_lost_when_one_of_two_processes_is_killed(grown, scene_at, time):
    scene = scene_at(grown)
    await cast_of_thirty(scene)
    for kill in range(KILLS):
        await scene.typed(EDITS_BETWEEN)
        scene.fault("kill")
        await grown.restart(grown.servers[kill % 2])
    for server in grown.servers[:STOPPED]:
        await scene.typed()
        await asyncio.to_thread(server.stop, signal.SIGTERM)
        await asyncio.to_thread(server.start)
    await scene.typed()
    await scene.quiet()

    verdict = await scene.verdict(
        "S4", "`kill -9` of one of two processes while 30 people type, then both stopped in turn"
    )
    assert (verdict.faults, refusals(scene), scene.errors()) == ({}, [], [])

"""A process that holds still, and an error on one line: nobody loses anything, others go on."""

import asyncio
import signal

import pytest

from tests.chaos.tier import pick
from tests.running_server import RunningServer

FROZEN = pick(short=3.0, long=15.0)
EVERY = pick(short=0.1, long=0.4)
OTHERS = 9


async def test_a_server_that_holds_still_loses_and_doubles_nothing(small, scene_at):
    scene = scene_at(small)
    line = await scene.line()
    (session,) = scene.open(people=6)
    for person in range(1, 7):
        scene.cast(
            session, person, port=line.port, every=EVERY, patience=FROZEN / 2, forgets=person > 3
        )
    await scene.typed()

    scene.fault("freeze")
    small.servers[0].send(signal.SIGSTOP)
    await asyncio.sleep(FROZEN)
    small.servers[0].send(signal.SIGCONT)
    await scene.typed(2)
    await scene.quiet()

    verdict = await scene.verdict("S3", f"the server frozen for {FROZEN:.0f} s")
    assert (verdict.faults, [one.refusals for one in scene.people]) == ({}, [[]] * 6)
    # Everybody noticed, and came back.
    assert all(one.codes for one in scene.people)


@pytest.fixture
def fragile(small):
    """A process beside the first, over the same database, in which one line can be broken."""
    server = RunningServer(
        small.servers[0].folder, application="tests.chaos.fragile:application",
        PUBLIC_URL=small.origin, ORIGINS=small.origin,
    )  # fmt: skip
    server.start()
    yield server
    server.stop()


async def test_an_error_on_one_line_ends_that_line_and_no_other(small, fragile, scene_at):
    scene = scene_at(small)
    (session,) = scene.open(people=OTHERS + 2)
    for person in range(1, OTHERS + 1):
        scene.cast(session, person, port=fragile.port, every=EVERY)
    await scene.typed()
    for person, where in enumerate(("reading", "writing"), start=OTHERS + 1):
        scene.fault(where)
        scene.cast(session, person, port=fragile.port, every=EVERY, headers={"X-Break": where})
    others, broken = scene.people[:OTHERS], scene.people[OTHERS:]
    await scene.until(lambda: all(len(one.codes) > 1 for one in broken), "the broken lines end")
    await scene.typed(2, by=others)
    for one in broken:
        one.headers = {}
    await scene.quiet()

    verdict = await scene.verdict("S5", "errors in reading from and writing to one person's line")
    assert (verdict.faults, [one.codes for one in others]) == ({}, [[]] * OTHERS)

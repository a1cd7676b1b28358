"""A process that holds still: everybody notices, comes back, and loses nothing."""

import asyncio
import signal

from tests.chaos.tier import pick

FROZEN = pick(short=3.0, long=15.0)
EVERY = pick(short=0.1, long=0.4)


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

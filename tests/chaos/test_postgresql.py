"""PostgreSQL killed, restarted, frozen, locked or without connections: edits wait and are kept."""

import asyncio
import contextlib

import psycopg
import pytest

from tests.chaos.tier import pick

RESTARTS = pick(short=1, long=5)
FROZEN = pick(short=3.0, long=5.0)
LOCKED = pick(short=3.0, long=20.0)
P2 = f"frozen for {FROZEN:.0f} s, rows locked for {LOCKED:.0f} s, every connection taken"
PEOPLE, EVERY = 4, pick(short=0.1, long=0.4)


@pytest.fixture
async def scene(grown, scene_at):
    """Two sessions with people at both processes; half of them reload when they are cut."""
    made = scene_at(grown)
    for session in made.open(2, people=PEOPLE):
        for person in range(1, PEOPLE + 1):
            made.cast(
                session, person, port=grown.servers[person % 2].port, every=EVERY,
                patience=30.0, forgets=person > 2,
            )  # fmt: skip
    await made.typed()
    return made


async def ends_well(scene, row, what):
    await scene.typed()
    await scene.quiet()
    verdict = await scene.verdict(row, what)
    refusals = [words for one in scene.people for words in one.refusals]
    assert (verdict.faults, refusals) == ({}, [])


async def others_type_anew(scene, people):
    """Wait until something that each of them types from now on is kept."""
    counts = {one: len(one.made) for one in people}

    def kept():
        new = [(one, one.made[count : count + 1]) for one, count in counts.items()]
        return all(made and made[0] not in one.waiting for one, made in new)

    await scene.until(kept, "what is typed from now on is kept")


async def test_postgresql_killed_and_restarted(grown, scene):
    for how in [grown.postgresql.kill, grown.postgresql.stop] * RESTARTS:
        scene.fault(how.__name__)
        await asyncio.to_thread(how)
        grown.postgresql.launch()
        await asyncio.to_thread(grown.postgresql.wait)
        await scene.typed(2)

    await ends_well(scene, "P1", "PostgreSQL killed by `kill -9` and restarted, in turn")


async def test_postgresql_frozen(grown, scene):
    scene.fault("freeze")
    grown.postgresql.freeze()
    await asyncio.sleep(FROZEN)
    grown.postgresql.thaw()

    await ends_well(scene, "P2", P2)


async def test_a_lock_holds_up_the_text_it_is_on_and_no_other(grown, scene):
    locked, other = scene.sessions
    held_up = [one for one in scene.people if one.ticket.session == locked.label]
    others = [one for one in scene.people if one.ticket.session == other.label]
    async with await psycopg.AsyncConnection.connect(grown.postgresql.url) as line:
        await line.execute(
            "SELECT a.id FROM airsessions_answer a JOIN airsessions_session s"
            " ON s.id = a.session_id WHERE s.public_id = %s FOR UPDATE OF a",
            [locked.public_id],
        )
        scene.fault("lock")
        # Batches follow each other: what was on its way is answered before what others type now.
        await others_type_anew(scene, others)
        before = [one.acknowledged for one in held_up]
        until = asyncio.create_task(asyncio.sleep(LOCKED))
        while not until.done():
            await scene.typed(by=others)
        during = [one.acknowledged for one in held_up]

    assert during == before
    await ends_well(scene, "P2", P2)


async def test_every_connection_taken_leaves_texts_alone(grown, scene):
    async with contextlib.AsyncExitStack() as stack:
        scene.fault("no connection left")
        with contextlib.suppress(psycopg.OperationalError):
            while True:
                line = await psycopg.AsyncConnection.connect(grown.postgresql.url)
                await stack.enter_async_context(line)
        await scene.typed(3)

    await ends_well(scene, "P2", P2)

"""Redis killed, away, emptied, cut off or frozen: edits are kept, and others see them."""

import asyncio

import pytest
import redis

from tests.chaos.tier import pick

AWAY = pick(short=5.0, long=60.0)
FROZEN = pick(short=[3.0], long=[5.0, 30.0])
IDLE = pick(short=8.0, long=600.0)
PEOPLE, EVERY = 4, pick(short=0.1, long=0.4)


@pytest.fixture
async def scene(grown, scene_at):
    """Two people at each of the two processes, none of whom ever loses the line."""
    made = scene_at(grown)
    (session,) = made.open(people=PEOPLE)
    for person in range(1, PEOPLE + 1):
        made.cast(session, person, port=grown.servers[person % 2].port, every=EVERY)
    await made.typed()
    yield made
    # Back, and awake, whatever became of the test.
    grown.redis.stop()
    grown.redis.start()


@pytest.fixture
def line(grown):
    """Return a line of our own to Redis."""
    with redis.Redis.from_url(grown.redis.url) as own:
        yield own


async def is_seen_at_both(scene, what):
    """Wait until a mark that each person types from now on is seen by everybody."""
    counts = {one: len(one.made) for one in scene.people}

    def seen():
        new = [one.made[count : count + 1] for one, count in counts.items()]
        return all(made and all(one.knows(made[0]) for one in scene.people) for made in new)

    await scene.until(seen, f"what is typed is seen at both processes, {what}")


async def ends_well(scene, row, what):
    """Judge; nobody lost the line or was refused."""
    await scene.typed()
    await scene.quiet()
    verdict = await scene.verdict(row, what)
    codes = [code for one in scene.people for code in one.codes]
    refusals = [words for one in scene.people for words in one.refusals]
    assert (verdict.faults, codes, refusals) == ({}, [], [])


async def test_redis_killed_and_started_empty(grown, scene):
    scene.fault("kill")
    grown.redis.kill()
    await scene.typed(2)
    grown.redis.launch()
    await asyncio.to_thread(grown.redis.wait)
    await is_seen_at_both(scene, "Redis is back")

    await ends_well(scene, "R1", "`kill -9` of Redis, started again empty")


async def test_redis_away_for_long(grown, scene):
    scene.fault("away")
    grown.redis.kill()
    until = asyncio.get_running_loop().time() + AWAY
    while asyncio.get_running_loop().time() < until:
        await is_seen_at_both(scene, "Redis is away")
    grown.redis.launch()
    await asyncio.to_thread(grown.redis.wait)

    await ends_well(scene, "R2", f"Redis away for {AWAY:.0f} s; all that was typed was seen")


@pytest.mark.parametrize("how", ["emptied", "cut off", "full"])
async def test_redis_that_forgets_everybody(scene, line, how):
    scene.fault(how)
    if how == "emptied":
        line.flushall()
    elif how == "cut off":
        line.client_kill_filter(_type="pubsub")
        line.client_kill_filter(_type="normal", skipme=True)
    else:
        line.config_set("maxmemory", "1kb")
        line.config_set("maxmemory-policy", "allkeys-lru")
    await is_seen_at_both(scene, how)
    line.config_set("maxmemory", "0")
    await is_seen_at_both(scene, f"after it was {how}")

    await ends_well(scene, "R3", "FLUSHALL, CLIENT KILL and `maxmemory` 1 kB in turn")


async def test_redis_frozen(grown, scene):
    for seconds in FROZEN:
        scene.fault("freeze")
        grown.redis.freeze()
        thaw = asyncio.create_task(asyncio.sleep(seconds))
        while not thaw.done():
            await scene.typed()
        grown.redis.thaw()
        await is_seen_at_both(scene, "Redis goes on")

    await ends_well(scene, "R4", f"Redis frozen for {FROZEN} s; acknowledgements went on")


async def test_an_idle_room_keeps_its_lines(scene):
    for one in scene.people:
        one.typing = False
    await asyncio.sleep(IDLE)
    for one in scene.people:
        one.typing = True

    await ends_well(scene, "R6", f"nobody types for {IDLE:.0f} s")

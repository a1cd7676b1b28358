"""A full disk: nothing is kept or acknowledged, reading goes on, and it heals by itself."""

import json

import pytest

from tests.chaos import place
from tests.chaos.tier import pick

PEOPLE, EVERY = 6, pick(short=0.1, long=0.4)
FULL = pick(short=1, long=5)
PILED_UP = 3


@pytest.fixture
def full(tmp_path_factory):
    """A server of its own: what it could not log on a full disk comes into its log later."""
    with place.small(tmp_path_factory.mktemp("full")) as running:
        yield running


async def typed_since(scene):
    """Return some marks of everybody that were typed from now on."""
    counts = {one: len(one.made) for one in scene.people}
    await scene.until(
        lambda: all(len(one.made) >= count + PILED_UP for one, count in counts.items()),
        "everybody types on",
    )
    return {mark for one, count in counts.items() for mark in one.made[count:]}


async def test_a_full_disk_is_borne_until_there_is_space_again(full, scene_at):
    scene = scene_at(full)
    (session,) = scene.open(people=PEOPLE)
    for person in range(1, PEOPLE + 1):
        scene.cast(session, person, port=full.servers[0].port, every=EVERY, forgets=person > 3)
    anna = scene.facilitator(session)
    for _ in range(FULL):
        await scene.typed()
        scene.fault("disk full")
        full.servers[0].limit_files(1)
        try:
            typed = await typed_since(scene)
            read = json.loads(await anna.get("/sessions/{session}/texts/q1.e1/"))
            await anna.get("/sessions/{session}/report.json")
            kept = [mark for one in scene.people for mark in typed & one.kept]
        finally:
            full.servers[0].limit_files(None)

        assert (kept, read["sequence"] > 0) == ([], True)
    await scene.typed(2)
    await scene.quiet()

    verdict = await scene.verdict("P3", "no file may grow, as on a full disk, while people type")
    assert (verdict.faults, [one.refusals for one in scene.people]) == ({}, [[]] * PEOPLE)

"""Lines that break in every way a network knows: nothing acknowledged is lost."""

import asyncio

from tests.chaos.proxy import DOWN, UP
from tests.chaos.tier import pick

# After so long without an answer a client gives its line up.
PATIENCE = 1.5
EVERY = pick(short=0.2, long=0.8)
SILENCES = pick(short=[2.0], long=[3.0, 10.0, 60.0])
FLAPS, FLAP_SECONDS = pick(short=3, long=60), pick(short=1.0, long=2.0)

WAYS_TO_BREAK = {
    "swallowed upwards": lambda line: line.swallow(UP),
    "swallowed downwards": lambda line: line.swallow(DOWN),
    "swallowed both ways": lambda line: line.swallow(),
    "held upwards": lambda line: line.hold(UP),
    "held downwards": lambda line: line.hold(DOWN),
    "held both ways": lambda line: line.hold(),
}
WAYS_TO_CUT = {
    "reset": lambda line: line.cut(reset=True),
    "left half open": lambda line: line.leave_half_open(),
    "cut within a frame": lambda line: line.cut_within_a_frame(),
    "trickled": lambda line: line.trickle(piece=300, seconds=0.005),
    "delayed": lambda line: line.delay(0.15),
}


async def cast_of_four(scene, *, patience):
    """Two people behind a line that breaks and two behind a good one; one of each reloads."""
    bad, good = await scene.line(), await scene.line()
    (session,) = scene.open(people=4)
    for person in range(1, 5):
        scene.cast(
            session, person, port=(bad if person <= 2 else good).port, every=EVERY,
            patience=patience, forgets=person % 2 == 0,
        )  # fmt: skip
    await scene.typed()
    return bad, scene.people[:2], scene.people[2:]


async def test_nothing_is_lost_on_lines_that_break_in_every_way(small, scene_at):
    scene = scene_at(small)
    bad, behind, others = await cast_of_four(scene, patience=PATIENCE)

    for way, silence in [(way, seconds) for way in WAYS_TO_BREAK for seconds in SILENCES]:
        scene.fault(way)
        WAYS_TO_BREAK[way](bad)
        quiet_for = asyncio.create_task(asyncio.sleep(silence))
        await scene.typed(2, by=others)
        await quiet_for
        bad.calm()
        await scene.typed(1, by=behind)
    for way, cut in WAYS_TO_CUT.items():
        scene.fault(way)
        cut(bad)
        await scene.typed(2)
        bad.calm()
    await scene.typed()
    await scene.quiet()

    verdict = await scene.verdict(
        "N1", f"lines swallowed, held, reset, half open, cut within a frame, for {SILENCES} s"
    )
    assert (verdict.faults, [one.refusals for one in scene.people]) == ({}, [[]] * 4)
    assert scene.errors() == []


async def test_a_line_that_flaps_loses_nothing_and_sends_little_again(small, scene_at):
    scene = scene_at(small)
    bad, behind, _others = await cast_of_four(scene, patience=10.0)

    for _ in range(FLAPS):
        scene.fault("flap")
        bad.cut(reset=True)
        await asyncio.sleep(FLAP_SECONDS)
        # Back in time, or a little later: what was never up cannot be cut.
        await scene.typed(by=behind)
    await scene.typed()
    await scene.quiet()

    verdict = await scene.verdict("N2", f"the line cut every {FLAP_SECONDS:.0f} s, {FLAPS} times")
    assert (verdict.faults, [one.refusals for one in scene.people]) == ({}, [[]] * 4)
    assert scene.most_sends() <= 3
    assert all(len(one.codes) >= FLAPS for one in behind)

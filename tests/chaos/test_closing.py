"""The session is closed while everybody types: each edit is kept or refused, none just goes."""

from tests.chaos.tier import pick

TIMES = pick(short=1, long=10)
PEOPLE = 10


def unanswered(scene):
    return [sent for one in scene.people for s in one.sheets.values() for sent in s.unanswered]


async def test_every_edit_in_flight_is_kept_or_refused(grown, scene_at):
    for _ in range(TIMES):
        scene = scene_at(grown)
        (session,) = scene.open(people=PEOPLE)
        for person in range(1, PEOPLE + 1):
            scene.cast(session, person, port=grown.servers[person % 2].port, every=0.03)
        await scene.typed(3)

        scene.fault("close")
        status = await scene.facilitator(session).post("/sessions/{session}/phase/", phase="closed")
        await scene.until(lambda s=scene: all(one.refusals for one in s.people), "all are refused")
        for one in scene.people:
            one.typing = False
        await scene.until(lambda s=scene: not unanswered(s), "every edit is answered")
        verdict = await scene.verdict("C4", "the session closed while 10 people type")

        assert (status, verdict.faults) == (204, {})
        assert scene.silently_gone() == []
        assert scene.refused_and_stored() == []

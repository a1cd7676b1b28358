"""A closed round over two processes: what is said at one is told at the other to insiders only."""

import pytest

ROUND = "/sessions/{session}/closed-round/"
ACTIONS = "/sessions/{session}/actions/"
CLOSED = "q1-closed.e1"
SECRET = "alleen wij weten dit"


@pytest.fixture
async def begun(stage, anna):
    """A round that began at the first process: person 0 is inside, the others are not."""
    insider = stage["people"][0]["id"]
    assert await anna.post(ROUND, on="1", insiders=insider) == 204
    return stage


async def test_what_is_said_is_told_to_insiders_of_the_other_process_only(begun, here, there):
    async with here(0) as speaks, there(0) as inside, there(1) as outside:
        await inside.listen()
        await outside.listen()

        status = await speaks.post(ACTIONS, text=SECRET, question="1")
        told = [await one.told("news") for one in (inside, outside)]

    assert status == 200
    assert [one["slices"].keys() for one in told] == [{"actions"}, set()]


async def test_whoever_is_let_in_at_one_process_hears_everything_at_the_other(begun, anna, there):
    person = begun["people"][1]["id"]
    async with there(1) as waits:
        before = await waits.listen()
        await anna.post(f"/sessions/{{session}}/people/{person}/admission/", on="1")
        revision = before["revision"] + 1
        beat = await waits.told("beat", lambda frame: frame["revision"] == revision)
        await anna.post(ACTIONS, text=SECRET, question="1")
        news = await waits.told("news")

    assert beat["type"] == "beat"
    assert [one["text"] for one in news["slices"]["actions"]] == [SECRET]


async def test_its_text_is_open_to_insiders_of_both_processes_and_nobody_else(begun, here, there):
    async with here(0) as writer, there(0) as reader, there(1) as outside:
        await writer.open_text(CLOSED)
        await reader.open_text(CLOSED)

        await writer.write(SECRET)
        await reader.reads(lambda text: SECRET in text)

        assert await outside.asks_for(CLOSED) == "not-allowed"
        assert await outside.asks_for("q1.e1") == "readonly"


async def test_whoever_goes_out_at_one_process_reads_no_more_at_the_other(begun, anna, there):
    person = begun["people"][0]["id"]
    async with there(0) as reader:
        await reader.open_text(CLOSED)

        await anna.post(f"/sessions/{{session}}/people/{person}/admission/", on="0")

        assert await reader.hears_of_right() == "not-allowed"

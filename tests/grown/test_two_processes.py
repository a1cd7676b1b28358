"""What happens at one process is seen at the other."""

import pytest

QUESTION = "/sessions/{session}/current-question/"


async def test_news_reaches_the_other_process(there, anna, clock):
    async with there(0) as reader:
        await reader.listen()

        took = clock("news")
        status = await anna.post(QUESTION, number="8")
        news = await reader.told("news")
        took.stop()

    assert (status, news["slices"]["session"]["current_question"]) == (204, 8)


async def test_what_is_written_reaches_the_other_process(here, there, clock):
    async with here(0) as writer, there(1) as reader:
        await writer.open_text()
        await reader.open_text()

        took = clock("text")
        await writer.write("overal te lezen")
        await reader.reads(lambda text: "overal te lezen" in text)
        took.stop()

        assert reader.pen.plain == writer.pen.plain


@pytest.mark.parametrize("with_text", [False, True])
async def test_a_removal_ends_sockets_of_the_other_process(there, anna, stage, clock, with_text):
    async with there(0) as gone:
        await gone.listen()
        if with_text:
            await gone.open_text()

        took = clock("removal")
        await anna.post(f"/sessions/{{session}}/people/{stage['people'][0]['id']}/removal/")
        goodbye = await gone.told("bye")
        if with_text:
            await gone._texts.wait_closed()
        took.stop()

        assert goodbye["reason"] == "removed"
        assert not with_text or gone._texts.close_code == 4403


async def test_who_comes_and_goes_is_seen_at_the_other_process(here, there, stage, clock):
    person = stage["people"][1]["id"]
    async with there(0) as watcher:
        await watcher.listen()
        took = clock("somebody came")
        async with here(1) as visitor:
            await visitor.listen()
            await watcher.told("here", lambda frame: person in frame["people"])
            took.stop()
            took = clock("somebody went")
        await watcher.told("here", lambda frame: person not in frame["people"])
        took.stop()


async def test_whoever_leaves_one_process_and_stays_at_the_other_is_still_here(
    here, there, stage, clock
):
    """The frame that tells of another person comes after all that could have told them gone."""
    person, other = stage["people"][1]["id"], stage["people"][2]["id"]
    async with there(0) as watcher, there(1) as stays:
        await stays.listen()
        await watcher.listen()
        async with here(1) as leaves:
            await leaves.listen()
        seen = []
        async with here(2) as last:
            await last.listen()
            await watcher.told(
                "here", lambda frame: seen.append(frame["people"]) or other in frame["people"]
            )

    assert [people for people in seen if person not in people and people] == []


async def test_signing_out_at_one_process_ends_the_page_at_the_other(servers, anna, stage, clock):
    elsewhere = type(anna)(servers.each[1], stage, cookie=stage["facilitator"])
    async with elsewhere:
        await elsewhere.listen()

        took = clock("signing out")
        await anna.post("/accounts/logout/")
        goodbye = await elsewhere.told("bye")
        took.stop()

    assert goodbye["reason"] == "signed_out"


async def test_a_command_beside_the_servers_is_heard_by_both(servers, here, there, stage):
    async with here(0) as one, there(1) as two:
        await one.listen()
        await two.listen()

        servers.manage(
            "shell", "-c",
            "from django.utils import timezone; from sessions.models import Session, Participant;"
            "from sessions.commands import agenda;"
            f"s = Session.objects.get(public_id='{stage['session']}');"
            "anna = Participant.objects.get(session=s, role='facilitator');"
            "agenda.show_question(session_id=s.pk, number=9, by=anna, at=timezone.now())",
        )  # fmt: skip
        shown = [
            (await browser.told("news"))["slices"]["session"]["current_question"]
            for browser in (one, two)
        ]

    assert shown == [9, 9]

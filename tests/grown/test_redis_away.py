"""Redis stopped, frozen or emptied: the session goes on, news comes late, nothing is lost."""

import json
import urllib.request

import pytest
import redis

from tests.grown.browsers import PATIENCE, Browser
from tests.grown.hearing import QUESTION, first_news


@pytest.fixture(params=["killed", "frozen"])
def away(request, servers, heard_again):
    """Take Redis away; it is back after the test."""
    if request.param == "killed":
        servers.stop_redis()
        yield request.param
        servers.start_redis()
    else:
        servers.redis.freeze()
        yield request.param
        servers.redis.thaw()


@pytest.fixture(params=["restarted", "cut off"])
def back(request, servers, heard_again):
    """Have the processes lose their lines to Redis, which is there again at once."""
    if request.param == "restarted":
        servers.stop_redis()
        servers.start_redis()
    else:
        with redis.Redis.from_url(servers.redis.url) as line:
            line.client_kill_filter(_type="pubsub")
    return request.param


@pytest.fixture
def started_without(servers, heard_again):
    """Start the second process again while Redis is away, which is back then."""
    servers.stop_redis()
    servers.each[1].stop()
    servers.each[1].start()
    servers.start_redis()


async def test_people_join_while_redis_is_away(servers, stage, away, clock):
    browser = Browser(servers.each[1], stage)

    took = clock(f"joining, Redis {away}")
    status = await browser.post(f"/j/{stage['code']}/", name="Nieuw", perspective="hr")
    took.stop()

    assert status in (200, 302, 303)


async def test_a_facilitator_signs_in_while_redis_is_away(servers, stage, away, clock):
    browser = Browser(servers.each[1], stage)

    took = clock(f"signing in, Redis {away}")
    status = await browser.post(
        "/accounts/login/", login=stage["email"], password="a long enough password"
    )
    took.stop()

    assert status in (200, 302, 303)


async def test_wrong_codes_are_counted_while_redis_is_away(servers, stage, away):
    device = Browser(servers.each[0], stage, cookie="air-device=x")

    statuses = {await device.post("/j/", code="AAAA-AAAA") for _ in range(40)}

    assert 429 in statuses


async def test_a_new_page_opens_and_hears_its_own_process_at_once(here, anna, away, clock):
    took = clock(f"opening, Redis {away}")
    async with here(0) as page:
        await page.listen()
        took.stop()
        await anna.post(QUESTION, number="5")

        assert (await page.told("news"))["slices"]["session"]["current_question"] == 5


async def test_news_of_the_other_process_shows_at_the_beat(there, anna, away, clock):
    async with there(0) as page:
        before = (await page.listen())["revision"]

        took = clock(f"late news, Redis {away}")
        await anna.post(QUESTION, number="6")
        beat = await page.told("beat", lambda frame: frame["revision"] > before)
        took.stop()

        assert beat["revision"] == before + 1


async def test_text_of_the_other_process_comes_late_and_is_not_lost(here, there, away, clock):
    async with here(0) as writer, there(1) as reader:
        await writer.open_text()
        await reader.open_text()

        took = clock(f"late text, Redis {away}")
        await writer.write("ook zonder bel")
        await reader.reads(lambda text: "ook zonder bel" in text)
        took.stop()


async def test_a_removal_is_seen_without_redis(there, anna, stage, away, clock):
    async with there(0) as gone:
        await gone.listen()

        took = clock(f"removal, Redis {away}")
        await anna.post(f"/sessions/{{session}}/people/{stage['people'][0]['id']}/removal/")

        assert (await gone.told("bye"))["reason"] == "removed"
        took.stop()


async def test_the_bell_rings_again_when_redis_is_back(back, there, anna, clock):
    """News comes as news, not as a beat, once the processes hear each other again."""
    took = clock(f"ringing again, Redis {back}")
    async with there(0) as page:
        news = await first_news(page, anna)
    took.stop()

    assert "session" in news["slices"]


async def test_a_process_that_started_without_redis_hears_the_bell(started_without, there, anna):
    async with there(0) as page:
        news = await first_news(page, anna)

    assert "session" in news["slices"]


def test_a_process_is_ready_and_says_that_redis_is_away(servers, away):
    with urllib.request.urlopen(f"{servers.url}/readyz", timeout=PATIENCE) as answer:
        told = json.load(answer)

    assert told == {"ok": True, "database": True, "cache": True, "layer": False}


async def test_nothing_is_kept_in_redis(servers, stage, anna):
    await anna.post(QUESTION, number="7")

    with redis.Redis.from_url(servers.redis.url) as line:
        assert line.dbsize() == 0

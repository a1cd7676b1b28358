"""Words taken over on the server reach every page that has the text open, on every process."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from channels.layers import InMemoryChannelLayer

from sessions.commands import inputs, taking_over
from sessions.commands.wording import Words
from sessions.models import Answer
from sessions.texts import readout, rooms, standing
from sessions.texts.documents import DocumentName
from sessions.texts.hub import Hub
from tests.conftest import NOW
from tests.texts.pen import Pen
from tests.texts.test_processes import Browser, listening
from tests.texts.wire import edit, until, writing

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "q7.e1"
NAME = DocumentName(7, 1)


@pytest.fixture
def card(session, carla):
    """Something Carla added at question 7."""
    return add(session, carla, "Van Carla.")


def add(session, by, text):
    return inputs.add_addition(session_id=session.pk, number=7, words=Words(text), by=by, at=NOW)


added = sync_to_async(add)


@sync_to_async
def take_over(card, by) -> None:
    taking_over.take_over(session_id=by.session_id, contribution_id=card.public_id, by=by, at=NOW)


@sync_to_async
def stored(session) -> str:
    return readout.plain_of(Answer.objects.get(session=session, number=7))


async def test_everybody_who_has_the_text_open_sees_it_at_once(session, card, bram, carla):
    pens = {bram: Pen(11), carla: Pen(12)}
    browsers = [await writing(person, pen, KEY) for person, pen in pens.items()]

    await take_over(card, bram)
    for browser, pen in zip(browsers, pens.values(), strict=True):
        pen.hear((await browser.hear("update"))[2])

    assert {pen.plain for pen in pens.values()} == {"Van Carla."}
    for browser in browsers:
        await browser.leave()


async def test_writing_goes_on_below_it(session, card, bram):
    pen = Pen(11)
    browser = await writing(bram, pen, KEY)
    await take_over(card, bram)
    pen.hear((await browser.hear("update"))[2])

    await browser.say(edit(KEY, pen.paragraph("En verder.")))

    assert (await browser.hear("status"))[2] == 1
    assert (await stored(session)).splitlines() == ["Van Carla.", "En verder."]
    await browser.leave()


async def test_an_edit_made_before_it_was_heard_is_kept_as_well(session, card, bram):
    pen = Pen(11)
    browser = await writing(bram, pen, KEY)
    await take_over(card, bram)

    await browser.say(edit(KEY, pen.paragraph("Tegelijk.")))

    assert (await browser.hear("status"))[2] == 1
    assert sorted((await stored(session)).splitlines()) == ["Tegelijk.", "Van Carla."]
    await browser.leave()


async def test_nothing_is_lost_when_many_write_and_much_is_taken_over(session, bram, carla, daan):
    cards = [await added(session, daan, f"kaart{number}.") for number in range(5)]
    pens = [Pen(11), Pen(12)]
    browsers = [await writing(*one, KEY) for one in zip((bram, carla), pens, strict=True)]

    async def type_on(browser, pen) -> list[int]:
        for number in range(10):
            await browser.say(edit(KEY, pen.paragraph(f"zin{number}.")))
        return [(await browser.hear("status"))[2] for _ in range(10)]

    async def take_all() -> None:
        for card in cards:
            await take_over(card, bram)

    *statuses, _ = await asyncio.gather(*map(type_on, browsers, pens), take_all())

    text = (await stored(session)).split()
    wanted = [f"zin{number}." for number in range(10)] * 2 + [f"kaart{n}." for n in range(5)]
    assert (statuses, sorted(text)) == ([[1] * 10] * 2, sorted(wanted))
    for browser in browsers:
        await browser.leave()


async def test_a_text_that_was_being_opened_is_read_on(session, card, bram, monkeypatch):
    """Its log is read before the words are written, and the room is there only after."""
    hub = rooms.hub()
    load, read, go_on = hub._load, asyncio.Event(), asyncio.Event()

    async def slow(key):
        loaded = await load(key)
        read.set()
        await go_on.wait()
        return loaded

    monkeypatch.setattr(hub, "_load", slow)
    opening = asyncio.create_task(hub.room(session.public_id, NAME))
    await read.wait()
    await take_over(card, bram)
    go_on.set()
    room = await opening

    await until(lambda: room.copy.head == 1)
    assert isinstance(room.background, standing.Background)
    await rooms.stop()


async def test_the_other_processes_read_it_too(session, card, bram, monkeypatch):
    layer = InMemoryChannelLayer()
    here, there = Hub(layer, alone=False), Hub(layer, alone=False)
    await listening(here, there)
    monkeypatch.setattr(rooms, "_hubs", [here])
    reader, pen = Browser(there, bram), Pen(12)
    await reader.open()

    await take_over(card, bram)
    pen.hear((await reader.hear("update"))[2])

    assert pen.plain == "Van Carla."
    for hub in (here, there):
        await hub.close()

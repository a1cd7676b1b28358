"""Keep, then tell, then acknowledge; and what happens when keeping fails."""

import asyncio
import threading

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError

from sessions.models import TextUpdate
from sessions.texts import journal as journal_module
from sessions.texts import rooms
from sessions.texts.hub import Hub
from sessions.texts.keeping import keep
from tests.texts.pen import Pen
from tests.texts.wire import browse, edit, writing

pytestmark = pytest.mark.django_db(transaction=True)
KEY, OTHER = "q7.e1", "q8.e1"


@pytest.fixture(autouse=True)
async def _rooms():
    yield
    await rooms.stop()


@pytest.fixture
def hub(monkeypatch):
    """Start the hub with a writer of the test's own."""

    def start(write) -> Hub:
        made = rooms.hub()
        made.journal._write = write
        return made

    return start


class Held:
    """A writer that writes only when it is let."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.asked: asyncio.Event = asyncio.Event()
        self.sizes: list[int] = []
        self._loop = asyncio.get_running_loop()

    def __call__(self, parcels):
        self.sizes.append(sum(len(parcel.letters) for parcel in parcels))
        self._loop.call_soon_threadsafe(self.asked.set)
        assert self.go.wait(10)
        return keep(parcels)


async def test_nobody_is_told_before_the_commit(bram, carla, hub):
    held = Held()
    hub(held)
    pen = Pen(11)
    writer, reader = await writing(bram, pen), await writing(carla, Pen(12))

    await writer.say(edit(KEY, pen.paragraph("nog niet")))
    await held.asked.wait()
    before = await reader.socket.receive_nothing(), await writer.socket.receive_nothing()
    held.go.set()

    assert before == (True, True)
    assert ((await reader.hear())[1], (await writer.hear())[1:]) == ("update", ("status", 1))


async def test_whoever_comes_in_during_a_commit_is_not_given_what_is_not_kept(bram, carla, hub):
    held = Held()
    hub(held)
    pen, late = Pen(11), Pen(12)
    writer = await writing(bram, pen)
    await writer.say(edit(KEY, pen.paragraph("nog niet")))
    await held.asked.wait()

    reader = await writing(carla, late)
    seen = late.plain
    held.go.set()
    late.hear((await reader.hear("update"))[2])

    assert (seen, late.plain) == ("", "nog niet")


async def test_what_waits_goes_into_one_commit_and_one_frame(bram, carla, hub):
    held = Held()
    hub(held)
    pen, other = Pen(11), Pen(12)
    writer, reader = await writing(bram, pen), await writing(carla, other)
    await writer.say(edit(KEY, pen.paragraph("")))
    await held.asked.wait()

    for sign in "samen":
        await writer.say(edit(KEY, pen.type(sign)))
    await writer.socket.receive_nothing()
    held.go.set()
    for _ in range(2):
        other.hear((await reader.hear("update"))[2])

    assert (held.sizes, other.plain) == ([1, 5], "samen")
    assert [(await writer.hear())[1:] for _ in range(6)] == [("status", 1)] * 6


async def test_a_repeat_is_acknowledged_only_after_what_it_repeats(bram, hub):
    held = Held()
    hub(held)
    pen = Pen(11)
    writer = await writing(bram, pen)
    update = pen.paragraph("een keer")

    await writer.say(edit(KEY, update))
    await held.asked.wait()
    await writer.say(edit(KEY, update))
    silent = await writer.socket.receive_nothing()
    held.go.set()

    assert silent
    assert [(await writer.hear())[1:] for _ in range(2)] == [("status", 1)] * 2


def test_where_many_read_along_a_batch_gathers_longer():
    assert [journal_module.gathering(readers) for readers in (1, 15, 200, 5000)] == [
        journal_module.GATHERING,
        journal_module.GATHERING,
        0.01,
        journal_module.LONGEST_GATHERING,
    ]


class Failing:
    """A writer whose database is away for some calls."""

    def __init__(self, times: int) -> None:
        self.times = times

    def __call__(self, parcels):
        if self.times:
            self.times -= 1
            raise OperationalError("the database is away")
        return keep(parcels)


async def test_while_the_database_is_away_edits_wait_and_are_kept_later(session, bram, hub):
    hub(Failing(4))
    pen = Pen(11)
    writer = await writing(bram, pen)

    await writer.say(edit(KEY, pen.paragraph("volhouden")))

    assert (await writer.hear())[1:] == ("status", 1)
    assert await sync_to_async(TextUpdate.objects.count)() == 1


class Picky:
    """A writer that cannot write one text."""

    def __init__(self, number: int, error: Exception) -> None:
        self.number, self.error = number, error

    def __call__(self, parcels):
        from sessions.models import Answer

        bad = Answer.objects.get(number=self.number).pk
        if any(parcel.key[0] == bad for parcel in parcels):
            raise self.error
        return keep(parcels)


async def test_a_text_that_cannot_be_written_harms_no_other(bram, carla, hub):
    hub(Picky(8, OperationalError()))
    pen, other = Pen(11), Pen(12)
    stuck, fine = await writing(bram, pen, OTHER), await writing(carla, other)

    await stuck.say(edit(OTHER, pen.paragraph("wacht")))
    await fine.say(edit(KEY, other.paragraph("goed")))

    assert (await fine.hear())[1:] == ("status", 1)
    assert await stuck.socket.receive_nothing()
    rooms.hub().journal._write = keep
    assert (await stuck.hear())[1:] == ("status", 1)


async def test_an_update_the_database_refuses_is_refused_to_its_sender(bram, carla, hub):
    hub(Picky(8, ValueError("a bad row")))
    pen, other = Pen(11), Pen(12)
    bad, fine = await writing(bram, pen, OTHER), await writing(carla, other)

    await bad.say(edit(OTHER, pen.paragraph("x")))
    await fine.say(edit(KEY, other.paragraph("goed")))

    assert [(await bad.hear())[1:] for _ in range(2)] == [("status", 0), ("denied", "refused")]
    assert (await fine.hear())[1:] == ("status", 1)


async def test_stopping_writes_what_waits(session, bram, hub):
    held = Held()
    hub(held)
    pen = Pen(11)
    writer = await writing(bram, pen)
    await writer.say(edit(KEY, pen.paragraph("op het laatst")))
    await held.asked.wait()

    stopping = asyncio.create_task(rooms.stop())
    held.go.set()
    await stopping

    assert await sync_to_async(TextUpdate.objects.count)() == 1
    assert (await writer.until_closed())[1] == 1012


async def test_stopping_does_not_wait_for_ever(bram, hub, monkeypatch):
    held = Held()
    made = hub(held)
    monkeypatch.setattr("sessions.texts.hub.STOP_SECONDS", 0.01)
    pen = Pen(11)
    writer = await writing(bram, pen)
    await writer.say(edit(KEY, pen.paragraph("x")))
    await held.asked.wait()

    stopping = asyncio.create_task(rooms.stop())
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_later(0.1, held.go.set)
    await stopping

    assert (made.rooms, journal_module.GATHERING > 0) == ({}, True)


async def test_an_edit_of_somebody_who_left_is_still_kept(session, bram, carla, hub):
    held = Held()
    hub(held)
    pen = Pen(11)
    writer, reader = await writing(bram, pen), await writing(carla, Pen(12))
    await writer.say(edit(KEY, pen.paragraph("en weg")))
    await held.asked.wait()

    await writer.leave()
    held.go.set()

    assert (await reader.hear("update"))[1] == "update"
    assert await sync_to_async(TextUpdate.objects.count)() == 1


async def test_a_room_is_opened_once_by_all_who_come_at_once(session, bram, carla):
    browsers = [await browse(one) for one in (bram, carla, bram, carla)]

    await asyncio.gather(*(browser.open() for browser in browsers))

    assert [len(room.seats) for room in rooms.hub().rooms.values()] == [4]

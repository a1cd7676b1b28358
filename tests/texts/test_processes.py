"""Two processes, played by two hubs on one layer, which is a doorbell and not the truth."""

import asyncio
import threading

import pytest
from asgiref.sync import sync_to_async
from channels.layers import InMemoryChannelLayer

from sessions.commands import participants
from sessions.enums import Phase
from sessions.models import Answer, Participant
from sessions.texts import log, protocol, readout, standing
from sessions.texts.documents import DocumentName
from sessions.texts.hub import Hub
from sessions.texts.keeping import Letter, Parcel, keep
from sessions.texts.line import Line
from sessions.texts.log import BLANK
from sessions.texts.room import Room
from tests.conftest import NOW, in_phase
from tests.texts.pen import Pen
from tests.texts.wire import auth, caret, edit, meaning, step1, step2, until

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "q7.e1"
NAME = DocumentName(7, 1)


class Deaf(InMemoryChannelLayer):
    """A layer that takes messages and delivers none."""

    async def group_send(self, group, message):
        """Lose it."""


class Broken(InMemoryChannelLayer):
    """A layer that is away."""

    async def group_send(self, group, message):
        """Fail."""
        raise OSError("the layer is away")


class Browser:
    """A line straight into one hub."""

    def __init__(self, hub: Hub, participant: Participant) -> None:
        self._heard: asyncio.Queue[bytes] = asyncio.Queue()
        self.code: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        session_id = participant.session.public_id
        self.line = Line(hub, scope={}, session_id=session_id, send=self._take)
        self.line.participant = participant
        self.line.ended = self.code.set_result
        self.line.enter()

    async def _take(self, event) -> None:
        self._heard.put_nowait(event["bytes"])

    async def open(self, key: str = KEY) -> str:
        """Open a document."""
        await self.line.receive(auth(key))
        return (await self.hear("open", "denied"))[2]

    async def hear(self, *kinds: str):
        """Return the next frame of these kinds."""
        async with asyncio.timeout(5):
            while True:
                heard = meaning(await self._heard.get())
                if heard[1] in kinds:
                    return heard


@pytest.fixture
async def hubs():
    made: list[Hub] = []

    def start(layer_of=InMemoryChannelLayer) -> tuple[Hub, Hub]:
        layer = layer_of()
        made.extend([Hub(layer, alone=False), Hub(layer, alone=False)])
        return made[0], made[1]

    yield start
    for hub in made:
        await hub.close()


async def listening(*hubs: Hub) -> None:
    """Wait until the hubs hear the layer."""
    layer = hubs[0].neighbours._layer
    await until(lambda: len(layer.groups.get("texts", {})) == len(hubs))


async def test_an_edit_reaches_the_other_process(hubs, bram, carla):
    here, there = hubs()
    await listening(here, there)
    writer, reader = Browser(here, bram), Browser(there, carla)
    await writer.open()
    await reader.open()
    pen, other = Pen(11), Pen(12)

    await writer.line.receive(edit(KEY, pen.paragraph("overal")))
    other.hear((await reader.hear("update"))[2])

    assert (other.plain, (await writer.hear("status"))[2]) == ("overal", 1)


async def test_two_processes_write_one_log_in_turn(hubs, session, bram, carla):
    here, there = hubs()
    await listening(here, there)
    one, two = Browser(here, bram), Browser(there, carla)
    await one.open()
    await two.open()
    pens = [Pen(11), Pen(12)]

    for _ in range(5):
        for browser, pen in zip((one, two), pens, strict=True):
            await browser.line.receive(edit(KEY, pen.paragraph("x")))
    statuses = [(await browser.hear("status"))[2] for browser in (one, two) for _ in range(5)]

    assert statuses == [1] * 10
    answer = await sync_to_async(Answer.objects.get)(session=session, number=7)
    assert (await sync_to_async(readout.plain_of)(answer)).count("x") == 10


async def test_what_a_lost_doorbell_left_out_is_read_before_an_own_edit_is_told(hubs, bram, carla):
    here, there = hubs(Deaf)
    writer, reader, late = Browser(here, bram), Browser(there, carla), Pen(12)
    await writer.open()
    await reader.open()
    pen = Pen(11)
    await writer.line.receive(edit(KEY, pen.paragraph("gemist")))
    await writer.hear("status")

    await reader.line.receive(edit(KEY, late.paragraph("eigen")))
    late.hear((await reader.hear("update"))[2])

    assert sorted(late.plain.split()) == ["eigen", "gemist"]
    assert (await reader.hear("status"))[2] == 1


async def test_an_edit_that_leans_on_another_process_is_kept_after_reading_the_log(
    hubs, bram, carla
):
    here, there = hubs(Deaf)
    writer, reader = Browser(here, bram), Browser(there, carla)
    await writer.open()
    await reader.open()
    pen, other = Pen(11), Pen(12)
    first = pen.paragraph("eerst")
    await writer.line.receive(edit(KEY, first))
    await writer.hear("status")
    other.hear(first)

    await reader.line.receive(edit(KEY, other.type(" dan")))

    assert (await reader.hear("status"))[2] == 1


async def test_an_edit_is_acknowledged_when_the_log_was_read_before_its_receipt(hubs, bram, carla):
    """Another process wrote behind it and rang while its receipt was still on the way."""
    here, _ = hubs(Deaf)
    writer = Browser(here, bram)
    await writer.open()
    room = await here.room(bram.session.public_id, NAME)
    loop = asyncio.get_running_loop()
    told = threading.Event()

    def write(parcels):
        receipts = keep(parcels)
        keep([Parcel(room.key, [Letter(carla.pk, Pen(12).paragraph("ander"), (12,))])])
        asyncio.run_coroutine_threadsafe(hear_of(2, here, bram, room), loop).add_done_callback(
            lambda _: told.set()
        )
        assert told.wait(10)
        return receipts

    here.journal._write = write
    await writer.line.receive(edit(KEY, Pen(11).paragraph("eigen")))

    assert (await writer.hear("status"))[2] == 1


async def test_what_another_process_wrote_between_single_edits_is_told(hubs, bram, carla):
    """A batch the database refuses is written edit by edit, and others may come in between."""
    here, _ = hubs(Deaf)
    writer, reader, text = Browser(here, bram), Browser(here, carla), Pen(13)
    await writer.open()
    await reader.open()
    room = await here.room(bram.session.public_id, NAME)
    foreign = [Letter(carla.pk, Pen(12).paragraph("ander"), (12,))]

    def write(parcels):
        if sum(len(parcel.letters) for parcel in parcels) == 1:
            receipts = keep(parcels)
            while foreign:
                keep([Parcel(room.key, [foreign.pop()])])
            return receipts
        raise ValueError("a bad row")

    here.journal._write = write
    pen = Pen(11)
    seat = next(iter(writer.line._seats.values()))[0]
    for update in (pen.paragraph("een"), pen.paragraph("twee")):
        room.offer(seat, data=update, whole=False)
    here.journal.add(room)
    statuses = [(await writer.hear("status"))[2] for _ in range(2)]
    text.hear((await reader.hear("update"))[2])

    assert (sorted(text.plain.split()), statuses) == (["ander", "een", "twee"], [1, 1])


async def test_a_text_deleted_while_its_log_is_read_on_ends_the_reading(hubs, session, bram):
    here, _ = hubs(Deaf)
    writer = Browser(here, bram)
    await writer.open()
    room = await here.room(bram.session.public_id, NAME)
    room.unanswered.append((5, next(iter(room.seats))))
    await sync_to_async(session.delete)()

    await asyncio.wait_for(here.catch_up(room), 5)

    assert ((await writer.hear("status"))[2], room.busy) == (0, False)


async def test_an_answer_the_log_does_not_hold_yet_is_waited_for(hubs, bram, carla, monkeypatch):
    monkeypatch.setattr("sessions.texts.hub.REST_SECONDS", 0.01)
    here, _ = hubs(Deaf)
    writer = Browser(here, bram)
    await writer.open()
    room = await here.room(bram.session.public_id, NAME)
    room.unanswered.append((1, next(iter(room.seats))))
    letter = Letter(carla.pk, Pen(12).paragraph("ander"), (12,))

    reading = asyncio.create_task(here.catch_up(room))
    await sync_to_async(keep)([Parcel(room.key, [letter])])
    await asyncio.wait_for(reading, 5)

    assert (await writer.hear("status"))[2] == 1


async def test_who_waits_for_the_log_waits_for_one_reading_and_not_for_the_last(
    hubs, bram, carla, monkeypatch
):
    """While the layer is away and two processes write, the log is read again and again."""
    monkeypatch.setattr("sessions.texts.hub.REST_SECONDS", 0.01)
    here, there = hubs(Deaf)
    writer, reader = Browser(here, bram), Browser(there, carla)
    await writer.open()
    await reader.open()
    room = await there.room(bram.session.public_id, NAME)
    never_kept = (99, next(iter(room.seats)))
    room.unanswered.append(never_kept)
    there._catch_up(room)
    pen, other = Pen(11), Pen(12)
    first = pen.paragraph("eerst")
    await writer.line.receive(edit(KEY, first))
    await writer.hear("status")
    other.hear(first)

    await asyncio.wait_for(reader.line.receive(edit(KEY, other.type(" dan"))), 5)

    assert ((await reader.hear("status"))[2], room.unanswered) == (1, [never_kept])


async def hear_of(last: int, hub: Hub, participant: Participant, room: Room) -> None:
    """Ring without bytes, and wait until the log was read up to this number."""
    session_id = participant.session.public_id
    one = {"session": session_id, "name": KEY, "first": last, "last": last, "update": None}
    await hub._heard({"kept": [[one]]})
    await until(lambda: room.copy.head == last)


async def test_an_edit_is_acknowledged_while_the_layer_is_away(hubs, bram):
    here, _ = hubs(Broken)
    writer = Browser(here, bram)
    await writer.open()

    await writer.line.receive(edit(KEY, Pen(11).paragraph("x")))

    assert (await writer.hear("status"))[2] == 1


async def test_a_large_batch_is_read_from_the_log(hubs, bram, carla):
    here, there = hubs()
    await listening(here, there)
    reader = Browser(there, carla)
    await reader.open()
    room = await there.room(bram.session.public_id, NAME)
    pen, other = Pen(11), Pen(12)
    letter = Letter(bram.pk, pen.paragraph("uit het logboek"), (11,))
    await sync_to_async(keep)([Parcel(room.key, [letter])])

    content = {"session": bram.session.public_id, "name": KEY, "first": 1, "last": 1}
    here.neighbours.ring("kept", [content | {"update": None}])
    other.hear((await reader.hear("update"))[2])

    assert other.plain == "uit het logboek"


async def test_carets_are_seen_in_the_other_process(hubs, bram, carla):
    here, there = hubs()
    await listening(here, there)
    writer, reader = Browser(here, bram), Browser(there, carla)
    await writer.open()
    await reader.open()

    await writer.line.receive(caret(KEY, 11, 1, {}))

    assert (await reader.hear("carets"))[2][0][2]["user"]["name"] == "Bram"


async def test_a_freeze_is_heard_in_the_other_process(hubs, session, bram):
    here, there = hubs()
    await listening(here, there)
    reader = Browser(there, bram)
    await reader.open()
    await sync_to_async(Answer.objects.filter(session=session).update)(frozen_at=NOW)

    here.recheck_everywhere(session.public_id)

    assert (await reader.hear("open"))[2] == "readonly"


async def test_a_removal_ends_the_socket_in_the_other_process(hubs, session, bram):
    here, there = hubs()
    await listening(here, there)
    reader = Browser(there, bram)
    await reader.open()
    await sync_to_async(Participant.objects.filter(pk=bram.pk).update)(removed_at=NOW)

    here.recheck_everywhere(session.public_id)

    assert ((await reader.hear("denied"))[2], await reader.code) == ("removed", 4403)


async def test_a_new_cookie_puts_the_old_browsers_out(hubs, session, bram):
    here, _ = hubs()
    reader = Browser(here, bram)
    await reader.open()
    await sync_to_async(Participant.objects.filter(pk=bram.pk).update)(cookie_version=2)

    await here.rights.recheck(session.public_id)

    assert ((await reader.hear("denied"))[2], await reader.code) == ("unknown", 4403)


async def test_a_deleted_session_puts_everybody_out(hubs, session, bram):
    here, _ = hubs()
    reader = Browser(here, bram)
    await reader.open()
    await sync_to_async(session.delete)()

    await here.rights.recheck(session.public_id)

    assert ((await reader.hear("denied"))[2], await reader.code) == ("unknown", 4403)


async def test_a_raised_epoch_closes_the_documents_of_the_old_one(hubs, session, bram):
    here, _ = hubs()
    reader = Browser(here, bram)
    await reader.open()
    session.epoch = 2
    await sync_to_async(session.save)(update_fields=["epoch"])

    await here.rights.recheck(session.public_id)

    assert (await reader.hear("denied"))[2] == "epoch"


# --- What nobody rang about ----------------------------------------------------------------------


@pytest.fixture
def beat(monkeypatch):
    """Beats come at once."""
    monkeypatch.setattr("sessions.texts.rights.BEAT_SECONDS", 0.01)


async def test_a_session_deleted_without_a_ring_is_noticed_at_the_next_beat(
    hubs, session, bram, beat
):
    here, _ = hubs(Deaf)
    reader = Browser(here, bram)
    await reader.open()

    await sync_to_async(session.delete)()

    assert ((await reader.hear("denied"))[2], await reader.code) == ("unknown", 4403)


async def test_a_removal_without_a_ring_is_noticed_at_the_next_beat(
    hubs, session, anna, bram, beat
):
    here, _ = hubs(Deaf)
    reader = Browser(here, bram)
    await reader.open()

    await sync_to_async(participants.remove)(
        session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW
    )

    assert ((await reader.hear("denied"))[2], await reader.code) == ("removed", 4403)


async def test_a_beat_looks_at_nobody_while_nothing_changed(hubs, bram, carla, monkeypatch, beat):
    here, _ = hubs(Deaf)
    for person in (bram, carla):
        await Browser(here, person).open()
    await here.rights.recheck(bram.session.public_id)
    beats, looks = Counted(standing.revisions), Counted(standing.read_again)
    monkeypatch.setattr(standing, "revisions", beats)
    monkeypatch.setattr(standing, "read_again", looks)

    await until(lambda: beats.times > 2)

    assert looks.times == 0


class Counted:
    """Counts how often something is called."""

    def __init__(self, call) -> None:
        self.call, self.times = call, 0

    def __call__(self, *args, **kwargs):
        self.times += 1
        return self.call(*args, **kwargs)


async def test_an_older_provider_is_kept_alive_without_pings(hubs, bram):
    here, _ = hubs()
    reader = Browser(here, bram)
    await reader.line.receive(auth(KEY, "cookie", None))

    reader.line.ping()

    assert (await reader.hear("carets"))[2] == []


async def test_a_ping_is_one_byte(hubs, bram):
    here, _ = hubs()
    reader = Browser(here, bram)
    await reader.open()

    reader.line.ping()

    assert await reader.hear("ping") == ("", "ping", None)
    assert protocol.PING == b"\x09"


async def test_who_asks_whether_the_server_is_there_is_answered(hubs, bram):
    here, _ = hubs()
    asking = Browser(here, bram)

    await asking.line.receive(b"\x09")

    assert await asking.hear("pong") == ("", "pong", None)


async def test_a_room_nobody_is_in_is_dropped_after_a_while(hubs, bram, monkeypatch):
    monkeypatch.setattr("sessions.texts.hub.LINGER_SECONDS", 0.0)
    here, _ = hubs()
    reader = Browser(here, bram)
    await reader.open()

    reader.line.leave()
    await until(lambda: not here.rooms)

    assert here.rooms == {}


async def test_a_long_log_is_summed_up_in_the_background(hubs, session, bram, monkeypatch):
    monkeypatch.setattr("sessions.texts.hub.SUMMED_UP_AFTER", 3)
    monkeypatch.setattr("sessions.texts.hub.JITTER_SECONDS", (0.0, 0.0))
    here, _ = hubs()
    writer, pen = Browser(here, bram), Pen(11)
    await writer.open()

    for sign in "abcde":
        update = pen.paragraph(sign) if sign == "a" else pen.type(sign)
        await writer.line.receive(edit(KEY, update))
        await writer.hear("status")
    answer = await sync_to_async(Answer.objects.get)(session=session, number=7)
    await until(lambda: not here._summing_up)

    assert await sync_to_async(answer.text_checkpoints.count)() == 1
    assert await sync_to_async(readout.plain_of)(answer) == "abcde"


async def test_the_state_a_browser_asks_for_may_be_unknown_here(hubs, bram):
    """A vector of another text, or of what was never kept, is answered with what there is."""
    here, _ = hubs()
    reader = Browser(here, bram)
    await reader.open()

    await reader.line.receive(step1(KEY, b"\x01\x63\x09"))

    assert (await reader.hear("step2"))[2] == BLANK


def test_a_text_of_another_session_is_not_found(session):
    assert standing.load("nowhere", NAME) == "unknown"


@pytest.mark.parametrize(
    ("key", "reason"),
    [("q7.e2", "epoch"), ("q99.e1", "unknown"), ("q7-closed.e1", "not-allowed")],
)
async def test_what_nobody_may_open_is_denied_without_a_room_or_a_look(
    hubs, bram, monkeypatch, key, reason
):
    here, _ = hubs()
    looks, reads = Counted(standing.read_again), Counted(log.replay)
    monkeypatch.setattr(standing, "read_again", looks)
    monkeypatch.setattr(log, "replay", reads)
    browser = Browser(here, bram)

    denied = await browser.open(key)

    assert (denied, here.rooms, looks.times, reads.times) == (reason, {}, 0, 0)


async def test_everybody_denied_at_once_is_looked_at_once(hubs, session, bram, carla, monkeypatch):
    await sync_to_async(in_phase)(session, Phase.LOBBY)
    here, _ = hubs()
    browsers = [Browser(here, person) for person in (bram, carla, bram, carla)]
    looks = Counted(standing.read_again)
    monkeypatch.setattr(standing, "read_again", looks)

    denied = await asyncio.gather(*(browser.open() for browser in browsers))

    assert (denied, looks.times) == (["not-allowed"] * 4, 1)


async def test_who_is_denied_soon_after_a_look_waits_for_the_next(
    hubs, session, bram, carla, monkeypatch
):
    """A page in a loop costs one look a second; here the next one never comes."""
    await sync_to_async(in_phase)(session, Phase.LOBBY)
    here, _ = hubs()
    first, second = Browser(here, bram), Browser(here, carla)
    await first.open()
    monkeypatch.setattr("sessions.texts.rights.SECONDS_BETWEEN", 3600.0)
    looks = Counted(standing.read_again)
    monkeypatch.setattr(standing, "read_again", looks)

    waiting = asyncio.create_task(second.open())
    await until(lambda: session.public_id in here.rights._awaited)

    assert (looks.times, waiting.cancel()) == (0, True)


async def test_two_who_wait_for_the_same_log_are_both_answered(hubs, bram, carla):
    """Each brings what leans on something only the log has; neither loses the line by it."""
    here, there = hubs(Deaf)
    writer = Browser(here, bram)
    one, two = Browser(there, bram), Browser(there, carla)
    for browser in (writer, one, two):
        await browser.open()
    first = Pen(11).paragraph("eerst")
    await writer.line.receive(edit(KEY, first))
    await writer.hear("status")
    pens = [Pen(12), Pen(13)]
    for pen in pens:
        pen.hear(first)

    await asyncio.gather(
        *(
            browser.line.receive(edit(KEY, pen.type(" dan")))
            for browser, pen in zip((one, two), pens, strict=True)
        )
    )

    assert [(await browser.hear("status"))[2] for browser in (one, two)] == [1, 1]


async def test_what_was_refused_during_a_freeze_nobody_noticed_is_asked_for(hubs, session, bram):
    """Frozen and opened again before this process looked: the page would wait for ever."""
    here, _ = hubs(Deaf)
    writer, pen = Browser(here, bram), Pen(11)
    await writer.open()
    answers = Answer.objects.filter(session=session, number=7)
    await sync_to_async(answers.update)(frozen_at=NOW)
    await writer.line.receive(edit(KEY, pen.paragraph("toch bewaard")))
    assert (await writer.hear("status"))[2] == 0
    await sync_to_async(answers.update)(frozen_at=None)

    vector = (await writer.hear("step1"))[2]
    await writer.line.receive(step2(KEY, pen.doc.get_update(vector)))

    assert (await writer.hear("status"))[2] == 1


async def test_who_may_write_again_and_was_refused_nothing_is_not_asked(hubs, session, bram):
    """An answer too many would be taken for that of an edit which is still on its way."""
    here, _ = hubs(Deaf)
    writer = Browser(here, bram)
    await writer.open()
    answers = Answer.objects.filter(session=session, number=7)
    for frozen_at, scope in ((NOW, "readonly"), (None, "read-write")):
        await sync_to_async(answers.update)(frozen_at=frozen_at)
        await here.rights.recheck(session.public_id)
        assert (await writer.hear("open", "step1"))[1:] == ("open", scope)

    await writer.line.receive(edit(KEY, Pen(11).paragraph("x")))

    assert (await writer.hear("status", "step1"))[1:] == ("status", 1)

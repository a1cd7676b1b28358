"""Texts of closed rounds: who opens them, who goes on hearing, also where a message was lost."""

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from airtool.asgi import application
from sessions.commands import closed_rounds, participants
from sessions.enums import Role
from sessions.live.audience import INSIDE, Audience
from sessions.models import Answer, Participant
from sessions.texts import log, readout, rooms
from sessions.texts.keeping import Fate, Letter, Parcel, keep
from sessions.texts.line import Line
from tests.audiences import headers_as, one_of_each, path_as
from tests.conftest import NOW
from tests.texts import test_processes as processes
from tests.texts.pen import Pen
from tests.texts.wire import Browser, auth, caret, edit, step1, until

pytestmark = pytest.mark.django_db(transaction=True)
hubs = processes.hubs

OPEN, CLOSED = "q7.e1", "q7-closed.e1"
MARKER = "WATALLEENWIJWETEN"
OUTSIDE = [one for one in Audience if one not in INSIDE]


@pytest.fixture(autouse=True)
async def _rooms():
    yield
    await rooms.stop()


@pytest.fixture
def cast(session, arrive) -> dict[Audience, Participant]:
    return one_of_each(session, arrive)


def begin(session, anna) -> None:
    insiders = session.participants.filter(insider=True).values_list("public_id", flat=True)
    closed_rounds.begin(session_id=session.pk, insiders=list(insiders), by=anna, at=NOW)


def end(session, anna) -> None:
    closed_rounds.end(session_id=session.pk, by=anna, at=NOW)


begin_round, end_round = sync_to_async(begin), sync_to_async(end)


async def browse(person: Participant) -> Browser:
    headers = await sync_to_async(headers_as)(person)
    socket = WebsocketCommunicator(application, path_as(person, "texts"), headers=headers)
    await socket.connect(timeout=5)
    return Browser(socket)


async def writing(person: Participant, pen: Pen, key: str = CLOSED) -> Browser:
    browser = await browse(person)
    assert await browser.open(key) == "read-write"
    await browser.sync(pen, key)
    return browser


def stored(session) -> str:
    document = log.document(log.replay(key_of(session)).updates)
    return readout.plain(readout.blocks_of_document(document))


def key_of(session) -> tuple[int, bool]:
    return Answer.objects.get(session=session, number=7).pk, True


# --- Who opens what ------------------------------------------------------------------------------


@pytest.mark.parametrize("who", list(Audience))
@pytest.mark.parametrize(
    ("steps", "inside", "outside", "joint"),
    [
        ([], "readonly", "not-allowed", "read-write"),
        ([begin_round], "read-write", "not-allowed", "readonly"),
        ([begin_round, end_round], "readonly", "not-allowed", "read-write"),
    ],
    ids=["before", "during", "after"],
)
async def test_who_opens_the_text_of_a_closed_round(
    session, anna, cast, who, steps, inside, outside, joint
):
    for step in steps:
        await step(session, anna)
    browser = await browse(cast[who])

    found = [await browser.open(CLOSED), await browser.open(OPEN)]

    only_reads = who in {Audience.OBSERVER, Audience.PROJECTOR}
    assert found == [
        inside if who in INSIDE else outside,
        "readonly" if only_reads else joint,
    ]


@pytest.mark.parametrize("who", OUTSIDE)
async def test_nothing_of_it_reaches_who_is_outside(session, anna, cast, who):
    outsider = await browse(cast[who])
    await outsider.open(OPEN)
    await begin_round(session, anna)
    pen = Pen(11)
    writer = await writing(cast[Audience.PARTICIPANT], pen)
    asked = [edit(CLOSED, Pen(12).paragraph("x")), step1(CLOSED), caret(CLOSED, 12, 1, {})]
    for frame in asked:
        await outsider.say(frame)

    await writer.say(caret(CLOSED, 11, 1, {}))
    await writer.say(edit(CLOSED, pen.paragraph(MARKER)))
    await writer.hear("status")
    await outsider.say(auth(CLOSED))
    for frame in asked:
        await outsider.say(frame)
    await outsider.say(step1(OPEN))
    heard = [await outsider.hear()]
    while heard[-1][1] != "step2":
        heard.append(await outsider.hear())

    assert [one for one in heard if one[0] == CLOSED] == [(CLOSED, "denied", "not-allowed")]
    assert MARKER not in repr(heard)
    assert await sync_to_async(stored)(session) == MARKER


async def test_whoever_is_let_in_is_given_the_text_and_no_raw_rows(session, anna, cast):
    await begin_round(session, anna)
    pen, late = Pen(11), Pen(12)
    writer = await writing(cast[Audience.SCRIBE], pen)
    await writer.say(edit(CLOSED, pen.paragraph("naam van iemand weg")))
    await writer.say(edit(CLOSED, pen.delete(0, 16)))
    await writer.hear("status")
    await writer.hear("status")
    browser = await browse(cast[Audience.NEWCOMER])
    before = await browser.open(CLOSED)

    await sync_to_async(closed_rounds.admit)(
        session_id=session.pk,
        participant_id=cast[Audience.NEWCOMER].public_id,
        inside=True,
        by=anna,
        at=NOW,
    )
    after = await browser.open(CLOSED)
    await browser.say(step1(CLOSED))
    update = (await browser.hear("step2"))[2]
    late.hear(update)

    assert (before, after, late.plain) == ("not-allowed", "read-write", "weg")
    assert b"iemand" not in update


# --- Who loses the right -------------------------------------------------------------------------


def let_out(session, anna, person) -> None:
    closed_rounds.admit(
        session_id=session.pk, participant_id=person.public_id, inside=False, by=anna, at=NOW
    )


def come_back(session, anna, person) -> None:
    code = participants.renew_return_code(session_id=session.pk, by=person, at=NOW)
    participants.return_with_code(typed=code, at=NOW)


def begin_another_without(session, anna, person) -> None:
    end(session, anna)
    Participant.objects.filter(pk=person.pk).update(insider=False)
    begin(session, anna)


@pytest.mark.parametrize("lose", [let_out, come_back, begin_another_without])
async def test_an_open_text_closes_at_once_to_who_loses_the_right(session, anna, cast, lose):
    await begin_round(session, anna)
    reader, pen = await writing(cast[Audience.PARTICIPANT], Pen(11)), Pen(12)
    writer = await writing(cast[Audience.SCRIBE], pen)

    await sync_to_async(lose)(session, anna, cast[Audience.PARTICIPANT])
    said = await reader.hear("denied")
    await writer.say(edit(CLOSED, pen.paragraph(MARKER)))
    await writer.hear("status")
    await reader.say(step1(CLOSED))

    assert said == (CLOSED, "denied", "not-allowed")
    assert await reader.socket.receive_nothing()


async def test_somebody_who_is_removed_is_put_out(session, anna, cast):
    await begin_round(session, anna)
    person = cast[Audience.PARTICIPANT]
    reader = await writing(person, Pen(11))

    await sync_to_async(participants.remove)(
        session_id=session.pk, participant_id=person.public_id, by=anna, at=NOW
    )

    assert await reader.until_closed() == ([(CLOSED, "denied", "removed")], 4403)


async def test_the_end_of_the_round_makes_its_text_read_only(session, anna, cast):
    await begin_round(session, anna)
    pen = Pen(11)
    browser = await writing(cast[Audience.PARTICIPANT], pen)

    await end_round(session, anna)
    opened = await browser.hear("open")
    await browser.say(edit(CLOSED, pen.paragraph("te laat")))

    assert (opened[2], (await browser.hear("status"))[2]) == ("readonly", 0)
    assert await sync_to_async(stored)(session) == ""


# --- The right to write, in the transaction ------------------------------------------------------


@pytest.mark.parametrize("who", list(Audience))
@pytest.mark.parametrize("running", [True, False])
def test_only_insiders_of_a_round_that_runs_are_written_down(session, anna, cast, who, running):
    if running:
        begin(session, anna)
    letter = Letter(cast[who].pk, Pen(11).paragraph("x"), (11,))

    receipt = keep([Parcel(key_of(session), [letter])])[0][0]

    kept = running and who in INSIDE
    assert receipt.fate is (Fate.KEPT if kept else Fate.NOT_ALLOWED)


def test_who_may_read_an_edit_travels_with_it(session, anna, cast):
    begin(session, anna)
    letter = Letter(cast[Audience.SCRIBE].pk, Pen(11).paragraph("x"), (11,))

    receipt = keep([Parcel(key_of(session), [letter])])[0][0]

    assert receipt.readers == {cast[who].pk for who in INSIDE}


@pytest.mark.parametrize("who", [one for one in Audience if one not in OUTSIDE])
def test_the_open_text_takes_nothing_while_a_round_runs(session, anna, cast, who):
    begin(session, anna)
    letter = Letter(cast[who].pk, Pen(11).paragraph("x"), (11,))

    receipt = keep([Parcel((key_of(session)[0], False), [letter])])[0][0]

    assert receipt.fate is Fate.NOT_ALLOWED


# --- A process that heard nothing ----------------------------------------------------------------


async def two_lines(hubs, cast):
    """The scribe writes on one process, a participant reads on another, and nothing is rung."""
    here, there = hubs(processes.Deaf)
    writer = processes.Browser(here, cast[Audience.SCRIBE])
    reader = processes.Browser(there, cast[Audience.PARTICIPANT])
    return (here, writer), (there, reader)


async def test_a_deaf_process_tells_nothing_to_who_lost_the_right(hubs, session, anna, cast):
    await begin_round(session, anna)
    (_, writer), (there, reader) = await two_lines(hubs, cast)
    opened = [await writer.open(CLOSED), await reader.open(CLOSED)]
    await Participant.objects.filter(pk=cast[Audience.PARTICIPANT].pk).aupdate(role=Role.VENDOR)
    await writer.line.receive(edit(CLOSED, Pen(11).paragraph(MARKER)))
    await writer.hear("status")

    room = next(iter(there.rooms.values()))
    await there.catch_up(room)
    await reader.line.receive(step1(CLOSED))

    assert opened == ["read-write", "read-write"]
    assert await reader.hear("denied", "update", "step2") == (CLOSED, "denied", "not-allowed")
    assert (room.copy.head, reader._heard.empty()) == (1, True)


async def test_an_edit_is_not_told_on_its_own_process_to_who_lost_the_right(
    hubs, session, anna, cast
):
    await begin_round(session, anna)
    here, _ = hubs(processes.Deaf)
    writer = processes.Browser(here, cast[Audience.SCRIBE])
    reader = processes.Browser(here, cast[Audience.PARTICIPANT])
    await writer.open(CLOSED)
    await reader.open(CLOSED)
    await Participant.objects.filter(pk=cast[Audience.PARTICIPANT].pk).aupdate(insider=False)

    await writer.line.receive(edit(CLOSED, Pen(11).paragraph(MARKER)))
    await writer.hear("status")

    assert await reader.hear("denied", "update") == (CLOSED, "denied", "not-allowed")


async def test_nobody_sits_down_in_a_room_that_was_dropped_meanwhile(
    hubs, session, anna, cast, monkeypatch
):
    await begin_round(session, anna)
    here, _ = hubs(processes.Deaf)
    ask = Line._access_now
    dropped = []

    async def drop_once(line, name, person):
        if here.rooms and not dropped:
            dropped.append(here.rooms.popitem()[1])
        return await ask(line, name, person)

    monkeypatch.setattr(Line, "_access_now", drop_once)
    writer = processes.Browser(here, cast[Audience.SCRIBE])

    opened = await writer.open(CLOSED)

    (room,) = here.rooms.values()
    assert (opened, [room], len(room.seats)) == ("read-write", dropped, 1)


async def test_a_deaf_process_opens_nothing_to_who_lost_the_right(hubs, session, anna, cast):
    """The line was opened before, and this process takes its person for an insider."""
    await begin_round(session, anna)
    (_, _), (there, reader) = await two_lines(hubs, cast)
    await Participant.objects.filter(pk=cast[Audience.PARTICIPANT].pk).aupdate(insider=False)

    assert (await reader.open(CLOSED), there.rooms) == ("not-allowed", {})


async def test_what_a_closed_round_says_is_on_no_layer(hubs, session, anna, cast):
    await begin_round(session, anna)
    here, there = hubs()
    await processes.listening(here, there)
    rung = []
    tell = here.neighbours.ring
    here.neighbours.ring = lambda kind, content, **size: (
        rung.append((kind, content)),
        tell(kind, content, **size),
    )
    writer = processes.Browser(here, cast[Audience.SCRIBE])
    reader, pen = processes.Browser(there, cast[Audience.PARTICIPANT]), Pen(12)
    await writer.open(CLOSED)
    await reader.open(CLOSED)

    await writer.line.receive(edit(CLOSED, Pen(11).paragraph(MARKER)))
    pen.hear((await reader.hear("update"))[2])

    assert (pen.plain, MARKER in repr(rung)) == (MARKER, False)


async def test_the_health_page_does_not_count_texts_of_closed_rounds(session, anna, cast):
    await begin_round(session, anna)
    browser = await writing(cast[Audience.PARTICIPANT], Pen(11))

    before = rooms.state()["texts"]
    await browser.open(OPEN)

    assert (before, rooms.state()["texts"]) == (0, 1)


async def test_nothing_of_it_is_in_the_log_of_the_server(session, anna, cast, caplog):
    await begin_round(session, anna)
    pen = Pen(11)
    browser = await writing(cast[Audience.PARTICIPANT], pen)
    await browser.say(edit(CLOSED, pen.paragraph(MARKER)))
    await browser.hear("status")

    await browser.say(edit(CLOSED, MARKER.encode()))
    await browser.hear("denied")
    await until(lambda: bool(caplog.records))

    assert MARKER not in caplog.text


async def test_during_a_round_nobody_hears_who_looks_at_an_open_text(session, anna, cast):
    """Else whoever is outside could try all questions, and find the one talked about inside."""
    outsider = await browse(cast[Audience.VENDOR])
    await outsider.open(OPEN)
    await begin_round(session, anna)
    inside = await browse(cast[Audience.PARTICIPANT])
    await inside.open(OPEN)
    await inside.say(caret(OPEN, 11, 1, {}))
    await inside.say(step1(OPEN))
    await inside.hear("step2")
    await inside.leave()
    await end_round(session, anna)
    await outsider.hear("open")

    after = await browse(cast[Audience.SCRIBE])
    await after.open(OPEN)
    await after.say(caret(OPEN, 12, 1, {}))
    heard = repr(await outsider.hear("carets"))

    assert cast[Audience.SCRIBE].name in heard
    assert cast[Audience.PARTICIPANT].name not in heard

"""The text socket, through the whole product as a server runs it."""

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from airtool.asgi import application
from sessions.commands import answers, participants, sessions
from sessions.enums import Outcome
from sessions.models import Answer, TextClient, TextUpdate
from sessions.texts import readout, rooms, standing, tokens
from sessions.texts.log import BLANK
from tests.conftest import NOW
from tests.texts.pen import Pen
from tests.texts.wire import (
    auth,
    browse,
    caret,
    edit,
    frame,
    headers_of,
    lump,
    number,
    step1,
    step2,
    writing,
)

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "q7.e1"


@pytest.fixture(autouse=True)
async def _rooms():
    yield
    await rooms.stop()


def stored(session, number=7) -> str:
    return readout.plain_of(Answer.objects.get(session=session, number=number))


async def test_an_edit_reaches_the_others_and_is_acknowledged(session, bram, carla):
    pen, other = Pen(11), Pen(12)
    writer, reader = await writing(bram, pen), await writing(carla, other)

    await writer.say(edit(KEY, pen.paragraph("Hallo")))
    heard = await reader.hear("update")
    other.hear(heard[2])

    assert (other.plain, await writer.hear()) == ("Hallo", (KEY, "status", 1))
    assert await sync_to_async(stored)(session) == "Hallo"


async def test_the_whole_conversation_is_the_known_one(bram):
    browser = await browse(bram)

    for said in (auth(KEY), step1(KEY), step2(KEY, b"\0\0")):
        await browser.say(said)
    answers_heard = [await browser.hear() for _ in range(4)]
    await browser.say(frame(KEY, 7))

    assert answers_heard == [
        (KEY, "open", "read-write"),
        (KEY, "step1", b"\x01\x00\x02"),
        (KEY, "step2", BLANK),
        (KEY, "status", 1),
    ]
    assert await browser.hear() == (KEY, "closed", "provider_initiated")


async def test_the_sender_does_not_hear_its_own_edit(bram):
    pen = Pen(11)
    browser = await writing(bram, pen)

    await browser.say(edit(KEY, pen.paragraph("a")))
    await browser.say(edit(KEY, pen.type("b")))

    assert [(await browser.hear())[1:] for _ in range(2)] == [("status", 1), ("status", 1)]


async def test_every_update_has_one_acknowledgement(session, bram):
    pen = Pen(11)
    browser = await writing(bram, pen)
    await browser.say(edit(KEY, pen.paragraph("")))

    for sign in "vijftig tekens in een keer, en niet een voor een..":
        await browser.say(edit(KEY, pen.type(sign)))
    heard = [(await browser.hear())[1:] for _ in range(51)]

    assert heard == [("status", 1)] * 51
    assert await sync_to_async(stored)(session) == pen.plain
    assert await browser.socket.receive_nothing()


async def test_an_answer_carries_the_key_it_was_asked_with(bram):
    browser = await browse(bram)
    key = f"{KEY}\0tab-1"

    await browser.say(auth(key))

    assert await browser.hear() == (key, "open", "read-write")


async def test_two_tabs_of_one_socket_hear_each_other(bram):
    browser = await browse(bram)
    one, two = f"{KEY}\0one", f"{KEY}\0two"
    await browser.open(one)
    await browser.open(two)
    pen = Pen(11)
    update = pen.paragraph("x")

    await browser.say(edit(one, update))

    assert [await browser.hear() for _ in range(2)] == [(two, "update", update), (one, "status", 1)]


async def test_somebody_who_comes_later_is_given_the_text_and_no_raw_rows(session, bram, carla):
    pen = Pen(11)
    writer = await writing(bram, pen)
    await writer.say(edit(KEY, pen.paragraph("geheim weg")))
    await writer.say(edit(KEY, pen.delete(0, 7)))
    await writer.hear("status")
    await writer.hear("status")

    reader = await browse(carla)
    await reader.open()
    await reader.say(step1(KEY))
    update = (await reader.hear("step2"))[2]

    late = Pen(12)
    late.hear(update)
    assert (late.plain, b"geheim" in update) == ("weg", False)


@pytest.mark.parametrize("version", ["4.8.0", None])
async def test_providers_of_majors_two_to_four_are_let_in(bram, version):
    browser = await browse(bram)

    await browser.say(auth(KEY, "cookie", version))

    assert (await browser.hear())[1:] == ("open", "read-write")


@pytest.mark.parametrize(
    ("key", "token", "reason"),
    [
        ("q7.e2", "cookie;list=1", "epoch"),
        ("q7.e1", "cookie;list=0", "reload"),
        ("q99.e1", "cookie;list=1", "unknown"),
        ("notes", "cookie;list=1", "unknown"),
        ("q7-closed.e1", "cookie;list=1", "not-allowed"),
    ],
)
async def test_a_denial_names_its_reason_and_leaves_the_socket_open(bram, key, token, reason):
    browser = await browse(bram)

    assert await browser.open(key, token) == reason
    assert await browser.open() == "read-write"


async def test_an_outsider_is_unknown(session, otto):
    browser = await browse(otto, session_id=session.public_id)

    assert await browser.open() == "unknown"


async def test_who_was_removed_hears_so_on_coming_back(session, anna, bram):
    await sync_to_async(participants.remove)(
        session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW
    )
    browser = await browse(bram)

    assert await browser.open() == "removed"


async def test_a_page_elsewhere_is_refused(bram):
    headers = [(b"origin", b"https://evil.example"), headers_of(bram)[1]]
    path = f"/ws/sessions/{bram.session.public_id}/texts"
    socket = WebsocketCommunicator(application, path, headers=headers)

    connected, _ = await socket.connect()

    assert not connected


async def test_a_sixth_socket_is_one_too_many(bram):
    browsers = [await browse(bram) for _ in range(6)]

    assert [await browser.open() for browser in browsers] == ["read-write"] * 5 + ["full"]


async def test_a_text_token_opens_nothing_unless_a_setting_allows_it(session, bram, otto, settings):
    token = await sync_to_async(tokens.mint)(bram)
    strange = await browse(otto, session_id=session.public_id)

    before = await strange.open(token=token)
    settings.ALLOW_TEXT_TOKENS = True

    assert (before, await strange.open(token=token)) == ("unknown", "read-write")


async def test_a_text_token_of_another_session_opens_nothing(session, otto, settings):
    settings.ALLOW_TEXT_TOKENS = True
    token = await sync_to_async(tokens.mint)(otto)
    browser = await browse(otto, session_id=session.public_id)

    assert await browser.open(token=token) == "unknown"


# --- Reading and writing -------------------------------------------------------------------------


def round_off(session, anna) -> None:
    conclusion = answers.Conclusion(Outcome.NO_GOOD_ANSWER, reason="Er is geen antwoord.")
    answers.round_off(session_id=session.pk, number=7, conclusion=conclusion, by=anna, at=NOW)


async def test_rounding_off_makes_open_documents_read_only_at_once(session, anna, bram):
    browser = await writing(bram, Pen(11))

    await sync_to_async(round_off)(session, anna)

    assert await browser.hear() == (KEY, "open", "readonly")


async def test_a_late_edit_is_not_kept_and_says_so(session, anna, bram, carla):
    pen = Pen(11)
    writer, reader = await writing(bram, pen), await writing(carla, Pen(12))
    await sync_to_async(round_off)(session, anna)
    await writer.hear("open")

    await writer.say(edit(KEY, pen.paragraph("te laat")))

    assert (await writer.hear())[1:] == ("status", 0)
    assert (await reader.hear())[1:] == ("open", "readonly")
    assert await reader.socket.receive_nothing()
    assert await sync_to_async(stored)(session) == ""


async def test_the_freeze_is_exact_for_an_edit_on_its_way(session, bram):
    """The right is asked again in the transaction, whatever this process believes."""
    pen = Pen(11)
    browser = await writing(bram, pen)
    await sync_to_async(Answer.objects.filter(session=session).update)(frozen_at=NOW)

    await browser.say(edit(KEY, pen.paragraph("net te laat")))

    assert (await browser.hear())[1:] == ("status", 0)
    assert await sync_to_async(TextUpdate.objects.count)() == 0


async def test_what_a_reader_has_already_is_acknowledged(session, anna, bram):
    pen = Pen(11)
    browser = await writing(bram, pen)
    await browser.say(edit(KEY, pen.paragraph("tekst")))
    await browser.hear("status")
    await browser.say(edit(KEY, pen.delete(0, 2)))
    await browser.hear("status")
    await sync_to_async(round_off)(session, anna)
    await browser.hear("open")

    await browser.say(step2(KEY, pen.everything()))

    assert (await browser.hear())[1:] == ("status", 1)


async def test_reopening_asks_for_what_was_not_kept(session, anna, bram):
    pen = Pen(11)
    browser = await writing(bram, pen)
    await sync_to_async(round_off)(session, anna)
    await browser.hear("open")
    await browser.say(edit(KEY, pen.paragraph("bewaard na heropenen")))
    await browser.hear("status")

    await sync_to_async(answers.reopen_question)(session_id=session.pk, number=7, by=anna, at=NOW)
    opened, asked = await browser.hear(), await browser.hear()
    await browser.say(step2(KEY, pen.everything()))
    status = await browser.hear()

    assert (opened[1:], asked[1], status[1:]) == (("open", "read-write"), "step1", ("status", 1))
    assert await sync_to_async(stored)(session) == "bewaard na heropenen"


async def test_closing_the_session_makes_every_text_read_only(session, anna, bram):
    browser = await writing(bram, Pen(11))

    await sync_to_async(sessions.close_session)(session_id=session.pk, by=anna, at=NOW)

    assert await browser.hear() == (KEY, "open", "readonly")


async def test_somebody_removed_is_told_and_put_out(session, anna, bram):
    browser = await writing(bram, Pen(11))

    await sync_to_async(participants.remove)(
        session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW
    )

    assert await browser.until_closed() == ([(KEY, "denied", "removed")], 4403)


async def test_the_others_do_not_notice_a_removal(session, anna, bram, carla):
    pen = Pen(12)
    gone, stays = await writing(bram, Pen(11)), await writing(carla, pen)
    await sync_to_async(participants.remove)(
        session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW
    )
    await gone.until_closed()

    await stays.say(edit(KEY, pen.paragraph("verder")))

    assert (await stays.hear())[1:] == ("status", 1)


async def test_a_removal_while_the_socket_opens_puts_out(session, anna, bram, monkeypatch):
    """It came after the person was read and before anybody could look at this socket."""
    read_person, todo = standing.participant_of, [bram]

    def read_and_remove(scope, session_id):
        person = read_person(scope, session_id)
        while todo:
            participants.remove(
                session_id=session.pk, participant_id=todo.pop().public_id, by=anna, at=NOW
            )
        return person

    monkeypatch.setattr(standing, "participant_of", read_and_remove)

    browser = await browse(bram)

    assert await browser.until_closed() == ([], 4403)


async def test_a_freeze_while_a_text_opens_makes_it_read_only(session, anna, bram, monkeypatch):
    load, todo = standing.load, [round_off]

    def load_and_freeze(session_id, name):
        loaded = load(session_id, name)
        while todo:
            todo.pop()(session, anna)
        return loaded

    monkeypatch.setattr(standing, "load", load_and_freeze)
    browser = await browse(bram)

    assert await browser.open() == "readonly"


# --- Twice, out of order, in another's name ------------------------------------------------------


async def test_an_update_that_comes_twice_is_kept_once(session, bram):
    pen = Pen(11)
    browser = await writing(bram, pen)
    update = pen.paragraph("eenmaal")

    for _ in range(3):
        await browser.say(edit(KEY, update))
    heard = [(await browser.hear())[1:] for _ in range(3)]

    assert heard == [("status", 1)] * 3
    assert await sync_to_async(TextUpdate.objects.count)() == 1


async def test_an_update_that_leans_on_something_missing_is_asked_for(session, bram):
    pen = Pen(11)
    browser = await writing(bram, pen)
    pen.paragraph("eerst")

    await browser.say(edit(KEY, pen.type(" dan")))
    asked = await browser.hear()
    await browser.say(step2(KEY, pen.doc.get_update(asked[2])))

    assert (asked[1], (await browser.hear())[1:]) == ("step1", ("status", 1))
    assert await sync_to_async(stored)(session) == "eerst dan"


async def test_another_persons_client_id_is_refused(bram, carla):
    pen = Pen(11)
    writer, thief = await writing(bram, pen), await writing(carla, Pen(12))
    await writer.say(edit(KEY, pen.paragraph("van mij")))
    await thief.hear("update")

    await thief.say(edit(KEY, pen.type("!")))

    assert [(await thief.hear())[1:] for _ in range(2)] == [("status", 0), ("denied", "refused")]


async def test_a_client_id_seen_in_a_caret_is_taken(bram, carla):
    writer, thief = await writing(bram, Pen(11)), await writing(carla, Pen(12))
    await writer.say(caret(KEY, 11, 1, {}))
    await thief.hear("carets")

    await thief.say(edit(KEY, Pen(11).paragraph("gestolen")))

    assert (await thief.hear("status"))[2] == 0


async def test_client_ids_are_stored_with_their_owner(bram):
    pen = Pen(11)
    browser = await writing(bram, pen)

    await browser.say(edit(KEY, pen.paragraph("a")))
    await browser.hear("status")

    owner = await sync_to_async(TextClient.objects.get)()
    assert (owner.client_id, owner.participant_id) == (11, bram.pk)


async def test_after_a_reload_old_and_new_client_ids_come_together(session, bram):
    old, new = Pen(11), Pen(13)
    await (await writing(bram, old)).leave()
    old.paragraph("zonder lijn")
    new.hear(old.everything())
    new.type(", en na herladen")

    browser = await browse(bram)
    await browser.open()
    await browser.sync(new)

    assert await sync_to_async(stored)(session) == "zonder lijn, en na herladen"


# --- Bad frames ----------------------------------------------------------------------------------

FOREIGN = Pen(99)
BAD_UPDATES = {
    "announces 268 million clients": b"\x80\x80\x80\x80\x01" + b"\0" * 8,
    "truncated": FOREIGN.paragraph("half")[:-3],
    "not an update": b"hello",
    "another root": Pen(98).doc.get_update()[:0] + b"\x01\x01\x62\x00\x04\x01\x05other\x01a\x00",
    "too large": Pen(97).paragraph("x" * 70_000),
}


@pytest.mark.parametrize("name", BAD_UPDATES)
async def test_a_bad_update_closes_that_document_for_its_sender_alone(session, bram, carla, name):
    pen = Pen(12)
    bad, good = await writing(bram, Pen(11)), await writing(carla, pen)

    await bad.say(edit(KEY, BAD_UPDATES[name]))
    refused = [(await bad.hear())[1:] for _ in range(2)]
    await good.say(edit(KEY, pen.paragraph("gaat door")))

    assert refused == [("status", 0), ("denied", "refused")]
    assert (await good.hear())[1:] == ("status", 1)
    assert await sync_to_async(stored)(session) == "gaat door"
    assert await bad.open("q8.e1") == "read-write"


async def test_after_a_refusal_the_document_can_be_opened_anew(session, bram):
    browser = await writing(bram, Pen(11))
    await browser.say(edit(KEY, b"hello"))
    await browser.hear("denied")
    fresh = Pen(14)

    assert await browser.open() == "read-write"
    await browser.sync(fresh)
    await browser.say(edit(KEY, fresh.paragraph("opnieuw")))

    assert (await browser.hear())[1:] == ("status", 1)


async def test_a_text_over_its_cap_is_full_but_can_be_shortened(session, bram):
    pen = Pen(11)
    browser = await writing(bram, pen)
    await browser.say(edit(KEY, pen.paragraph("x" * 10_000)))
    await browser.hear("status")
    await browser.say(edit(KEY, pen.delete(0, 10)))
    shortened = await browser.hear()

    await browser.say(edit(KEY, pen.type("y" * 200)))

    assert shortened[1:] == ("status", 1)
    assert [(await browser.hear())[1:] for _ in range(2)] == [("status", 0), ("denied", "full")]


@pytest.mark.parametrize(
    "bad",
    [
        b"\xff" * 40,
        lump(b"q7.e1"),
        frame(KEY, 6, lump(b"to everybody")),
        frame(KEY, 77),
        frame(KEY, 0, number(9) + lump(b"")),
        frame(KEY, 0, number(0) + lump(b"\xff\xff\xff\xff\x07")),
        b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    ],
)
async def test_unreadable_frames_are_borne_twenty_times(bram, bad):
    browser = await browse(bram)
    for _ in range(19):
        await browser.say(bad)
    still = await browser.open()

    await browser.say(bad)

    assert (still, (await browser.until_closed())[1]) == ("read-write", 1008)


async def test_text_frames_are_unreadable(bram):
    browser = await browse(bram)

    for _ in range(20):
        await browser.socket.send_to(text_data='{"hello": 1}')

    assert await browser.until_closed() == ([], 1008)


async def test_frames_for_a_document_that_is_not_open_are_passed_over(session, bram):
    browser = await browse(bram)

    await browser.say(edit(KEY, Pen(11).paragraph("zonder deur")))

    assert await browser.open() == "read-write"
    assert await sync_to_async(TextUpdate.objects.count)() == 0


# --- Carets --------------------------------------------------------------------------------------


async def test_the_server_fills_in_who_somebody_is(bram, carla):
    writer, reader = await writing(bram, Pen(11)), await writing(carla, Pen(12))

    await writer.say(caret(KEY, 11, 1, {"user": {"name": "Baas", "role": "facilitator"}}))

    user = {
        "id": bram.public_id,
        "name": "Bram",
        "role": "participant",
        "vendor": False,
        "colour": bram.colour,
    }
    assert (await reader.hear())[2] == [(11, 1, {"user": user, "cursor": None})]


async def test_a_caret_in_anothers_name_is_not_told(bram, carla):
    writer, reader = await writing(bram, Pen(11)), await writing(carla, Pen(12))
    await writer.say(caret(KEY, 11, 1, {}))
    await reader.hear("carets")

    await reader.say(caret(KEY, 11, 9, None))
    await reader.say(caret(KEY, 12, 1, {}))

    assert [one[0] for one in (await writer.hear("carets"))[2]] == [11]
    assert [one[0] for one in (await writer.hear("carets"))[2]] == [12]


async def test_who_leaves_is_gone_for_the_others(bram, carla):
    writer, reader = await writing(bram, Pen(11)), await writing(carla, Pen(12))
    await writer.say(caret(KEY, 11, 1, {}))
    await reader.hear("carets")

    await writer.leave()

    assert (await reader.hear("carets"))[2] == [(11, 2, None)]


async def test_whoever_comes_in_is_told_who_is_there(bram, carla):
    writer = await writing(bram, Pen(11))
    await writer.say(caret(KEY, 11, 1, {}))
    await writer.hear("carets")

    late = await browse(carla)
    await late.open()

    assert [one[0] for one in (await late.hear("carets"))[2]] == [11]


async def test_a_flood_of_carets_is_told_four_times_a_second_at_most(bram, carla):
    writer, reader = await writing(bram, Pen(11)), await writing(carla, Pen(12))

    for clock in range(1, 101):
        await writer.say(caret(KEY, 11, clock, {}))
    heard = [(await reader.hear("carets"))[2][0][1] for _ in range(2)]

    assert heard == [1, 100]

"""What crosses the wire to a projector: these fields and no others, and nothing back."""

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.utils import timezone

from airtool.asgi import application
from sessions.access import identity
from sessions.access import screens as cookies
from sessions.commands import action_points, answers, door, participants, screens, sessions
from sessions.commands.action_points import ActionFacts
from sessions.commands.conclusions import Conclusion
from sessions.consumers.lifespan import screen_rounds
from sessions.enums import Outcome, Phase, Risk, ScreenView
from sessions.models import ScreenLink, TextUpdate
from sessions.texts import rooms
from tests.conftest import NOW, in_phase
from tests.consumers.test_session import told
from tests.texts.pen import Pen
from tests.texts.wire import Browser, auth, caret, edit, headers_of, step1, writing

pytestmark = pytest.mark.django_db(transaction=True)

KEY = "q7.e1"
OURS = b"http://127.0.0.1:8000"
SESSION = {
    *("id", "title", "client_name", "system_name", "vendor_name", "date", "starts_at", "phase"),
    *("current_question", "door_open", "keep_until", "epoch", "screen", "chosen", "steps"),
    *("shown_with", "one_pen", "pen", "closed_round", "closed_rounds_held"),
}
QUESTION = {
    *("number", "chosen", "step", "outcome", "risk", "parts_done", "frozen", "frozen_at"),
    *("revealed", "ready", "consent", "vendor_consent"),
}
# Words that stand only where a screen must not look.
PLANTED = ["Bram", "Victor", "Anna", "GEHEIM", "Zorggroep", "Otto", "Vacaturebot"]


@pytest.fixture(autouse=True)
async def _rooms():
    yield
    await rooms.stop()


@pytest.fixture
def made(session, anna):
    return screens.make_screen_link(session_id=session.pk, by=anna, at=NOW)


@pytest.fixture
def planted(session, anna, bram, victor, other_session, otto):
    """Something in every place that a screen must not see."""
    at = {"session_id": session.pk, "at": NOW}
    point = ActionFacts("GEHEIM actie", question=5, owner="GEHEIM")
    action_points.add_action_point(facts=point, by=bram, **at)
    minded = Conclusion(
        Outcome.NO_GOOD_ANSWER,
        reason="GEHEIM",
        risk=Risk.HIGH,
        risk_reason="GEHEIM",
        acceptance="GEHEIM",
    )
    answers.round_off(number=5, conclusion=minded, by=anna, **at)
    return participants.renew_return_code(by=bram, **at)


def screen_headers(screen, *more: tuple[str, str]) -> list[tuple[bytes, bytes]]:
    pairs = [(cookies.cookie_name(screen.session.public_id), cookies.cookie_value(screen)), *more]
    cookie = "; ".join(f"{name}={value}" for name, value in pairs)
    return [(b"origin", OURS), (b"cookie", cookie.encode())]


def socket_to(made, kind: str, *more: tuple[str, str]) -> WebsocketCommunicator:
    screen = made.link.screen
    path = f"/ws/sessions/{screen.session.public_id}/{kind}?screen=1"
    return WebsocketCommunicator(application, path, headers=screen_headers(screen, *more))


async def on_the_wall(made) -> WebsocketCommunicator:
    socket = socket_to(made, "live")
    await socket.connect()
    return socket


async def texts_on_the_wall(made) -> Browser:
    socket = socket_to(made, "texts")
    await socket.connect()
    return Browser(socket)


async def everything(socket: WebsocketCommunicator) -> str:
    """Return all that was sent until nothing comes for a moment."""
    said = []
    while not await socket.receive_nothing(timeout=0.4):
        said.append(await socket.receive_from())
    return "\n".join(said)


async def test_the_snapshot_has_these_fields_and_no_others(made, planted):
    snapshot = await told(await on_the_wall(made), "snapshot")

    slices = snapshot["slices"]
    screen = made.link.screen
    assert snapshot["you"] == {
        "id": screen.public_id,
        "name": "",
        "role": "projector",
        "perspective": "other",
        "perspective_label": "Anders, namelijk…",
        "vendor": False,
        "colour": 1,
    }
    assert slices.keys() == {
        *("session", "people", "invitation", "actions", "parked", "voices.1"),
        *(f"question.{number}" for number in range(1, 21)),
    }
    assert (slices["session"].keys(), slices["question.5"].keys()) == (SESSION, QUESTION)
    assert (slices["people"], slices["actions"]) == ({"count": 3}, [])


async def test_nothing_planted_crosses_in_the_snapshot(made, planted):
    said = await everything(await on_the_wall(made))

    assert [word for word in [*PLANTED, planted] if word in said] == []


async def test_nothing_planted_crosses_in_the_news(session, anna, made, planted):
    socket = await on_the_wall(made)
    await told(socket, "snapshot")
    where = {"session_id": session.pk, "by": anna, "at": NOW}
    bram = await session.participants.aget(name="Bram")

    await sync_to_async(participants.rename)(
        participant_id=bram.public_id, name="Bram GEHEIM", **where
    )
    await sync_to_async(answers.reopen_question)(number=5, **where)
    await sync_to_async(participants.remove)(participant_id=bram.public_id, **where)
    said = await everything(socket)

    assert "news" in said
    assert [word for word in PLANTED if word in said] == []


async def test_who_is_here_is_not_told_to_a_screen(session, made, bram):
    socket = await on_the_wall(made)
    await told(socket, "snapshot")
    other = WebsocketCommunicator(
        application, f"/ws/sessions/{session.public_id}/live", headers=headers_of(bram)
    )
    await other.connect()

    here = await told(other, "here")
    said = await everything(socket)

    assert (here["people"], bram.public_id in said) == ([bram.public_id], False)
    await other.disconnect()


@pytest.mark.parametrize(
    ("phase", "is_open", "shown"),
    [
        (Phase.DRAFT, True, False),
        (Phase.LOBBY, True, True),
        (Phase.LOBBY, False, False),
        (Phase.RUNNING, True, True),
        (Phase.RUNNING, False, False),
        (Phase.CLOSED, True, False),
    ],
)
async def test_the_code_is_shown_while_it_lets_somebody_in(session, made, phase, is_open, shown):
    session.door_open = is_open
    await session.asave(update_fields=["door_open"])
    await sync_to_async(in_phase)(session, phase)

    snapshot = await told(await on_the_wall(made), "snapshot")

    assert (snapshot["slices"]["invitation"] is not None) is shown


async def test_the_code_goes_when_the_door_shuts(session, anna, made):
    socket = await on_the_wall(made)
    await told(socket, "snapshot")

    await sync_to_async(door.set_door)(session_id=session.pk, is_open=False, by=anna, at=NOW)

    assert (await told(socket, "news"))["slices"]["invitation"] is None


async def test_what_who_leads_chooses_is_told(session, anna, made):
    socket = await on_the_wall(made)
    await told(socket, "snapshot")

    await sync_to_async(screens.show_on_screen)(
        session_id=session.pk, view=ScreenView.OVERVIEW, by=anna, at=NOW
    )

    assert (await told(socket, "news"))["slices"]["session"]["screen"] == "overview"


async def test_a_revoked_screen_hears_goodbye_on_both_sockets(session, anna, made):
    socket, texts = await on_the_wall(made), await texts_on_the_wall(made)
    await told(socket, "snapshot")
    await texts.open(KEY)

    await sync_to_async(screens.revoke_screen_link)(
        session_id=session.pk, link_id=made.link.public_id, by=anna, at=NOW
    )

    assert (await told(socket, "bye"))["reason"] == "removed"
    assert (await texts.until_closed())[0] == [(KEY, "denied", "removed")]


async def test_a_screen_whose_link_ran_out_is_put_out_of_both_sockets(made):
    socket, texts = await on_the_wall(made), await texts_on_the_wall(made)
    await told(socket, "snapshot")
    await texts.open(KEY)
    await ScreenLink.objects.aupdate(expires_at=timezone.now())

    rounds = asyncio.create_task(screen_rounds(seconds=0.05))
    told_so = (await told(socket, "bye"))["reason"]
    rounds.cancel()

    assert (told_so, (await texts.until_closed())[0]) == ("removed", [(KEY, "denied", "removed")])


async def test_a_screen_hears_that_the_session_is_deleted(session, anna, made):
    socket = await on_the_wall(made)
    await told(socket, "snapshot")

    await sync_to_async(sessions.delete_session)(session_id=session.pk, by=anna, at=NOW)

    assert (await told(socket, "bye"))["reason"] == "deleted"


async def test_a_screen_that_was_put_out_hears_so_when_it_comes_back(session, anna, made):
    await sync_to_async(screens.revoke_screen_link)(
        session_id=session.pk, link_id=made.link.public_id, by=anna, at=NOW
    )

    assert (await told(await on_the_wall(made), "bye"))["reason"] == "removed"


async def test_a_browser_that_is_no_screen_hears_nothing(session, bram):
    path = f"/ws/sessions/{session.public_id}/live?screen=1"
    socket = WebsocketCommunicator(application, path, headers=headers_of(bram))
    await socket.connect()

    assert (await told(socket, "bye"))["reason"] == "unknown"


async def test_a_place_in_the_same_browser_does_not_count_on_the_wall(made, bram):
    own = (identity.cookie_name(bram.session), identity.cookie_value(bram))
    socket = socket_to(made, "live", own)
    await socket.connect()

    assert (await told(socket, "snapshot"))["you"]["role"] == "projector"


async def test_a_screen_reads_an_answer_as_it_is_written(made, bram):
    pen, shown = Pen(11), Pen(12)
    writer, wall = await writing(bram, pen), await texts_on_the_wall(made)
    access = await wall.open(KEY)
    await wall.say(step1(KEY))
    shown.hear((await wall.hear("step2"))[2])

    await writer.say(edit(KEY, pen.paragraph("Hallo")))
    shown.hear((await wall.hear("update"))[2])

    assert (access, shown.plain) == ("readonly", "Hallo")


async def test_a_screen_writes_nothing(made):
    wall = await texts_on_the_wall(made)
    await wall.open(KEY)

    await wall.say(edit(KEY, Pen(13).paragraph("Niet van ons")))

    assert await wall.hear("status") == (KEY, "status", 0)
    assert await TextUpdate.objects.acount() == 0


async def test_the_closed_round_is_never_on_the_wall(made):
    wall = await texts_on_the_wall(made)

    assert await wall.open("q7-closed.e1") == "not-allowed"


async def test_who_writes_is_not_told_to_a_screen(made, bram, carla):
    pen = Pen(11)
    writer, reader = await writing(bram, pen), await writing(carla, Pen(12))
    early, late = await texts_on_the_wall(made), await texts_on_the_wall(made)
    await early.open(KEY)

    await writer.say(caret(KEY, 11, 1, {"cursor": None}))
    heard = await reader.hear("carets")
    await late.say(auth(KEY))

    assert json.dumps(heard[2]).count("Bram") == 1
    for wall in (early, late):
        frames = []
        while not await wall.socket.receive_nothing(timeout=0.4):
            frames.append((await wall.socket.receive_output())["bytes"])
        assert b"Bram" not in b"".join(frames)


async def test_a_screen_has_no_caret(made, carla):
    wall, reader = await texts_on_the_wall(made), await writing(carla, Pen(12))
    await wall.open(KEY)

    await wall.say(caret(KEY, 21, 1, {"cursor": None}))
    await reader.say(caret(KEY, 12, 1, {"cursor": None}))

    heard = await reader.hear("carets")
    assert [state["user"]["role"] for _client, _clock, state in heard[2]] == ["participant"]

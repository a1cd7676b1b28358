"""A shared text without a socket: what is kept, what is given, and to whom it is closed."""

from base64 import b64decode

import pytest
from django.test import Client
from django.utils import timezone
from pycrdt import XmlElement

from sessions.commands import closed_rounds, participants, screens
from sessions.enums import Phase, Role
from sessions.models import Answer, Participant, TextUpdate
from sessions.texts import detour, log, readout
from sessions.texts.turns import BYTES_AT_ONCE, BYTES_PER_SECOND, Turns
from sessions.views import texts
from tests.conftest import NOW, in_phase
from tests.texts.keep import keep, key_of
from tests.texts.pen import Pen

pytestmark = pytest.mark.django_db
OCTETS = "application/octet-stream"


class Desk:
    """Somebody's browser without a socket, with a pen for one text."""

    def __init__(self, client: Client, session, pen: Pen, name: str = "q7.e1") -> None:
        self.client, self.pen = client, pen
        self.address = f"/sessions/{session.public_id}/texts/{name}/"

    def ask(self, after: int = 0):
        return self.client.get(self.address, {"after": after})

    def read(self, after: int = 0) -> dict:
        """Take in what is new and return the answer."""
        answer = self.ask(after).json()
        if "update" in answer:
            self.pen.hear(b64decode(answer["update"]))
        return answer

    def send(self, data: bytes, *, whole: bool = False):
        query = "?whole=1" if whole else ""
        return self.client.post(self.address + query, data, content_type=OCTETS)

    def said(self, data: bytes, *, whole: bool = False) -> tuple[int, str]:
        """Send something and return how that was refused."""
        answer = self.send(data, whole=whole)
        return answer.status_code, answer.json().get("code", "")


@pytest.fixture
def desk(browser, session):
    """Somebody's browser without a socket."""

    def at(person, client: int, name: str = "q7.e1") -> Desk:
        return Desk(browser(person), session, Pen(client), name)

    return at


def plain(session, number: int = 7) -> str:
    return readout.plain_of(Answer.objects.get(session=session, number=number))


def test_an_edit_is_kept_before_it_is_answered(desk, bram, session):
    mine = desk(bram, 11)
    mine.read()

    answer = mine.send(mine.pen.type("Van Bram."))

    assert (answer.status_code, answer.json()) == (200, {"kept": True, "sequence": 1})
    assert plain(session) == "Van Bram."


def test_two_people_read_each_other_from_where_they_were(desk, bram, carla):
    one, other = desk(bram, 11), desk(carla, 12)
    one.read()
    other.read()
    one.send(one.pen.type("Van Bram. "))
    assert other.read()["sequence"] == 1
    other.send(other.pen.type("Van Carla."))

    answer = one.read(after=1)

    assert {name: answer[name] for name in ("sequence", "scope")} == {
        "sequence": 2,
        "scope": "read-write",
    }
    assert one.pen.plain == other.pen.plain == "Van Bram. Van Carla."


def test_at_the_head_nothing_is_given(desk, bram):
    mine = desk(bram, 11)
    mine.read()
    mine.send(mine.pen.type("Van Bram."))
    assert mine.ask(after=1).json() == {"sequence": 1, "scope": "read-write"}


def test_what_came_after_is_less_than_the_whole(desk, bram, carla, session):
    one, other = desk(bram, 11), desk(carla, 12)
    one.read()
    one.send(one.pen.type("Een lange zin van Bram die er al lang staat. " * 40))
    other.read()
    other.send(other.pen.type("Kort."))

    sizes = [len(b64decode(one.ask(after).json()["update"])) for after in (0, 1)]

    assert sizes[1] < 100 < sizes[0]


def test_a_summed_up_log_is_given_whole(desk, bram, carla, session):
    one, other = desk(bram, 11), desk(carla, 12)
    one.read()
    one.send(one.pen.type("Eerst. "))
    other.read()
    other.send(other.pen.type("Dan."))
    log.sum_up(key_of(session))

    one.read(after=1)

    assert one.pen.plain == "Eerst. Dan."


def test_a_number_that_was_never_given_is_answered_with_everything(desk, bram):
    mine, again = desk(bram, 11), desk(bram, 13)
    mine.read()
    mine.send(mine.pen.type("Van Bram."))
    again.read(after=99)
    assert again.pen.plain == "Van Bram."


def test_deleted_words_never_leave(desk, bram, carla):
    one, other = desk(bram, 11), desk(carla, 12)
    one.read()
    for update in (one.pen.type("Blijft. "), one.pen.type("GEHEIM"), one.pen.delete(8, 14)):
        one.send(update)

    given = [b64decode(other.ask(after).json()["update"]) for after in (0, 1, 2)]

    assert [b"GEHEIM" in update for update in given] == [False, False, False]


def test_the_same_edit_twice_changes_nothing_and_is_kept(desk, bram, session):
    mine = desk(bram, 11)
    mine.read()
    update = mine.pen.type("Een keer.")
    answers = [mine.send(update).json() for _ in range(2)]
    assert answers == [{"kept": True, "sequence": number} for number in (1, 0)]
    assert (plain(session), TextUpdate.objects.count()) == ("Een keer.", 1)


def test_a_repeat_is_not_answered_with_the_number_of_an_edit_of_somebody_else(desk, bram, carla):
    one, other = desk(bram, 11), desk(carla, 12)
    one.read()
    update = one.pen.type("Van Bram. ")
    one.send(update)
    other.read()
    other.send(other.pen.type("Van Carla."))

    again = one.send(update).json()
    one.read(after=max(1, again["sequence"]))

    assert (again, one.pen.plain) == ({"kept": True, "sequence": 0}, other.pen.plain)


def test_what_leans_on_something_unknown_is_asked_for_whole(desk, bram, session):
    mine = desk(bram, 11)
    mine.read()
    mine.pen.type("Eerst. ")
    later = mine.pen.type("Dan.")

    refused = mine.send(later)
    vector = b64decode(refused.json()["vector"])
    brought = mine.send(bytes(mine.pen.doc.get_update(vector)), whole=True)

    assert (refused.status_code, refused.json()["code"]) == (409, "missing")
    assert brought.json() == {"kept": True, "sequence": 1}
    assert plain(session) == "Eerst. Dan."


def test_an_edit_written_between_opening_and_locking_is_seen(
    desk, bram, carla, session, monkeypatch
):
    one, other = desk(bram, 11), desk(carla, 12)
    other.read()
    one.read()
    update = one.pen.type("Van Bram. ")
    other.pen.hear(update)
    later = other.pen.type("Van Carla.")
    read_on = detour._read_on

    def somebody_else_first(copy, key) -> None:
        keep(session, bram, update)
        read_on(copy, key)

    monkeypatch.setattr(detour, "_read_on", somebody_else_first)
    assert other.send(later).json() == {"kept": True, "sequence": 2}
    assert plain(session) == "Van Bram. Van Carla."


MALFORMED = [b"\x00", b"\xff" * 40, b"{}", b"\x01\x02\x03", bytes(range(256)), b"\0\0\0"]


@pytest.mark.parametrize("data", MALFORMED, ids=repr)
def test_bytes_that_are_no_edit_are_refused(desk, bram, data):
    assert desk(bram, 11).said(data) == (409, "refused")


@pytest.mark.parametrize(("whole", "most"), [(False, 64 * 1024), (True, 512 * 1024)])
def test_too_many_bytes_are_refused(desk, bram, whole, most):
    assert desk(bram, 11).said(b"\0" * (most + 1), whole=whole) == (413, "refused")


def test_what_the_editor_does_not_make_is_refused(desk, bram):
    mine = desk(bram, 11)
    assert mine.said(mine.pen.element(XmlElement("script"))) == (409, "refused")


def test_another_persons_client_id_is_refused(desk, bram, carla):
    one, other = desk(bram, 11), desk(carla, 11)
    one.read()
    one.send(one.pen.type("Van Bram."))
    other.read()
    assert other.said(other.pen.type("Namens Bram.")) == (409, "refused")


def test_a_full_text_takes_no_more_and_lets_delete(desk, bram):
    mine = desk(bram, 11)
    mine.read()
    mine.send(mine.pen.type("x" * 10_000))
    more = Pen(12)
    more.hear(mine.pen.everything())
    assert mine.said(more.type("y" * 101)) == (409, "full")
    assert mine.said(mine.pen.delete(0, 1)) == (200, "")


def test_only_bytes_are_taken(desk, bram):
    mine = desk(bram, 11)
    for form in (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
    ):
        answer = mine.client.post(mine.address, b"a=b", content_type=form)
        assert (answer.status_code, answer.json()["code"]) == (415, "unreadable"), form


@pytest.mark.parametrize("after", ["-1", "1.0", "one", "٣", "9" * 400, "", "1;2"])
def test_what_is_no_number_is_refused(desk, bram, after):
    answer = desk(bram, 11).ask(after)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


NAMES = {
    "q7.e2": (409, "epoch"),
    "q21.e1": (404, "not_found"),
    "q0.e1": (404, "not_found"),
    "answers": (404, "not_found"),
    "q7-closed.e1": (403, "not_allowed"),
    "q" + "7" * 300 + ".e1": (404, "not_found"),
}


@pytest.mark.parametrize(("name", "said"), NAMES.items(), ids=[name[:12] for name in NAMES])
def test_a_text_that_is_not_there_for_the_vendor(desk, victor, name, said):
    mine = desk(victor, 11, name)
    answer = mine.ask()
    assert (answer.status_code, answer.json()["code"]) == said
    assert mine.said(mine.pen.paragraph("Van Victor.")) == said


def test_a_page_of_another_list_reloads(desk, bram):
    mine = desk(bram, 11)
    answer = mine.client.get(mine.address, {"list": "0"})
    assert (answer.status_code, answer.json()["code"]) == (409, "reload")


def test_another_session_is_not_there(desk, otto):
    mine = desk(otto, 11)
    assert (mine.ask().status_code, mine.said(b"\0\0")) == (404, (404, "not_found"))


def test_who_was_put_out_is_told_so(desk, anna, bram, session):
    mine = desk(bram, 11)
    mine.read()
    update = mine.pen.type("Te laat.")
    participants.remove(session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW)
    assert (mine.ask().json()["code"], mine.said(update)) == ("removed", (403, "removed"))
    assert plain(session) == ""


def test_a_rounded_off_question_is_read_and_not_written(desk, bram, session):
    mine = desk(bram, 11)
    mine.read()
    first = mine.pen.type("Op tijd.")
    mine.send(first)
    Answer.objects.filter(session=session, number=7).update(frozen_at=NOW)

    late = mine.said(mine.pen.type(" Te laat."))

    assert (mine.ask(1).json()["scope"], late) == ("readonly", (409, "readonly"))
    assert mine.said(first) == (200, "")
    assert plain(session) == "Op tijd."


def test_who_only_looks_on_reads_and_does_not_write(desk, bram):
    mine = desk(bram, 11)
    Participant.objects.filter(pk=bram.pk).update(role=Role.OBSERVER)
    assert mine.read()["scope"] == "readonly"
    assert mine.said(mine.pen.type("Toch.")) == (409, "readonly")


def test_the_wall_reads_and_does_not_write(desk, anna, bram, session):
    keep(session, bram, Pen(12).paragraph("Op de muur."))
    made = screens.make_screen_link(session_id=session.pk, by=anna, at=timezone.now())
    wall = Client(headers={"accept": "application/json"})
    wall.get(f"/projector/{made.token}/")
    mine = Desk(wall, session, Pen(11))

    asked = wall.get(f"{mine.address}?screen=1").json()
    sent = wall.post(f"{mine.address}?screen=1", Pen(11).paragraph("Toch."), content_type=OCTETS)

    assert (asked["sequence"], asked["scope"], mine.ask().status_code) == (1, "readonly", 404)
    assert (sent.status_code, sent.json()["code"]) == (409, "readonly")


@pytest.mark.parametrize(
    ("phase", "reads", "writes"),
    [
        (Phase.LOBBY, (403, "not_allowed"), (403, "not_allowed")),
        (Phase.ADJOURNED, (200, "readonly"), (409, "readonly")),
        (Phase.CLOSED, (200, "readonly"), (409, "readonly")),
    ],
)
def test_before_the_start_and_after_the_close(desk, bram, session, phase, reads, writes):
    in_phase(session, phase)
    mine = desk(bram, 11)
    answer = mine.ask()
    said = answer.json()
    assert (answer.status_code, said.get("code") or said["scope"]) == reads
    assert mine.said(mine.pen.paragraph("Buiten de tijd.")) == writes
    assert TextUpdate.objects.count() == 0


INSIDE = {"before": "not_allowed", "during": "read-write", "after": "readonly"}
OUTSIDE = dict.fromkeys(INSIDE, "not_allowed")


def test_a_closed_text_is_for_insiders_as_of_that_moment(desk, anna, bram, carla, victor, session):
    where = {"session_id": session.pk, "by": anna, "at": NOW}
    found = {name: {} for name in ("bram", "carla", "victor", "open")}
    desks = {
        "bram": desk(bram, 11, "q7-closed.e1"),
        "carla": desk(carla, 12, "q7-closed.e1"),
        "victor": desk(victor, 13, "q7-closed.e1"),
        "open": desk(carla, 14),
    }

    for moment in INSIDE:
        if moment == "during":
            closed_rounds.begin(insiders=[bram.public_id], **where)
        elif moment == "after":
            closed_rounds.end(**where)
        for name, mine in desks.items():
            said = mine.ask().json()
            found[name][moment] = said.get("code") or said["scope"]

    assert found == {
        "bram": INSIDE,
        "carla": OUTSIDE,
        "victor": OUTSIDE,
        "open": {"before": "read-write", "during": "readonly", "after": "read-write"},
    }


def test_who_is_put_out_while_a_closed_text_is_read_gets_nothing(
    desk, anna, bram, session, monkeypatch
):
    closed_rounds.begin(session_id=session.pk, insiders=[bram.public_id], by=anna, at=NOW)
    mine = desk(bram, 11, "q7-closed.e1")
    mine.read()
    mine.send(mine.pen.type("Onder ons."))
    lacking = detour._lacking

    def meanwhile(key, *, after):
        participants.remove(session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW)
        return lacking(key, after=after)

    monkeypatch.setattr(detour, "_lacking", meanwhile)
    answer = mine.ask()
    assert (answer.status_code, answer.json()["code"]) == (403, "removed")


def test_too_much_at_once_waits_and_is_kept_later(desk, bram, monkeypatch):
    now = [100.0]
    turns = Turns(clock=lambda: now[0])
    monkeypatch.setattr(texts, "_turns", turns)
    mine = desk(bram, 11)
    mine.read()
    while not turns.wait(bram.pk, size=0):
        pass
    update = mine.pen.type("Later.")

    answer = mine.send(update)

    assert (answer.status_code, answer.json()["code"]) == (429, "wait")
    now[0] += answer.json()["seconds"]
    assert mine.send(update).json() == {"kept": True, "sequence": 1}


def test_many_bytes_wait_too_and_nobody_waits_for_another():
    now = [100.0]
    turns = Turns(clock=lambda: now[0])
    for _ in range(int(BYTES_AT_ONCE / BYTES_PER_SECOND) + 1):
        assert turns.wait(1, size=int(BYTES_PER_SECOND)) == 0
    assert (turns.wait(1, size=1), turns.wait(2, size=1)) == (1.0, 0)

"""Carets: only one's own, only as they are, and not too often."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.enums import Role
from sessions.models import Participant
from sessions.texts import presence
from sessions.texts.presence import NOBODY, Presence, Sighting
from sessions.texts.varints import Malformed
from tests.texts.wire import lump, number

BRAM = Participant(public_id="b", name="Bram", role=Role.PARTICIPANT, colour=3)
END = {"type": None, "tname": "default", "item": {"client": 5, "clock": 2}, "assoc": 0}


class Room:
    """Hears what is told, and holds the clock."""

    def __init__(self) -> None:
        self.told: list[list[Sighting]] = []
        self.later: list = []
        self.presence = Presence(
            tell=lambda data: self.told.append(presence.read(data)),
            later=lambda _seconds, work: self.later.append(work),
        )

    def pass_time(self) -> None:
        self.later.pop(0)()


def test_what_is_written_is_read_again():
    sightings = [Sighting(5, 1, '{"é": 1}'), Sighting(2**40, 7, NOBODY)]

    assert presence.read(presence.write(sightings)) == sightings


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"\x80\x80\x80\x80\x01" + b"\0" * 8,
        number(1) + number(5) + number(1) + lump(b"\xff"),
        number(1) + number(5) + number(1) + lump(b"x" * 5000),
        number(1) + number(5) + number(1) + lump(b"{}") + b"\0",
        number(2001) + b"\x05\x01\x00" * 2001,
    ],
)
def test_a_bad_message_is_malformed(bad):
    with pytest.raises(Malformed):
        presence.read(bad)


@given(st.binary(max_size=100))
def test_whatever_comes_is_understood_or_malformed(data):
    with contextlib.suppress(Malformed):
        assert all(isinstance(one, Sighting) for one in presence.read(data))


def said(state) -> dict:
    return json.loads(presence.signed(BRAM, state))


def test_a_person_is_who_the_server_says():
    user = {"id": "b", "name": "Bram", "role": "participant", "vendor": False, "colour": 3}

    assert said('{"user": {"name": "Baas"}, "token": "x"}') == {"user": user, "cursor": None}


def test_a_caret_is_kept():
    cursor = {"anchor": END, "head": END | {"item": None}}

    assert said(json.dumps({"cursor": cursor}))["cursor"] == cursor


@pytest.mark.parametrize(
    "cursor",
    [
        7,
        [],
        {"anchor": END},
        {"anchor": END, "head": None},
        {"anchor": END, "head": {}},
        {"anchor": END, "head": {"item": {"client": "5", "clock": 1}}},
        {"anchor": END, "head": {"item": {"client": -5, "clock": 1}}},
        {"anchor": END, "head": {"tname": "notes"}},
        {"anchor": END, "head": END, "evil": 1},
    ],
)
def test_a_broken_caret_is_none(cursor):
    assert said(json.dumps({"cursor": cursor}))["cursor"] is None


@pytest.mark.parametrize("state", ["", "nul", "7", "[]", "[" * 4000, '"x"', "NaN"])
def test_a_state_that_is_no_object_says_only_who(state):
    assert said(state)["cursor"] is None


def test_gone_stays_gone():
    assert presence.signed(BRAM, NOBODY) == NOBODY


def test_the_first_move_is_told_at_once_and_the_next_together():
    room = Room()
    for clock in range(1, 6):
        room.presence.moved("seat", Sighting(5, clock, "{}"))
    room.presence.moved("other", Sighting(6, 1, "{}"))
    before = list(room.told)

    room.pass_time()

    assert before == [[Sighting(5, 1, "{}")]]
    assert room.told[1:] == [[Sighting(5, 5, "{}"), Sighting(6, 1, "{}")]]


def test_after_a_rest_a_move_is_told_at_once_again():
    room = Room()
    room.presence.moved("seat", Sighting(5, 1, "{}"))
    room.pass_time()

    room.presence.moved("seat", Sighting(5, 2, "{}"))

    assert room.told == [[Sighting(5, 1, "{}")], [Sighting(5, 2, "{}")]]


def test_an_older_sighting_changes_nothing():
    room = Room()
    room.presence.moved("seat", Sighting(5, 3, "{}"))
    room.pass_time()

    room.presence.moved("seat", Sighting(5, 3, '{"a": 1}'))

    assert presence.read(room.presence.everybody()) == [Sighting(5, 3, "{}")]


def test_another_tab_cannot_move_the_caret_of_the_first():
    room = Room()
    room.presence.moved("one", Sighting(5, 1, "{}"))

    room.presence.moved("two", Sighting(5, 9, NOBODY))

    assert presence.read(room.presence.everybody()) == [Sighting(5, 1, "{}")]


def test_one_seat_holds_eight_carets_at_most():
    room = Room()

    for client in range(20):
        room.presence.moved("seat", Sighting(client, 1, "{}"))

    assert len(presence.read(room.presence.everybody())) == presence.MOST_OWN


def test_whoever_leaves_is_gone():
    room = Room()
    room.presence.moved("seat", Sighting(5, 3, "{}"))
    room.pass_time()

    room.presence.left("seat")

    assert (room.told[-1], room.presence.everybody()) == ([Sighting(5, 4, NOBODY)], None)


def test_nobody_who_was_never_here_leaves():
    room = Room()

    room.presence.moved("seat", Sighting(5, 1, NOBODY))

    assert room.told == []

"""The wire, byte by byte: the trace stock provider and stock server leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.texts import protocol
from sessions.texts.protocol import (
    CursorsAsked,
    CursorsMoved,
    Detached,
    Frame,
    Ping,
    Pong,
    StateAsked,
    TokenShown,
    Unwanted,
    UpdateOffered,
)
from sessions.texts.varints import LARGEST, Malformed, Reader, uint

BROWSER = {
    "02 64 31 02 00 01 74 05 34 2e 38 2e 30": TokenShown("t", "4.8.0"),
    "02 64 31 02 00 01 74": TokenShown("t", None),
    "02 64 31 00 00 01 00": StateAsked(b"\0", mutual=True),
    "02 64 31 04 00 01 00": StateAsked(b"\0", mutual=False),
    "02 64 31 01 06 01 05 00 02 7b 7d": CursorsMoved(bytes.fromhex("010500027b7d")),
    "02 64 31 00 01 02 00 00": UpdateOffered(b"\0\0", whole=True),
    "02 64 31 00 02 02 00 00": UpdateOffered(b"\0\0", whole=False),
    "02 64 31 03": CursorsAsked(),
    "02 64 31 05 01 78": Unwanted(),
    "02 64 31 07": Detached(),
}

SERVER = {
    "02 64 31 02 02 0a 72 65 61 64 2d 77 72 69 74 65": protocol.authenticated("d1", may_write=True),
    "02 64 31 02 02 08 72 65 61 64 6f 6e 6c 79": protocol.authenticated("d1", may_write=False),
    "02 64 31 02 01 04 66 75 6c 6c": protocol.denied("d1", "full"),
    "02 64 31 00 00 01 00": protocol.step1("d1", b"\0"),
    "02 64 31 00 01 02 00 00": protocol.step2("d1", b"\0\0"),
    "02 64 31 00 02 02 00 00": protocol.update("d1", b"\0\0"),
    "02 64 31 01 01 00": protocol.awareness("d1", b"\0"),
    "02 64 31 08 01": protocol.sync_status("d1", kept=True),
    "02 64 31 08 00": protocol.sync_status("d1", kept=False),
    "02 64 31 07 12 70 72 6f 76 69 64 65 72 5f 69 6e 69 74 69 61 74 65 64": protocol.closed("d1"),
    "09": protocol.PING,
}


@pytest.mark.parametrize("trace", BROWSER)
def test_what_a_browser_says_is_understood(trace):
    assert protocol.read(bytes.fromhex(trace)) == Frame("d1", BROWSER[trace])


@pytest.mark.parametrize("trace", SERVER)
def test_what_the_server_says_is_what_the_provider_knows(trace):
    assert SERVER[trace] == bytes.fromhex(trace)


@pytest.mark.parametrize(("data", "message"), [(b"\x09", Ping()), (b"\x0a", Pong())])
def test_ping_and_pong_are_one_byte(data, message):
    assert protocol.read(data) == Frame("", message)


def test_a_tabs_own_id_stands_behind_the_name():
    frame = protocol.read(bytes.fromhex("05 64 31 00 61 62 03"))

    assert (frame.key, frame.name) == ("d1\0ab", "d1")


def test_lengths_count_bytes_and_not_signs():
    assert protocol.denied("é", "ü") == bytes.fromhex("02 c3 a9 02 01 02 c3 bc")


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "02 64",
        "02 64 31",
        "00 03",
        "02 64 31 03 00",
        "02 64 31 06 01 78",
        "02 64 31 08 01",
        "02 64 31 0b",
        "02 64 31 00 03 00",
        "02 64 31 00 00 05 00",
        "02 64 31 00 00 05 ff ff ff ff 07",
        "02 64 31 02 01 01 78",
        "02 c3 28 03",
        "ff ff ff ff ff ff ff ff ff 01",
    ],
)
def test_anything_else_is_malformed(bad):
    with pytest.raises(Malformed):
        protocol.read(bytes.fromhex(bad))


@given(st.binary(max_size=200))
def test_whatever_comes_is_understood_or_malformed(data):
    try:
        frame = protocol.read(data)
    except Malformed:
        return
    assert isinstance(frame, Frame)


@given(st.integers(0, LARGEST))
def test_numbers_come_back_as_they_were_written(number):
    assert Reader(uint(number)).uint() == number


@pytest.mark.parametrize("number", [LARGEST + 1, 2**63, 2**70])
def test_numbers_no_browser_can_hold_are_malformed(number):
    with pytest.raises(Malformed):
        Reader(uint(number)).uint()

"""Sending to a browser that listens, to one that does not, and to one that is gone."""

import asyncio

from sessions.sockets import outlet
from sessions.sockets.outlet import Outlet, frame_event


class Socket:
    """Takes frames while it is open."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.open = asyncio.Event()
        self.open.set()
        self.cuts = 0

    async def send(self, event) -> None:
        await self.open.wait()
        self.taken.append(event["bytes"])

    def cut(self) -> None:
        self.cuts += 1


async def test_an_open_socket_is_sent_to_at_once():
    socket = Socket()

    Outlet(socket.send, cut=socket.cut).send_frame(b"a")

    assert socket.taken == [b"a"]


async def test_an_error_while_a_ready_frame_is_written_cuts_this_socket_and_reaches_nobody_else():
    socket = Socket()

    def write(_frame: bytes) -> bool:
        raise OSError("dead")

    way = Outlet(socket.send, cut=socket.cut, write=write)
    way.send_frame(b"a")

    assert (socket.taken, socket.cuts, way.open) == ([], 1, False)


async def test_a_blocked_socket_gets_everything_in_order_later():
    socket = Socket()
    socket.open.clear()
    way = Outlet(socket.send, cut=socket.cut)
    for sign in (b"a", b"b", b"c"):
        way.send_frame(sign)
    before = list(socket.taken)

    socket.open.set()
    await way.drained()

    assert (before, socket.taken) == ([], [b"a", b"b", b"c"])


async def test_after_a_blockade_sending_is_direct_again():
    socket = Socket()
    socket.open.clear()
    way = Outlet(socket.send, cut=socket.cut)
    way.send_frame(b"a")
    socket.open.set()
    await way.drained()

    way.send_frame(b"b")

    assert socket.taken == [b"a", b"b"]


async def test_a_socket_too_far_behind_is_cut_once():
    socket = Socket()
    socket.open.clear()
    way = Outlet(socket.send, cut=socket.cut)

    for _ in range(outlet.MOST_FRAMES + 10):
        way.send_frame(b"x")

    assert (socket.cuts, way.open) == (1, False)


async def test_bytes_count_as_well_as_frames():
    socket = Socket()
    socket.open.clear()
    way = Outlet(socket.send, cut=socket.cut)

    for _ in range(4):
        way.send_frame(b"x" * (outlet.MOST_BYTES // 2))

    assert socket.cuts == 1


async def test_a_dead_socket_is_cut_and_raises_nothing():
    socket = Socket()

    async def dead(_event) -> None:
        raise OSError

    way = Outlet(dead, cut=socket.cut)
    way.send_frame(b"a")
    way.send_frame(b"b")

    assert (socket.cuts, way.open) == (1, False)


async def test_a_socket_that_dies_while_blocked_is_cut():
    socket = Socket()
    gate = asyncio.Event()

    async def dies(_event) -> None:
        await gate.wait()
        raise OSError

    way = Outlet(dies, cut=socket.cut)
    way.send_frame(b"a")
    gate.set()
    await way.drained()

    assert socket.cuts == 1


async def test_one_event_serves_many():
    sockets = [Socket(), Socket()]
    event = frame_event(b"a")

    for socket in sockets:
        Outlet(socket.send, cut=socket.cut).send(event)

    assert [socket.taken for socket in sockets] == [[b"a"], [b"a"]]

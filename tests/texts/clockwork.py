"""Processes of the product in one thread, whose time passes only when a test says so.

Each has a loop of its own, so that it can stand still while others go on, or be gone between two
steps of its work. Database work is done in place of a thread, a moment after it was asked for, and
answered a moment later: whatever happens in between happens to it. The same orders give the same
run, every time.
"""

from __future__ import annotations

import asyncio
import copy
import random
import selectors
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import OperationalError

from sessions.texts.hub import Hub
from sessions.texts.keeping import keep

# Between asking for a thread's work, its doing, and the answer (s).
MOMENT = 0.002


class _Clock(selectors.SelectSelector):
    """Waits for nothing: the time it would have waited has passed."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        """Let the time pass."""
        self.now += timeout or 0.0
        return []


@contextmanager
def no_loop_runs() -> Iterator[None]:
    """Do what a thread would do: Django asks whether a loop runs here."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(running)


class Clockwork(asyncio.SelectorEventLoop):
    """A loop of its own time. `failing` lists how the next works end: before or after the work.

    `worked` is called after each work, where the database can be asked.
    """

    def __init__(self, at: float) -> None:
        self._clock = _Clock()
        self._clock.now = at
        self.over = False
        self.failing: deque[str] = deque()
        self.worked: Callable[[], None] = lambda: None
        super().__init__(self._clock)

    def time(self) -> float:
        """Return this loop's own time."""
        return self._clock.now

    def run_to(self, moment: float) -> None:
        """Let everything happen that happens until then."""
        self.call_at(moment, self.stop)
        self.run_forever()

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Do a thread's work here, a moment later."""
        done: asyncio.Future[Any] = self.create_future()
        work = partial(func, *args)
        if "journal" not in getattr(executor, "_thread_name_prefix", ""):
            work = partial(self.tried, work)  # the journal's own calls are tried one by one
        self.call_later(MOMENT * random.random(), self._work, done, work)
        return done

    def tried(self, work: Callable[[], Any]) -> Any:
        """Do it, unless the database fails: `before` it is done or `after` that."""
        fails = self.failing.popleft() if self.failing else ""
        if fails == "before":
            raise OperationalError("the database is away")
        result = work()
        if fails == "after":
            raise OperationalError("the database went away")
        return result

    def _work(self, done: asyncio.Future[Any], work: Callable[[], Any]) -> None:
        if done.done() or self.over:
            return
        result: Any = None
        error: BaseException | None = None
        try:
            with no_loop_runs():
                result = work()
        except BaseException as raised:  # noqa: BLE001 - it is given to whoever waits
            error = raised
        finally:
            with no_loop_runs():
                self.worked()
        self.call_later(MOMENT * random.random(), _answer, done, result, error)


def _answer(done: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(result)
    else:
        done.set_exception(error)


class Layer:
    """Rings between processes, as well as its `mood` lets it: see `settle`."""

    def __init__(self) -> None:
        self.mood = "good"
        self._ears: dict[str, asyncio.Queue[dict[str, Any]]] = {}
        self._under_way: deque[tuple[str, dict[str, Any]]] = deque()

    async def new_channel(self) -> str:
        """Return a name nobody has."""
        return f"ear{random.random()}"

    async def group_add(self, _group: str, channel: str) -> None:
        """Listen."""
        self._ears[channel] = asyncio.Queue()

    async def group_discard(self, _group: str, channel: str) -> None:
        """Listen no more."""
        self._ears.pop(channel, None)

    async def receive(self, channel: str) -> dict[str, Any]:
        """Return what was rung next."""
        return await self._ears[channel].get()

    async def group_send(self, _group: str, message: dict[str, Any]) -> None:
        """Ring everybody, or fail, or hang, or lose it."""
        if self.mood == "fails":
            raise OSError("the layer is away")
        if self.mood == "hangs":
            await asyncio.sleep(3600)
        if self.mood != "loses":
            for channel in self._ears:
                self._under_way.append((channel, copy.deepcopy(message)))

    def settle(self) -> None:
        """Hand over what is under way: not yet, twice, or in another order."""
        if self.mood == "holds":
            return
        ringing = [*self._under_way, *(self._under_way if self.mood == "doubles" else [])]
        self._under_way.clear()
        for channel, message in reversed(ringing) if self.mood == "mixes" else ringing:
            if channel in self._ears:
                self._ears[channel].put_nowait(message)

    def forget(self, loop: asyncio.AbstractEventLoop) -> None:
        """Nobody listens in this process any more."""
        for channel, ear in list(self._ears.items()):
            if getattr(ear, "_loop", None) is loop:
                del self._ears[channel]


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}


def hub_here() -> Hub:
    """Return the hub of the process that runs now; stands in for `rooms.hub`."""
    return _hubs[asyncio.get_running_loop()]


class Process:
    """One process of the product. `frozen`: it does nothing, and does not know."""

    def __init__(self, layer: Layer, *, at: float) -> None:
        self.loop, self.layer, self.frozen = Clockwork(at), layer, False
        self.hub = _hubs[self.loop] = self.loop.run_until_complete(self._start())

    async def _start(self) -> Hub:
        hub = Hub(self.layer, alone=False)
        hub.journal._write = lambda parcels: self.loop.tried(partial(keep, parcels))
        return hub

    def kill(self) -> None:
        """End it between two steps, whatever it was doing; what it had in memory is gone."""
        self.loop.over = True
        del _hubs[self.loop]
        self.layer.forget(self.loop)
        running = asyncio.all_tasks(self.loop)
        for task in running:
            task.cancel()
        if running:
            self.loop.run_until_complete(asyncio.gather(*running, return_exceptions=True))
        self.loop.close()

"""Whether the processes hear each other: what is rung while one does not is lost for good."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from itertools import count
from typing import Any

from tests.grown.browsers import PATIENCE, Browser
from tests.running_server import RunningServer

QUESTION = "/sessions/{session}/current-question/"
EVERY = 0.2


async def hear_each_other(servers: list[RunningServer], stage: dict[str, Any]) -> None:
    """Come back when news and texts of each process are heard by the other."""
    one, other = servers
    for here, there in ((one, other), (other, one)):
        anna = Browser(here, stage, cookie=stage["facilitator"])
        async with _guest(there, stage, 0) as page:
            await first_news(page, anna)
        async with _guest(here, stage, 1) as writer, _guest(there, stage, 2) as reader:
            await _first_caret(reader, writer)


async def first_news(page: Browser, anna: Browser) -> dict[str, Any]:
    """Return the first news on this page, while something happens at Anna's all the time."""
    await page.listen()
    news: dict[str, Any] = await _while_it_goes_on(
        page.told("news"), lambda turn: anna.post(QUESTION, number=str(turn % 20 + 1))
    )
    return news


async def _first_caret(reader: Browser, writer: Browser) -> None:
    await writer.open_text()
    await reader.open_text()
    await _while_it_goes_on(reader.sees_caret_of(writer), lambda turn: writer.point(clock=turn + 1))


async def _while_it_goes_on(
    waiting: Coroutine[Any, Any, Any], act: Callable[[int], Awaitable[object]]
) -> Any:
    """Act until what is waited for is there, and return that."""
    found = asyncio.ensure_future(waiting)
    async with asyncio.timeout(PATIENCE):
        for turn in count():
            await act(turn)
            await asyncio.wait([found], timeout=EVERY)
            if found.done():
                break
    return found.result()


def _guest(server: RunningServer, stage: dict[str, Any], person: int) -> Browser:
    return Browser(server, stage, cookie=stage["people"][person]["cookie"])

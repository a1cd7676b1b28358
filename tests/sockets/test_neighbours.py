"""Processes tell each other through a layer that may lose, fail and hang."""

import asyncio

import pytest
from channels.layers import InMemoryChannelLayer

from sessions.sockets import neighbours
from sessions.sockets.neighbours import Neighbours, ring_layer
from tests.texts.wire import until


class Moody(InMemoryChannelLayer):
    """A layer that fails as long as it is told to."""

    away = False
    sent = 0

    async def group_send(self, group, message):
        """Fail, or pass on."""
        self.sent += 1
        if self.away:
            raise OSError("the layer is away")
        await super().group_send(group, message)


class Deafening(InMemoryChannelLayer):
    """A layer that swallows that it was cancelled, as the library of Redis does at times."""

    def __init__(self) -> None:
        super().__init__()
        self.hanging = asyncio.Event()
        self.hears = 0

    async def group_send(self, group, message):
        """Hang until cancelled, and return as if nothing was."""
        self.hanging.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return

    async def receive(self, channel):
        """Hear something instead of the first cancellation."""
        self.hears += 1
        try:
            return await super().receive(channel)
        except asyncio.CancelledError:
            if self.hears > 1:
                raise
            return {"news": []}


@pytest.fixture
async def listening():
    made = []

    async def start(layer, heard, *, group="news"):
        before = len(layer.groups.get(group, {}))
        made.append(Neighbours(layer, group=group, heard=heard, alone=False))
        await until(lambda: len(layer.groups.get(group, {})) > before)
        return made[-1]

    yield start
    for one in made:
        await one.close()


def keeping(heard: list):
    """Return what keeps messages, without who sent them."""

    async def keep(message):
        heard.append({kind: what for kind, what in message.items() if isinstance(what, list)})

    return keep


async def test_the_others_hear_and_oneself_does_not(listening):
    layer, mine, theirs = InMemoryChannelLayer(), [], []
    here = await listening(layer, keeping(mine))
    await listening(layer, keeping(theirs))

    here.ring("bye", 1)
    await until(lambda: bool(theirs))

    assert (mine, theirs) == ([], [{"bye": [1]}])


async def test_what_is_told_at_once_travels_in_one_message(listening):
    layer, theirs = InMemoryChannelLayer(), []
    here = await listening(layer, keeping([]))
    await listening(layer, keeping(theirs))

    for number in range(3):
        here.ring("news", number)
    await until(lambda: bool(theirs))

    assert theirs == [{"news": [0, 1, 2]}]


async def test_large_contents_travel_apart(listening):
    layer, theirs = InMemoryChannelLayer(), []
    here = await listening(layer, keeping([]))
    await listening(layer, keeping(theirs))

    for number in range(2):
        here.ring("news", number, size=neighbours.LARGEST_MESSAGE)
    await until(lambda: len(theirs) == 2)

    assert theirs == [{"news": [0]}, {"news": [1]}]


async def test_one_group_does_not_hear_another(listening):
    layer, texts, news = InMemoryChannelLayer(), [], []
    here = await listening(layer, keeping([]))
    await listening(layer, keeping(texts), group="texts")
    await listening(layer, keeping(news))

    here.ring("bye", 1)
    await until(lambda: bool(news))

    assert texts == []


async def test_what_lined_up_for_a_layer_that_is_away_is_not_sent_late(listening):
    layer, theirs = Moody(), []
    layer.away = True
    here = await listening(layer, keeping([]))
    await listening(layer, keeping(theirs))
    here.ring("news", "lost", size=neighbours.LARGEST_MESSAGE)
    here.ring("news", "late")
    await until(lambda: layer.sent > 0 and here._bell.empty())

    layer.away = False
    here.ring("news", "fresh")
    await until(lambda: bool(theirs))

    assert theirs == [{"news": ["fresh"]}]


async def test_news_that_cannot_be_taken_in_does_not_end_the_listening(listening):
    layer, theirs = InMemoryChannelLayer(), []
    here = await listening(layer, keeping([]))

    async def stumble(message):
        theirs.append(message["news"])
        raise ValueError("what is this?")

    await listening(layer, stumble)
    for number in range(2):
        here.ring("news", number, size=neighbours.LARGEST_MESSAGE)
    await until(lambda: len(theirs) == 2)

    assert theirs == [[0], [1]]


async def test_it_ends_also_when_the_layer_swallows_the_end():
    layer = Deafening()
    here = Neighbours(layer, group="news", heard=keeping([]), alone=False)
    here.ring("news", 1)
    await layer.hanging.wait()

    await asyncio.wait_for(here.close(), 5)

    assert all(task.done() for task in here._tasks)


async def test_alone_nobody_is_rung():
    here = Neighbours(InMemoryChannelLayer(), group="news", heard=keeping([]))

    here.ring("news", 1)

    assert (here.alone, here._tasks, here._bell.empty()) == (True, [], True)


async def test_a_layer_that_is_away_is_told_of_and_harms_nobody():
    layer = Moody()
    layer.away = True

    assert await ring_layer(layer, "news", {"news": [1]}) is False

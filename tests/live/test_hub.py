"""One process's sockets: what they are told, also of what nobody rang about."""

import json

import pytest

from sessions.live import hub as hub_module
from sessions.live.hub import Hub
from sessions.sockets.neighbours import LARGEST_MESSAGE
from tests.texts.wire import until

pytestmark = pytest.mark.django_db(transaction=True)


class Page:
    """A socket that remembers."""

    def __init__(self, session_id="s", participant_id="p", audience="participant") -> None:
        self.session_id, self.participant_id = session_id, participant_id
        self.audience = audience
        self.told: list[dict] = []
        self.ended: list[str] = []
        self.looks = 0

    def tell(self, text: str) -> None:
        """Remember a frame."""
        self.told.append(json.loads(text))

    def end(self, reason: str) -> None:
        """Remember a goodbye."""
        self.ended.append(reason)

    async def look_again(self) -> None:
        """Count a look."""
        self.looks += 1


class Ear:
    """Neighbours that only remember."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, dict]] = []

    def ring(self, kind, content, *, size=0) -> None:
        """Remember a ring."""
        self.rung.append((kind, content))


@pytest.fixture
async def hub():
    made = Hub()
    made.start()
    yield made
    await made.stop()


def news(**texts: str) -> dict:
    return {"news": [{"session": "s", "revision": 3, "texts": texts}]}


def frame(kind="news", **more) -> str:
    return json.dumps({"type": kind, **more})


async def test_each_audience_is_told_its_own_frame(hub):
    one, other = Page(), Page(audience="vendor")
    hub.join(one)
    hub.join(other)

    hub.take(news(participant=frame(of="participants"), vendor=frame(of="vendors")))

    assert [one.told, other.told] == [
        [{"type": "news", "of": "participants"}],
        [{"type": "news", "of": "vendors"}],
    ]


async def test_news_of_another_session_is_not_told(hub):
    elsewhere = Page(session_id="t")
    hub.join(elsewhere)

    hub.take(news(participant=frame()))

    assert elsewhere.told == []


async def test_news_too_large_for_the_layer_goes_on_without_its_slices(hub, monkeypatch):
    ear = Ear()
    monkeypatch.setattr(hub._neighbours, "ring", ear.ring)
    here = Page()
    hub.join(here)
    large = frame(words="x" * LARGEST_MESSAGE)

    hub.take(news(participant=large))

    rung = ("news", {"session": "s", "revision": 3, "texts": {}})
    assert (ear.rung, here.told) == ([rung], [json.loads(large)])


async def test_who_hears_of_a_revision_without_slices_is_told_the_revision(hub):
    page = Page()
    hub.join(page)

    await hub._heard(news())

    assert page.told == [{"type": "beat", "revision": 3}]


async def test_goodbye_and_looking_again_concern_only_the_people_named(hub):
    one, other = Page(), Page(participant_id="q")
    hub.join(one)
    hub.join(other)

    hub.take({"bye": [{"session": "s", "people": ["p"], "reason": "removed"}]})
    hub.take({"recheck": [{"session": "s", "people": ["q"]}]})
    await until(lambda: other.looks > 0)

    assert (one.ended, other.ended, one.looks) == (["removed"], [], 0)


async def test_everybody_is_looked_at_now_and_then_though_nobody_rang(monkeypatch):
    monkeypatch.setattr(hub_module, "RECHECK_SECONDS", 0.01)
    hub, page = Hub(), Page()
    hub.join(page)

    await until(lambda: page.looks > 1)

    await hub.stop()
    assert page.ended == []

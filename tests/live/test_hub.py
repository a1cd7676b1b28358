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


PEOPLE = {"p": "participant", "v": "vendor"}


def news(*, revision: int = 3, people: dict[str, str] = PEOPLE, **texts: str) -> dict:
    one = {"session": "s", "revision": revision, "people": people, "texts": texts}
    return {"news": [one]}


def frame(kind="news", **more) -> str:
    return json.dumps({"type": kind, **more})


async def test_each_audience_is_told_its_own_frame(hub):
    one, other = Page(), Page(participant_id="v", audience="vendor")
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


async def test_news_too_large_to_send_is_only_told_of_here_and_elsewhere(hub, monkeypatch):
    ear = Ear()
    monkeypatch.setattr(hub._neighbours, "ring", ear.ring)
    here = Page()
    hub.join(here)
    large = frame(words="x" * LARGEST_MESSAGE)

    hub.take(news(participant=large))

    rung = ("news", {"session": "s", "revision": 3, "people": PEOPLE, "texts": {}})
    assert (ear.rung, here.told) == ([rung], [{"type": "beat", "revision": 3}])


async def test_who_hears_of_a_revision_without_slices_is_told_the_revision(hub):
    page = Page()
    hub.join(page)

    await hub._heard(news())

    assert page.told == [{"type": "beat", "revision": 3}]


async def test_whose_audience_changed_is_told_the_revision_and_then_its_new_news(hub):
    page = Page(participant_id="v", audience="participant")
    hub.join(page)

    for revision in (3, 4):
        hub.take(news(revision=revision, participant=frame(of="in"), vendor=frame(of="out")))

    assert page.told == [{"type": "beat", "revision": 3}, {"type": "news", "of": "out"}]


async def test_a_process_that_heard_nothing_of_a_change_believes_the_next_news(hub):
    """It still takes Victor for a participant; the change itself was lost on the way."""
    page = Page(participant_id="v", audience="participant")
    hub.join(page)

    await hub._heard(news(revision=9, participant=frame(words="closed"), vendor=frame()))

    assert page.told == [{"type": "beat", "revision": 9}]


async def test_whom_the_news_does_not_know_hears_the_revision_only(hub):
    page = Page(participant_id="gone")
    hub.join(page)

    hub.take(news(participant=frame(words="closed")))

    assert page.told == [{"type": "beat", "revision": 3}]


async def test_news_that_was_overtaken_is_not_told(hub):
    page = Page()
    hub.join(page)

    hub.take(news(revision=4, participant=frame(of="later")))
    await hub._heard(news(revision=3, participant=frame(of="earlier")))

    assert page.told == [{"type": "news", "of": "later"}]


async def test_what_is_ones_own_is_told_to_that_person_on_every_page(hub):
    pages = [Page(), Page(), Page(participant_id="v", audience="vendor")]
    for page in pages:
        hub.join(page)

    await hub._heard({"mine": [{"session": "s", "people": ["p"], "text": frame("mine")}]})

    assert [page.told for page in pages] == [[{"type": "mine"}], [{"type": "mine"}], []]


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

"""Who is here: written down seldom, written off only by the last process that saw them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sessions.live import attendance
from sessions.live.attendance import Attendance
from sessions.models import Participant
from tests.live.test_hub import Page
from tests.texts.wire import until

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Nobody is waited for."""
    monkeypatch.setattr(attendance, "GATHER_SECONDS", 0.0)
    monkeypatch.setattr(attendance, "OBJECTION_SECONDS", 0.0)


class Process:
    """The attendance of one process, and what it rang."""

    def __init__(self) -> None:
        self.sockets: dict[str, set] = {}
        self.rung: list[tuple[str, list[str]]] = []
        self.attendance = Attendance(
            sockets=self.sockets, changed=lambda session, left: self.rung.append((session, left))
        )

    def opens(self, participant) -> Page:
        """Somebody opens a page here."""
        page = Page(participant.session.public_id, participant.public_id)
        self.sockets.setdefault(page.session_id, set()).add(page)
        self.attendance.arrived(page.session_id, page.participant_id)
        return page

    def closes(self, page: Page) -> None:
        """The page closes."""
        self.sockets[page.session_id].discard(page)
        if not self.sockets[page.session_id]:
            del self.sockets[page.session_id]
        self.attendance.left(page.session_id, page.participant_id)

    async def rest(self) -> None:
        """Wait until everything is told."""
        await until(lambda: not self.attendance._tasks)


async def seen(participant):
    return (await Participant.objects.aget(pk=participant.pk)).last_seen_at


async def test_who_comes_is_written_down_told_and_rung(bram):
    here = Process()

    page = here.opens(bram)
    await here.rest()

    session = bram.session.public_id
    told = [{"type": "here", "people": [bram.public_id]}]
    assert (page.told, here.rung, await seen(bram) is None) == (told, [(session, [])], False)


async def test_a_second_page_within_ten_seconds_writes_nothing(bram):
    here = Process()
    here.opens(bram)
    await here.rest()
    first = await seen(bram)

    second = here.opens(bram)
    await here.rest()

    assert (await seen(bram), len(second.told)) == (first, 1)


async def test_whoever_leaves_is_written_off_and_the_others_hear_it(bram, carla):
    here = Process()
    page, stays = here.opens(bram), here.opens(carla)
    await here.rest()

    here.closes(page)
    await here.rest()

    assert (await seen(bram), stays.told[-1]["people"]) == (None, [carla.public_id])


async def test_whom_another_process_saw_since_is_not_written_off(bram, carla):
    here = Process()
    page, stays = here.opens(bram), here.opens(carla)
    await here.rest()
    later = timezone.now() + timedelta(seconds=1)
    await Participant.objects.filter(pk=bram.pk).aupdate(last_seen_at=later)

    here.closes(page)
    await here.rest()

    assert await seen(bram) == later
    assert set(stays.told[-1]["people"]) == {bram.public_id, carla.public_id}


async def test_a_process_that_still_has_somebody_says_so_by_writing_it_down(bram):
    here = Process()
    here.opens(bram)
    await here.rest()
    first = await seen(bram)

    here.attendance.heard(bram.session.public_id, [bram.public_id])
    await here.rest()

    assert await seen(bram) > first


async def test_nothing_is_read_for_a_session_nobody_has_open_here(bram):
    here = Process()

    here.attendance.heard(bram.session.public_id, [bram.public_id])

    assert here.attendance._tasks == set()


async def test_the_beat_tells_nothing_while_nobody_comes_or_goes(bram):
    here = Process()
    page = here.opens(bram)
    await here.rest()

    await here.attendance.look()
    await here.attendance.look()

    assert len(page.told) == 1

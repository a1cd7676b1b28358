"""Two people at once: one wins, the other is told, and nothing breaks."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import JsonResponse
from django.test import Client

from sessions.commands import participants
from sessions.commands.sessions import delete_session
from sessions.enums import Phase
from sessions.live.snapshot import snapshot_for
from sessions.models import Answer, AuditEntry, Participant, Session
from sessions.views.guards import session_door
from tests.conftest import NOW, make_account

pytestmark = pytest.mark.django_db(transaction=True)

BRAM = {"name": "Bram", "perspective": "hr"}
CONCLUDED = {"outcome": "no_good_answer", "reason": "Weet niemand."}


def at_once(*posts: tuple[Client, str, dict[str, str]]) -> list[int]:
    """Post all of these at the same moment, each on a thread, and return what they got."""
    barrier = threading.Barrier(len(posts))
    statuses: list[int] = [0] * len(posts)

    def post(index: int, client: Client, address: str, body: dict[str, str]) -> None:
        barrier.wait()
        client.raise_request_exception = False
        statuses[index] = client.post(address, body).status_code
        connection.close()

    threads = [threading.Thread(target=post, args=(index, *one)) for index, one in enumerate(posts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(statuses)


def in_session(session, path: str) -> str:
    return f"/sessions/{session.public_id}/{path}"


def test_of_two_people_with_one_name_one_comes_in(session):
    statuses = at_once(*[(Client(), f"/j/{session.join_code}/", BRAM)] * 4)

    assert (statuses, Participant.objects.filter(name="Bram").count()) == ([302, 400, 400, 400], 1)


def test_names_that_look_alike_are_one_name(session):
    names = ["Bram", "BRAM", "Brаm", "B\u200bram", "Ｂｒａｍ"]  # the third has a Cyrillic а
    statuses = at_once(*[(Client(), f"/j/{session.join_code}/", BRAM | {"name": n}) for n in names])

    assert statuses == [302, 400, 400, 400, 400]


def test_of_two_who_round_off_one_wins_and_the_other_is_told(session, anna, browser):
    address = in_session(session, "questions/8/outcome/")
    other = {"outcome": "not_applicable", "reason": "Past niet."}
    pages = [browser(anna), browser(anna)]

    statuses = at_once((pages[0], address, CONCLUDED), (pages[1], address, other))

    done = AuditEntry.objects.filter(action="question_rounded_off").count()
    assert (statuses, done) == ([204, 409], 1)


def test_of_two_who_start_one_does(session, anna, browser):
    Session.objects.update(phase=Phase.LOBBY)
    post = (in_session(session, "phase/"), {"phase": "running"})

    statuses = at_once((browser(anna), *post), (browser(anna), *post))

    started = AuditEntry.objects.filter(action="session_running").count()
    assert (statuses[0], statuses[1] in {204, 403}, started) == (204, True, 1)


def test_whoever_comes_in_while_the_session_closes_is_in_or_is_told(session, anna, browser):
    join = f"/j/{session.join_code}/"
    people = [(Client(), join, BRAM | {"name": f"Persoon {n}"}) for n in range(6)]
    statuses = at_once(*people, (browser(anna), in_session(session, "phase/"), {"phase": "closed"}))

    session.refresh_from_db()
    came_in = Participant.objects.filter(name__startswith="Persoon").count()
    assert (set(statuses) <= {204, 302, 403}, statuses.count(302), session.phase) == (
        True,
        came_in,
        Phase.CLOSED,
    )


def test_a_return_code_works_once_also_for_two_at_once(session, bram, browser):
    code = browser(bram).post(in_session(session, "return-code/")).json()["code"]

    statuses = at_once(*[(Client(), "/return/", {"return_code": code})] * 3)

    assert statuses == [302, 400, 400]


def test_of_two_deletions_one_happens_and_commands_meanwhile_are_refused(
    session, anna, bram, browser
):
    deletion = in_session(session, "deletion/")
    statuses = at_once(
        (browser(anna), deletion, {}),
        (browser(anna), deletion, {}),
        (browser(bram), in_session(session, "actions/"), {"text": "Vraag de lijst op"}),
        (browser(anna), in_session(session, "questions/8/outcome/"), CONCLUDED),
    )

    assert (Session.objects.count(), Answer.objects.count()) == (0, 0)
    assert set(statuses) <= {200, 204, 302, 404}


def test_removing_somebody_who_does_something_harms_nothing(session, anna, bram, browser):
    action = {"text": "Vraag de lijst op"}
    statuses = at_once(
        (browser(anna), in_session(session, f"people/{bram.public_id}/removal/"), {}),
        (browser(anna), in_session(session, f"people/{bram.public_id}/removal/"), {}),
        *[(browser(bram), in_session(session, "actions/"), action)] * 3,
    )

    assert set(statuses) <= {200, 204, 403, 404}
    assert statuses.count(204) == 1


def test_the_last_place_is_given_once(session, monkeypatch):
    monkeypatch.setattr(participants, "MOST_PEOPLE", 3)
    join: Callable[[int], tuple] = lambda n: (  # noqa: E731
        Client(),
        f"/j/{session.join_code}/",
        BRAM | {"name": f"Persoon {n}"},
    )

    assert at_once(*[join(n) for n in range(5)]) == [302, 302, 403, 403, 403]


def test_a_role_taken_away_and_the_work_in_the_room_do_not_wait_for_each_other(
    session, anna, browser, vlietdam
):
    boss = make_account("boss@vlietdam.example", "Boss", vlietdam)
    member = vlietdam.memberships.get(account=anna.account)
    office = Client()
    office.force_login(boss)
    work = [
        (browser(anna), in_session(session, "current-question/"), {"number": str(number)})
        for number in range(2, 8)
    ]

    statuses = at_once(
        *work, (office, f"/organisation/members/{member.public_id}/role/", {"role": "reader"})
    )

    assert set(statuses) <= {204, 302, 403, 404}


def test_a_session_that_goes_while_its_page_is_made_is_not_there(rf, session, anna):
    @session_door("GET")
    def page(_request, visit):
        delete_session(session_id=visit.session.pk, by=None, at=NOW)
        return JsonResponse(snapshot_for(visit.participant))

    request = rf.get("/", headers={"accept": "application/json"})
    request.user = anna.account

    assert page(request, session_id=session.public_id).status_code == 404

"""Ids of another session in an address of one's own: not here, and nothing there changes."""

from urllib.parse import urlencode

import pytest

from sessions.commands import action_points
from sessions.commands.action_points import ActionFacts
from sessions.enums import Role
from sessions.models import ActionPoint, Answer, Participant, Session
from tests.conftest import NOW, let_in
from tests.views.test_every_door import BODIES, patterns, world
from tests.views.test_hostile_input import VALID

pytestmark = pytest.mark.django_db
__all__ = ["world"]

NESTED = {"action_point_id", "participant_id"}
WHO = ["anna", "scribe", "bram", "victor", "observer"]


def parameters(name: str) -> set[str]:
    return set(patterns()[name].pattern.converters)


IN_SESSION = sorted(name for name in patterns() if "session_id" in parameters(name))
WITH_IDS = [name for name in IN_SESSION if parameters(name) & NESTED]


def rows_of(session) -> list:
    """Return everything that is stored of a session."""
    tables = [Session.objects.filter(pk=session.pk)]
    tables += [
        model.objects.filter(session=session) for model in (Participant, Answer, ActionPoint)
    ]
    return [list(rows.order_by("pk").values()) for rows in tables]


@pytest.fixture
def other_session(world):
    """Otto's session."""
    return world.people["otto"].session


@pytest.fixture
def foreign(world, other_session):
    """Ids of Otto's session: a person and an action."""
    otto = world.people["otto"]
    action_point = action_points.add_action_point(
        session_id=other_session.pk, facts=ActionFacts("Van Otto"), by=otto, at=NOW
    )
    return {"action_point_id": action_point.public_id, "participant_id": otto.public_id}


@pytest.fixture
def people(world):
    """One person of each role."""
    others = {name: let_in(world.session, name.title()) for name in ("scribe", "observer")}
    for name, person in others.items():
        person.role = Role(name)
        person.save(update_fields=["role"])
    return world.people | others


def with_ids(address: str, world, ids: dict[str, str]) -> str:
    own = {
        "action_point_id": world.action_point.public_id,
        "participant_id": world.people["carla"].public_id,
    }
    for key, value in ids.items():
        address = address.replace(own[key], value)
    return address


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", WITH_IDS)
def test_ids_of_another_session_change_nothing_there(
    name, who, world, people, foreign, other_session, browser
):
    before = rows_of(other_session)
    address = with_ids(world.address(name), world, foreign)

    response = browser(people[who]).post(address, BODIES.get(name, lambda w: VALID)(world))

    refused = {404} if who == "anna" or name.startswith("action") else {403}
    assert (response.status_code in refused, rows_of(other_session)) == (True, before)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("name", IN_SESSION)
def test_the_address_of_another_session_is_not_there(
    name, who, world, people, other_session, browser
):
    before = rows_of(other_session)
    address = world.address(name).replace(world.session.public_id, other_session.public_id)
    client = browser(people[who])
    kind = "application/x-www-form-urlencoded"

    answers = [
        client.generic(method, address, urlencode(VALID), kind).status_code
        for method in ("GET", "POST")
    ]

    assert (set(answers) <= {404, 405}, 404 in answers) == (True, True)
    assert rows_of(other_session) == before

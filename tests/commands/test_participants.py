"""People come in, come back, are renamed, removed, and leave."""

import pytest

from sessions.access import identity
from sessions.commands import participants
from sessions.commands.participants import DoorShut, NameTaken, Newcomer
from sessions.enums import Perspective, Phase, Role
from sessions.errors import NotFound, Refused
from sessions.models import AuditEntry, Participant
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db


def come_in(session, name="Ilse", perspective=Perspective.IT) -> Participant:
    return participants.admit(session_id=session.pk, newcomer=Newcomer(name, perspective), at=NOW)


def test_who_speaks_for_the_vendor_is_marked_as_vendor(session):
    assert come_in(session, perspective=Perspective.VENDOR).role == Role.VENDOR


def test_everybody_else_is_a_participant(session):
    assert come_in(session).role == Role.PARTICIPANT


def test_a_name_that_looks_like_somebody_elses_is_refused_at_the_name(session, bram):
    with pytest.raises(NameTaken) as refused:
        come_in(session, name="Вram")

    assert refused.value.field == "name"


def test_the_name_of_somebody_who_left_is_free(session, bram):
    participants.leave(session_id=session.pk, by=bram, at=NOW)

    assert come_in(session, name="Bram").name == "Bram"


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.CLOSED])
def test_nobody_comes_in_before_the_lobby_or_after_the_close(session, phase):
    in_phase(session, phase)

    with pytest.raises(DoorShut):
        come_in(session)


def test_nobody_new_comes_in_while_the_door_is_shut(session):
    session.door_open = False
    session.save()

    with pytest.raises(DoorShut):
        come_in(session)


def test_people_get_the_colours_in_turn(session):
    colours = [come_in(session, name=f"Persoon {letter}").colour for letter in "ABCDEFGHJ"]

    assert colours == [2, 3, 4, 5, 6, 7, 8, 1, 2]


def test_a_return_code_brings_its_person_back_once(session, bram):
    code = participants.renew_return_code(session_id=session.pk, by=bram, at=NOW)

    assert participants.return_with_code(typed=code.lower(), at=NOW) == bram
    with pytest.raises(NotFound):
        participants.return_with_code(typed=code, at=NOW)


def test_a_new_return_code_ends_the_old_one(session, bram):
    old = participants.renew_return_code(session_id=session.pk, by=bram, at=NOW)
    participants.renew_return_code(session_id=session.pk, by=bram, at=NOW)

    with pytest.raises(NotFound):
        participants.return_with_code(typed=old, at=NOW)


def test_an_empty_return_code_brings_nobody_back(session, bram):
    with pytest.raises(NotFound):
        participants.return_with_code(typed=" - ", at=NOW)


def test_a_removed_person_is_nobody_any_more_on_every_device(session, anna, bram):
    cookies = {identity.cookie_name(session): identity.cookie_value(bram)}

    participants.remove(session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW)

    found = identity.participant_behind(session=session, account=None, cookies=cookies)
    assert found is None


def test_a_facilitator_is_not_removed(session, anna):
    with pytest.raises(Refused):
        participants.remove(session_id=session.pk, participant_id=anna.public_id, by=anna, at=NOW)


def test_somebody_of_another_session_is_not_there_to_be_removed(session, anna, otto):
    with pytest.raises(NotFound):
        participants.remove(session_id=session.pk, participant_id=otto.public_id, by=anna, at=NOW)


def test_the_record_of_a_removal_holds_ids_and_no_names(session, anna, bram):
    participants.remove(session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW)

    entry = AuditEntry.objects.last()
    assert (entry.action, entry.actor, entry.subject) == (
        "removed",
        anna.public_id,
        bram.public_id,
    )

"""Who is behind a browser or a socket."""

import pytest
from django.test import Client

from sessions.access import identity
from sessions.commands import participants, sessions
from sessions.models import Participant
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def scope(cookies: dict[str, str]) -> dict:
    line = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"headers": [(b"cookie", line.encode())]}


def cookie_of(participant: Participant) -> dict[str, str]:
    name = identity.cookie_name(participant.session)
    return {name: identity.cookie_value(participant)}


def test_a_socket_with_the_cookie_of_a_participant_is_that_participant(session, bram):
    assert identity.socket_participant(scope(cookie_of(bram)), session.public_id) == bram


def test_a_socket_of_a_signed_in_facilitator_is_that_facilitator(session, anna):
    client = Client()
    client.force_login(anna.account)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    assert identity.socket_participant(scope(cookies), session.public_id) == anna


def test_after_signing_out_the_old_session_cookie_is_nobody(session, anna):
    client = Client()
    client.force_login(anna.account)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    client.logout()

    assert identity.socket_participant(scope(cookies), session.public_id) is None


def test_after_a_password_change_the_old_session_cookie_is_nobody(session, anna):
    client = Client()
    client.force_login(anna.account)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    anna.account.set_password("another long password")
    anna.account.save()

    assert identity.socket_participant(scope(cookies), session.public_id) is None


def test_a_cookie_of_another_session_is_nobody_here(session, other_session, bram):
    stolen = {identity.cookie_name(other_session): identity.cookie_value(bram)}

    assert identity.socket_participant(scope(stolen), other_session.public_id) is None


@pytest.mark.parametrize("value", ["", "x", "abc:def:ghi", '["a"]', "é", "\x00"])
def test_a_forged_cookie_is_nobody(session, value):
    forged = {identity.cookie_name(session): value}

    assert identity.socket_participant(scope(forged), session.public_id) is None


def test_a_removed_person_is_nobody(session, bram):
    cookies = cookie_of(bram)
    bram.removed_at = session.created_at
    bram.save()

    assert identity.socket_participant(scope(cookies), session.public_id) is None


def test_an_unknown_session_has_nobody(bram):
    assert identity.socket_participant(scope(cookie_of(bram)), "no-such-session") is None


def trace(session, cookies):
    return identity.trace_behind(session_id=session.public_id, cookies=cookies)


def test_who_was_removed_leaves_a_trace(session, anna, bram):
    cookies = cookie_of(bram)
    participants.remove(session_id=session.pk, participant_id=bram.public_id, by=anna, at=NOW)

    assert trace(session, cookies) == identity.Trace(bram.public_id, "removed")


def test_a_revoked_cookie_leaves_a_trace(session, bram):
    cookies = cookie_of(bram)
    Participant.objects.update(cookie_version=2)

    assert trace(session, cookies) == identity.Trace(bram.public_id, "removed")


def test_whose_session_was_deleted_leaves_a_trace(session, anna, bram):
    cookies = cookie_of(bram)
    sessions.delete_session(session_id=session.pk, by=anna, at=NOW)

    assert trace(session, cookies) == identity.Trace(bram.public_id, "deleted")


def test_a_cookie_of_another_session_leaves_no_trace_here(session, other_session, bram):
    elsewhere = {identity.cookie_name(other_session): identity.cookie_value(bram)}

    assert trace(other_session, elsewhere) is None


@pytest.mark.parametrize("value", ["", "x", "abc:def:ghi", '["a"]', "é"])
def test_a_forged_cookie_leaves_no_trace(session, value):
    assert trace(session, {identity.cookie_name(session): value}) is None

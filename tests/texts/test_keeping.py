"""The transaction: who may, in which order, with which number."""

from itertools import product

import pytest
from django.db import IntegrityError, connection

from sessions.commands import participants
from sessions.enums import Phase, Role
from sessions.models import Answer, TextCheckpoint, TextClient, TextUpdate
from sessions.texts import keeping
from sessions.texts.keeping import Fate, Parcel, Receipt, keep
from tests.conftest import NOW, in_phase
from tests.texts.keep import keep as keep_updates
from tests.texts.keep import key_of, letter

KEPT, NOT_ALLOWED, AGAIN = Fate.KEPT, Fate.NOT_ALLOWED, Fate.AGAIN


def test_numbers_are_given_in_order_without_holes(session, bram):
    first = keep_updates(session, bram, b"a", b"b")
    second = keep_updates(session, bram, b"c")

    assert [one.sequence for one in first + second] == [1, 2, 3]
    rows = TextUpdate.objects.values_list("sequence", "update", "author_id")
    assert [(number, bytes(update), author) for number, update, author in rows] == [
        (1, b"a", bram.pk),
        (2, b"b", bram.pk),
        (3, b"c", bram.pk),
    ]


def test_texts_are_numbered_apart(session, bram):
    parcels = [Parcel(key_of(session, number), [letter(bram, b"x")]) for number in (1, 2)]

    assert keep(parcels) == [[Receipt(KEPT, 1)], [Receipt(KEPT, 1)]]


def test_a_letter_with_nothing_to_keep_has_no_number(session, bram):
    parcel = Parcel(key_of(session), [letter(bram, b"x"), letter(bram, None)])

    assert keep([parcel]) == [[Receipt(KEPT, 1), Receipt(KEPT)]]


def frozen(session, _bram):
    Answer.objects.filter(session=session).update(frozen_at=NOW)


def not_chosen(session, _bram):
    Answer.objects.filter(session=session).update(chosen=False)


def closed(session, _bram):
    in_phase(session, Phase.CLOSED)


def observing(_session, bram):
    bram.role = Role.OBSERVER
    bram.save(update_fields=["role"])


def removed(session, bram):
    participants.leave(session_id=session.pk, by=bram, at=NOW)


@pytest.mark.parametrize("change", [frozen, not_chosen, closed, observing, removed])
def test_who_may_not_write_now_is_not_kept(session, bram, change):
    change(session, bram)

    assert keep_updates(session, bram, b"x") == [Receipt(NOT_ALLOWED)]
    assert TextUpdate.objects.count() == 0


def test_a_close_that_was_waited_for_is_seen(session, bram):
    """The session is read after the lock is there, for it may have been closed meanwhile."""
    key, todo = key_of(session), [Phase.CLOSED]

    def just_after_the_lock(execute, sql, *rest):
        result = execute(sql, *rest)
        if todo and Answer._meta.db_table in sql:
            in_phase(session, todo.pop())
        return result

    with connection.execute_wrapper(just_after_the_lock):
        receipts = keep([Parcel(key, [letter(bram, b"x")])])

    assert receipts == [[Receipt(NOT_ALLOWED)]]


def test_somebody_of_another_session_is_not_kept(session, otto):
    assert keep_updates(session, otto, b"x") == [Receipt(NOT_ALLOWED)]


def test_what_comes_after_a_refusal_is_looked_at_again(session, bram, carla):
    observing(session, bram)
    letters = [letter(carla, b"a"), letter(bram, b"b"), letter(carla, b"c"), letter(bram, b"d")]

    receipts = keep([Parcel(key_of(session), letters)])[0]

    assert receipts == [
        Receipt(KEPT, 1),
        Receipt(NOT_ALLOWED),
        Receipt(AGAIN),
        Receipt(NOT_ALLOWED),
    ]


def test_a_deleted_text_keeps_nothing(session, bram):
    key = key_of(session)
    session.delete()

    assert keep([Parcel(key, [letter(bram, b"x")])]) == [[Receipt(NOT_ALLOWED)]]


def test_client_ids_are_pinned_to_who_wrote_first(session, bram, carla):
    parcel = Parcel(key_of(session), [letter(bram, b"a", 5), letter(carla, b"b", 5)])

    assert [one.fate for one in keep([parcel])[0]] == [KEPT, NOT_ALLOWED]
    assert list(TextClient.objects.values_list("client_id", "participant_id")) == [(5, bram.pk)]


def test_a_client_id_pinned_by_another_process_is_respected(session, bram, carla):
    key = key_of(session)
    keep([Parcel(key, [letter(bram, b"a", 5)])])

    assert keep([Parcel(key, [letter(carla, b"b", 5)])]) == [[Receipt(NOT_ALLOWED)]]


def test_one_client_id_in_two_texts_has_two_owners(session, bram, carla):
    keep([Parcel(key_of(session, 1), [letter(bram, b"a", 5)])])

    assert keep([Parcel(key_of(session, 2), [letter(carla, b"b", 5)])]) == [[Receipt(KEPT, 1)]]


def test_a_batch_is_kept_whole_or_not_at_all(session, bram, monkeypatch):
    monkeypatch.setattr(TextClient.objects, "bulk_create", _fails)

    with pytest.raises(IntegrityError):
        keep([Parcel(key_of(session), [letter(bram, b"x", 5)])])

    assert TextUpdate.objects.count() == 0


def _fails(_rows):
    raise IntegrityError


def test_what_decides_is_all_that_was_read(db, django_assert_num_queries):
    """A rule that reads another field would ask for it, and never hear when that changes."""
    sessions = product(Phase, (False, True), (None, 3), (None, 1))
    people = product(Role, (False, True), (None, NOW))

    with django_assert_num_queries(0):
        allowed = {
            keeping._may_write(
                answer=(1, 2, True, None), session=(2, *session), person=(3, 2, *person), closed=one
            )
            for session, person, one in product([*sessions], [*people], (False, True))
        }

    assert allowed == {False, True}


def test_rows_that_changed_are_decided_on_anew(session, bram):
    before = keep_updates(session, bram, b"a")
    frozen(session, bram)
    meanwhile = keep_updates(session, bram, b"b")
    Answer.objects.filter(session=session).update(frozen_at=None)

    assert before + meanwhile + keep_updates(session, bram, b"c") == [
        Receipt(KEPT, 1),
        Receipt(NOT_ALLOWED),
        Receipt(KEPT, 2),
    ]


def test_numbers_go_on_after_a_checkpoint(session, bram):
    key = key_of(session)
    TextCheckpoint.objects.create(
        answer_id=key[0], closed=False, sequence=41, state=b"", made_at=NOW
    )

    assert keep_updates(session, bram, b"a") == [Receipt(KEPT, 42)]


def test_more_than_one_statement_holds_is_kept_in_order(session, bram):
    updates = [str(number).encode() for number in range(230)]
    keep_updates(session, bram, *updates)

    rows = TextUpdate.objects.order_by("sequence").values_list("sequence", "update")
    assert [(number, bytes(one)) for number, one in rows] == list(enumerate(updates, 1))

"""A session's life."""

from datetime import date, timedelta

import pytest

from sessions.commands import preparing, sessions
from sessions.commands.preparing import BrokenPromise, NoQuestions, SessionFacts
from sessions.enums import Outcome, Phase, Step
from sessions.errors import NotAllowed
from sessions.models import Account, AuditEntry, Participant, Session, TextUpdate
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db


def facts(**changes) -> SessionFacts:
    known = {"title": "T", "client_name": "C", "date": date(2026, 12, 1), "questions": [3, 8]}
    return SessionFacts(**known | changes)


def test_a_new_session_has_all_twenty_answers_and_the_chosen_ones_marked(
    session, vlietdam, anna_account
):
    made = preparing.create_session(
        facts=facts(), organisation=vlietdam, account=anna_account, at=NOW
    )

    chosen = [(answer.number, answer.chosen) for answer in made.answers.all()]
    assert chosen == [(number, number in {3, 8}) for number in range(1, 21)]


def test_a_new_session_begins_at_its_first_chosen_question(session, vlietdam, anna_account):
    made = preparing.create_session(
        facts=facts(), organisation=vlietdam, account=anna_account, at=NOW
    )

    assert (made.phase, made.current_question) == (Phase.DRAFT, 3)


def test_a_new_session_is_kept_for_a_year_after_its_date(session, vlietdam, anna_account):
    made = preparing.create_session(
        facts=facts(), organisation=vlietdam, account=anna_account, at=NOW
    )

    assert made.keep_until == date(2026, 12, 1) + timedelta(days=365)


def test_a_session_without_questions_is_refused(session, vlietdam, anna_account):
    with pytest.raises(NoQuestions):
        preparing.create_session(
            facts=facts(questions=[99]), organisation=vlietdam, account=anna_account, at=NOW
        )


def test_dropping_the_question_on_the_table_puts_the_first_one_there(session, anna):
    preparing.change_session(session_id=session.pk, facts=facts(questions=[5, 6]), by=anna, at=NOW)

    session.refresh_from_db()
    assert session.current_question == 5


def test_the_programme_of_a_closed_session_stays_as_it_is(session, anna):
    in_phase(session, Phase.CLOSED)

    with pytest.raises(NotAllowed):
        preparing.change_session(
            session_id=session.pk, facts=facts(questions=[5, 6]), by=anna, at=NOW
        )


def test_what_is_open_at_the_close_is_not_discussed(session, anna):
    answered = session.answers.get(number=4)
    answered.outcome, answered.step = Outcome.ANSWERED, Step.DONE
    answered.save()

    sessions.close_session(session_id=session.pk, by=anna, at=NOW)

    outcomes = {answer.number: answer.outcome for answer in session.answers.all()}
    assert outcomes == dict.fromkeys(range(1, 21), Outcome.NOT_DISCUSSED) | {4: Outcome.ANSWERED}


def test_a_question_opened_again_keeps_its_outcome_while_it_stands(session, anna):
    kept, lost = session.answers.get(number=4), session.answers.get(number=5)
    kept.outcome, kept.reason = Outcome.NO_GOOD_ANSWER, "Weet niemand."
    lost.outcome = Outcome.ANSWERED
    kept.save()
    lost.save()

    sessions.close_session(session_id=session.pk, by=anna, at=NOW)

    outcomes = [session.answers.get(number=number).outcome for number in (4, 5)]
    assert outcomes == [Outcome.NO_GOOD_ANSWER, Outcome.NOT_DISCUSSED]


@pytest.mark.parametrize("until", [date(2028, 1, 1), date(2026, 11, 30)])
def test_the_retention_date_is_not_moved_beyond_what_people_were_told(session, anna, bram, until):
    with pytest.raises(BrokenPromise):
        preparing.change_session(
            session_id=session.pk,
            facts=facts(keep_until=until, questions=list(range(1, 21))),
            by=anna,
            at=NOW,
        )


def test_the_retention_date_can_be_made_sooner(session, anna, bram):
    sooner = date(2026, 12, 31)

    preparing.change_session(
        session_id=session.pk,
        facts=facts(keep_until=sooner, questions=list(range(1, 21))),
        by=anna,
        at=NOW,
    )

    session.refresh_from_db()
    assert session.keep_until == sooner


def test_reopening_takes_back_only_what_the_close_did(session, anna):
    skipped = session.answers.get(number=4)
    skipped.outcome, skipped.step = Outcome.NOT_DISCUSSED, Step.DONE
    skipped.save()
    sessions.close_session(session_id=session.pk, by=anna, at=NOW)

    sessions.reopen_session(session_id=session.pk, by=anna, at=NOW)

    outcomes = {answer.number: answer.outcome for answer in session.answers.all()}
    assert outcomes == dict.fromkeys(range(1, 21), Outcome.OPEN) | {4: Outcome.NOT_DISCUSSED}


def test_deleting_leaves_nothing_but_the_record_that_it_was_deleted(session, anna, bram):
    TextUpdate.objects.create(
        answer=session.answers.get(number=1), sequence=1, update=b"\0\0", author=bram, kept_at=NOW
    )

    sessions.delete_session(session_id=session.pk, by=anna, at=NOW)

    left = [Session.objects.count(), Participant.objects.count(), TextUpdate.objects.count()]
    last = AuditEntry.objects.last()
    assert (left, last.action, last.session_public_id) == (
        [0, 0, 0],
        "session_deleted",
        session.public_id,
    )


def test_deleting_keeps_the_account_of_who_led(session, anna):
    sessions.delete_session(session_id=session.pk, by=anna, at=NOW)

    assert Account.objects.count() == 1


def test_names_may_be_switched_on_while_nobody_joined(session, anna):
    change_names(session, anna, to=True)

    assert Session.objects.get(pk=session.pk).names_in_report is True


def test_names_stay_out_for_who_joined_without_them(session, anna, bram):
    with pytest.raises(BrokenPromise) as refused:
        change_names(session, anna, to=True)

    assert refused.value.field == "names_in_report"


def test_names_may_be_switched_off_at_any_time(session, anna, bram):
    Session.objects.filter(pk=session.pk).update(names_in_report=True)
    change_names(session, anna, to=False)

    assert Session.objects.get(pk=session.pk).names_in_report is False


def change_names(session, by, *, to: bool) -> None:
    wanted = facts(names_in_report=to)
    preparing.change_session(session_id=session.pk, facts=wanted, by=by, at=NOW)

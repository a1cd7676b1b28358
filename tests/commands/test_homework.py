"""What the group does with homework, and the links: who may, what follows, what is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sessions.commands import homework, homework_links
from sessions.commands.homework_links import due_day
from sessions.commands.wording import Unusable
from sessions.enums import Judged, Phase, Proof, Role
from sessions.errors import NotAllowed, NotFound, Refused
from sessions.models import Answer, AuditEntry, Contribution, HomeworkItem, HomeworkLink
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db


def bring(session, number=4, **fields):
    values = {"brought": "whole", "text": "Opslag in Dublin.", "changed_at": NOW, **fields}
    return HomeworkItem.objects.create(session=session, number=number, **values)


def judge(session, by, judged=Judged.ADOPTED, number=4, **how):
    homework.judge_homework(
        session_id=session.pk, number=number, judged=judged, by=by, at=NOW, **how
    )


def ask(session, by, name="Vera", at=NOW):
    return homework_links.ask_homework(session_id=session.pk, name=name, by=by, at=at)


def stated() -> list[tuple[int, str, str]]:
    rows = Contribution.objects.filter(kind="vendor_statement").order_by("answer__number")
    return [(one.answer.number, one.proof, one.text) for one in rows]


def freeze(session, number):
    Answer.objects.filter(session=session, number=number).update(frozen_at=NOW)


def test_what_is_adopted_says_what_was_asked(session, anna):
    bring(session)

    judge(session, anna)

    assert stated() == [(8, "unconfirmed", "Waar de data naartoe gaat\nOpslag in Dublin.")]


def test_what_is_adopted_in_part_says_so(session, anna):
    bring(session, brought="partly")

    judge(session, anna, proof=Proof.PROMISED)

    assert stated() == [(8, "promised", "Waar de data naartoe gaat (deels)\nOpslag in Dublin.")]


def test_that_it_is_not_available_is_adopted_without_a_text(session, anna):
    bring(session, brought="not_available", text="")

    judge(session, anna)

    assert stated() == [(8, "unconfirmed", "Waar de data naartoe gaat (niet beschikbaar)")]


def test_what_is_adopted_is_marked_as_prepared(session, anna):
    bring(session)

    judge(session, anna)

    assert Contribution.objects.get().prepared is True


def test_a_statement_of_somebody_in_the_room_is_not_prepared(session, victor):
    made = Contribution(kind="vendor_statement", author=victor, key="a1b2")

    assert made.prepared is False


def test_what_is_only_to_look_at_becomes_no_statement(session, anna):
    bring(session, confidential=True)

    judge(session, anna)

    assert (stated(), HomeworkItem.objects.get().judged) == ([], "adopted")


def test_a_question_that_is_not_in_the_programme_gets_none(session, anna):
    bring(session, number=1)
    Answer.objects.filter(session=session, number=19).update(chosen=False)

    judge(session, anna, number=1)

    assert [number for number, _proof, _text in stated()] == [9]


def test_adopting_twice_adopts_once(session, anna):
    bring(session)
    judge(session, anna)

    judge(session, anna)

    assert len(stated()) == 1


@pytest.mark.parametrize("judged", [Judged.REJECTED, None])
def test_judging_otherwise_takes_the_statement_away(session, anna, judged):
    bring(session)
    judge(session, anna)

    judge(session, anna, judged)

    assert (stated(), HomeworkItem.objects.get().judged) == ([], judged or "")


def test_what_the_group_concluded_upon_stays(session, anna):
    bring(session)
    judge(session, anna)
    freeze(session, 8)

    with pytest.raises(Refused):
        judge(session, anna, Judged.REJECTED)

    assert (len(stated()), HomeworkItem.objects.get().judged) == (1, "adopted")


def test_a_scribe_judges_too(session, bram):
    bring(session)
    bram.role = Role.SCRIBE
    bram.save()

    judge(session, bram)

    assert len(stated()) == 1


def test_a_vendor_does_not_judge_its_own_homework(session, victor):
    bring(session)

    with pytest.raises(NotAllowed):
        judge(session, victor)


def test_what_is_not_filled_in_is_not_judged(session, anna):
    bring(session, brought="")

    with pytest.raises(NotFound):
        judge(session, anna)


def test_nothing_is_judged_in_a_closed_round(session, anna):
    bring(session)
    session.closed_round = 8
    session.save(update_fields=["closed_round"])

    with pytest.raises(NotAllowed):
        judge(session, anna)


def test_only_who_leads_asks(session, bram):
    with pytest.raises(NotAllowed):
        ask(session, bram)


def test_nobody_is_asked_after_the_close(session, anna):
    in_phase(session, Phase.CLOSED)

    with pytest.raises(NotAllowed):
        ask(session, anna)


def test_a_token_has_256_bits_and_no_two_are_alike(session, anna):
    tokens = {ask(session, anna).token for _each in range(3)}

    assert [len(token) for token in tokens] == [43, 43, 43]


@pytest.mark.parametrize("name", ["", " \u200b", "x" * 121])
def test_a_link_is_for_somebody(session, anna, name):
    with pytest.raises(Unusable) as refused:
        ask(session, anna, name)

    assert refused.value.field == "name"


def test_a_link_lasts_a_month_at_least(session, anna):
    late = datetime(2026, 11, 22, 9, tzinfo=UTC)

    assert ask(session, anna, at=late).link.expires_at == late + timedelta(days=30)


def test_a_link_lasts_until_two_weeks_after_the_day(session, anna):
    early = datetime(2026, 9, 1, 9, tzinfo=UTC)

    assert ask(session, anna, at=early).link.expires_at == datetime(2026, 12, 7, 23, tzinfo=UTC)


def test_there_is_an_end_to_links(session, anna, monkeypatch):
    monkeypatch.setattr(homework_links, "MOST_LINKS", 1)
    ask(session, anna)

    with pytest.raises(Refused):
        ask(session, anna)


def test_a_link_taken_back_makes_room(session, anna, monkeypatch):
    monkeypatch.setattr(homework_links, "MOST_LINKS", 1)
    first = ask(session, anna)
    homework_links.revoke_homework_link(
        session_id=session.pk, link_id=first.link.public_id, by=anna, at=NOW
    )

    ask(session, anna)

    assert HomeworkLink.objects.filter(revoked_at=None).count() == 1


def test_the_trail_tells_of_links_without_a_name_or_secret(session, anna):
    made = ask(session, anna, name="Vera van Werkwijs")

    entry = AuditEntry.objects.get(action="homework_asked")
    assert entry.subject == made.link.public_id


@pytest.mark.parametrize(
    ("session_day", "asked", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 2), date(2026, 11, 16)),
        (date(2026, 11, 27), date(2026, 11, 2), date(2026, 11, 20)),
        (date(2026, 11, 23), date(2026, 11, 16), date(2026, 11, 16)),
        (date(2026, 11, 23), date(2026, 11, 17), date(2026, 11, 23)),
        (date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 25)),
    ],
)
def test_it_is_due_five_working_days_before(session_day, asked, due):
    assert due_day(session_day, asked=asked) == due

"""Closed rounds: who is inside, who waits, what waits, and what the second who acts is told."""

import pytest

from sessions.commands import action_points, answers, closed_rounds, participants
from sessions.commands.action_points import ActionFacts
from sessions.commands.conclusions import Conclusion
from sessions.commands.participants import Newcomer
from sessions.enums import Outcome, Perspective, Phase, Role
from sessions.errors import Moved, NotAllowed, NotFound, Refused
from sessions.live.audience import Audience, audience_of
from sessions.live.snapshot import snapshot_for
from sessions.models import ActionPoint, AuditEntry, ClosedRound
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db
MINDED = Conclusion(Outcome.NO_GOOD_ANSWER, reason="Weet niemand.")


def begin(session, by, *insiders) -> None:
    ids = [one.public_id for one in insiders]
    closed_rounds.begin(session_id=session.pk, insiders=ids, by=by, at=NOW)


def end(session, by) -> None:
    closed_rounds.end(session_id=session.pk, by=by, at=NOW)


def admit(session, by, person, *, inside=True) -> None:
    closed_rounds.admit(
        session_id=session.pk, participant_id=person.public_id, inside=inside, by=by, at=NOW
    )


def audience(person) -> Audience:
    person.refresh_from_db()
    return audience_of(person)


def test_whom_the_facilitator_saw_is_inside_and_nobody_else(session, anna, bram, carla, victor):
    begin(session, anna, bram, victor)

    found = [audience(one) for one in (anna, bram, carla, victor)]
    assert found == [
        Audience.FACILITATOR,
        Audience.PARTICIPANT,
        Audience.NEWCOMER,
        Audience.VENDOR,
    ]


def test_the_next_round_asks_anew_who_is_inside(session, anna, bram, carla):
    begin(session, anna, bram)
    end(session, anna)

    begin(session, anna, carla)

    assert [audience(bram), audience(carla)] == [Audience.NEWCOMER, Audience.PARTICIPANT]


def test_whoever_was_inside_may_look_back_after_the_round(session, anna, bram):
    begin(session, anna, bram)
    end(session, anna)

    assert audience(bram) == Audience.PARTICIPANT


@pytest.mark.parametrize("perspective", [Perspective.HR, Perspective.VENDOR])
def test_whoever_joins_meanwhile_is_outside(session, anna, bram, arrive, perspective):
    begin(session, anna, bram)

    late = arrive("Vera", perspective)

    assert audience(late) in {Audience.NEWCOMER, Audience.VENDOR}


def test_a_vendor_who_comes_back_under_another_name_is_outside_after_the_round_too(
    session, anna, bram, victor, arrive
):
    begin(session, anna, bram)
    participants.leave(session_id=session.pk, by=victor, at=NOW)
    during = arrive("Vera", Perspective.HR)
    end(session, anna)
    after = arrive("Vincent", Perspective.HR)

    assert [audience(during), audience(after)] == [Audience.NEWCOMER] * 2


def test_whoever_comes_back_by_code_meanwhile_waits(session, anna, bram):
    code = participants.renew_return_code(session_id=session.pk, by=bram, at=NOW)
    begin(session, anna, bram)

    participants.return_with_code(typed=code, at=NOW)

    waiting = {one["id"]: one["waits"] for one in snapshot_for(anna)["slices"]["people"]}
    assert (audience(bram), waiting[bram.public_id]) == (Audience.NEWCOMER, True)


def test_whoever_comes_back_by_code_at_another_time_stays_inside(session, anna, bram):
    begin(session, anna, bram)
    end(session, anna)
    code = participants.renew_return_code(session_id=session.pk, by=bram, at=NOW)

    participants.return_with_code(typed=code, at=NOW)

    assert audience(bram) == Audience.PARTICIPANT


def test_whoever_waits_is_let_in_and_can_be_let_out(session, anna, bram):
    begin(session, anna)

    admit(session, anna, bram)
    first = audience(bram)
    admit(session, anna, bram, inside=False)

    assert (first, audience(bram)) == (Audience.PARTICIPANT, Audience.NEWCOMER)


def test_a_vendor_is_not_let_in(session, anna, victor):
    begin(session, anna)

    with pytest.raises(Refused):
        admit(session, anna, victor)


def test_somebody_who_left_is_not_let_in(session, anna, bram):
    participants.leave(session_id=session.pk, by=bram, at=NOW)

    with pytest.raises(NotFound):
        admit(session, anna, bram)


def test_leaving_ends_being_inside(session, anna, bram):
    begin(session, anna, bram)

    participants.leave(session_id=session.pk, by=bram, at=NOW)

    bram.refresh_from_db()
    assert bram.insider is False


@pytest.mark.parametrize("who", ["bram", "victor"])
def test_nobody_but_who_leads_begins_or_ends_one(session, anna, bram, victor, who):
    person = {"bram": bram, "victor": victor}[who]
    with pytest.raises(NotAllowed):
        begin(session, person, bram)
    begin(session, anna, bram)

    with pytest.raises(NotAllowed):
        end(session, person)


def test_the_second_who_begins_or_ends_is_told(session, anna, bram):
    begin(session, anna, bram)
    with pytest.raises(Moved):
        begin(session, anna)
    end(session, anna)

    with pytest.raises(Moved):
        end(session, anna)
    assert audience(bram) == Audience.PARTICIPANT


def test_it_can_begin_only_while_the_session_runs(session, anna):
    in_phase(session, Phase.ADJOURNED)

    with pytest.raises(NotAllowed):
        begin(session, anna)


def test_nothing_is_rounded_off_meanwhile(session, anna, bram):
    begin(session, anna, bram)

    with pytest.raises(NotAllowed):
        answers.round_off(session_id=session.pk, number=8, conclusion=MINDED, by=anna, at=NOW)


def add(session, by, text="Vraag de lijst op") -> ActionPoint:
    return action_points.add_action_point(
        session_id=session.pk, facts=ActionFacts(text), by=by, at=NOW
    )


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.VENDOR])
def test_outside_nothing_is_added_meanwhile(session, anna, bram, carla, role):
    carla.role = role
    carla.save()
    begin(session, anna, bram)

    with pytest.raises(NotAllowed):
        add(session, carla)


def test_what_is_added_inside_belongs_to_the_round(session, anna, bram):
    begin(session, anna, bram)
    inside = add(session, bram)
    end(session, anna)

    assert (inside.closed, add(session, bram).closed) == (True, False)


def test_what_was_there_before_does_not_change_meanwhile(session, anna, bram):
    before = add(session, bram)
    begin(session, anna, bram)

    with pytest.raises(NotAllowed):
        action_points.drop_action_point(
            session_id=session.pk, action_point_id=before.public_id, by=bram, at=NOW
        )


def test_for_who_is_outside_a_row_of_the_round_is_not_there(session, anna, bram):
    begin(session, anna, bram)
    inside = add(session, bram)
    end(session, anna)
    admit(session, anna, bram, inside=False)

    with pytest.raises(NotFound):
        action_points.drop_action_point(
            session_id=session.pk, action_point_id=inside.public_id, by=bram, at=NOW
        )


def test_the_round_is_kept_with_its_times(session, anna, bram):
    begin(session, anna, bram)
    end(session, anna)

    held = ClosedRound.objects.get()
    assert (held.began_at, held.ended_at) == (NOW, NOW)


def test_the_audit_trail_tells_acts_and_no_contents(session, anna, bram):
    begin(session, anna, bram)
    add(session, bram, "GEHEIM")
    admit(session, anna, bram)
    end(session, anna)

    acts = list(AuditEntry.objects.order_by("pk").values_list("action", "subject"))
    assert acts[-3:] == [
        ("closed_round_began", ""),
        ("let_in", bram.public_id),
        ("closed_round_ended", ""),
    ]


def test_a_newcomer_is_told_at_the_door_nothing_of_the_round(session, anna):
    begin(session, anna)

    late = participants.admit(
        session_id=session.pk, newcomer=Newcomer("Vera", Perspective.HR), at=NOW
    )

    slices = snapshot_for(late)["slices"]
    assert (slices["session"]["current_question"], slices["actions"]) == (1, [])

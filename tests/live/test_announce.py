"""The push equals the snapshot: for every command and every audience.

A snapshot taken before, with the news of the command merged in, is the snapshot taken after. The
commands are collected from the code, so that a new one without a row here fails.
"""

import inspect
import json
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules

import pytest

from sessions import commands
from sessions.commands import (
    action_points,
    agenda,
    answers,
    closed_rounds,
    contributions,
    door,
    inputs,
    manners,
    organisations,
    participants,
    places,
    preparing,
    reactions,
    roles,
    screens,
    taking_over,
    votes,
)
from sessions.commands import sessions as session_commands
from sessions.commands.action_points import ActionFacts
from sessions.commands.conclusions import Conclusion
from sessions.commands.inputs import Input
from sessions.commands.participants import Newcomer
from sessions.commands.preparing import SessionFacts
from sessions.commands.votes import Vote
from sessions.commands.wording import Words
from sessions.enums import (
    Consent,
    ContributionKind,
    MembershipRole,
    Outcome,
    Perspective,
    Phase,
    Risk,
    Role,
    ScreenView,
    ShownWith,
    Step,
)
from sessions.live import announce, hub
from sessions.live.audience import INSIDE, Audience
from sessions.live.snapshot import snapshot_for, voices_for
from sessions.models import (
    ActionPoint,
    Contribution,
    HomeworkLink,
    Membership,
    Participant,
    Session,
)
from tests.audiences import one_of_each
from tests.conftest import NOW, in_phase, make_account
from tests.live import going_through, of_the_vendor

pytestmark = pytest.mark.django_db

# Commands that change no session, or a session nobody can listen to yet or any more.
SILENT = {
    "accounts.close_sockets_of_ended_sign_ins",
    "accounts.is_first_run",
    "accounts.make_first_account",
    "accounts.make_first_account_link",
    "accounts.make_sign_in_link",
    "accounts.use_sign_in_link",
    "audit.record",
    "audit.record_of_organisation",
    "catalogue.load_questionnaire",
    "codes.save_with_new_code",
    "conclusions.require_complete",
    "conclusions.stands",
    "contributions.answer_at",
    "contributions.heard",
    "contributions.sent_with",
    "erasing.erase_after_commit",
    "invitations.accept_invitation",
    "invitations.accept_with_new_account",
    "invitations.end_invitations_of",
    "invitations.invite",
    "invitations.revoke_invitation",
    "example_filling.beginning",
    "example_filling.day_of_session",
    "example_filling.play_beginning",  # commands that have their own rows
    "example_filling.play_whole",  # the same
    "example_said.voices_in",
    "example_stage.add_task",  # commands that have their own rows
    "example_stage.working_day",
    "example_stage.write",
    "example_story.block",
    "example_story.read_data",
    "example_story.read_story",
    "example_story.story_in",
    "example_voices.bring_homework",  # commands that have their own rows
    "example_voices.give_roles",
    "example_voices.go_to",
    "example_voices.hold_closed_round",
    "example_voices.judge_homework",
    "example_voices.park_all",
    "example_voices.take_over",
    "example_voices.think_and_show",
    "example_voices.vote",
    "examples.example_office",
    "examples.make_example",
    "examples.remove_examples",
    "examples.story",
    "examples.voices",
    "locking.fresh",
    "locking.locked_organisation",
    "locking.locked_session",
    "participants.renew_return_code",
    "participants.require_open_door",
    "participants.return_with_code",
    "participants.take_out",
    "pdf_jobs.ahead_of",
    "pdf_jobs.ask_for_concept",
    "pdf_jobs.ask_for_final",
    "pdf_jobs.claim",
    "pdf_jobs.concept_in",
    "pdf_jobs.drop",
    "pdf_jobs.drop_old",
    "pdf_jobs.fail",
    "pdf_jobs.hand_back",
    "pdf_jobs.keep_concept",
    "pdf_jobs.key_of",
    "pdf_jobs.note_step",
    "pdf_jobs.take_for_lost",
    "pdf_worker.concept_when_made",
    "pdf_worker.failure_of",
    "pdf_worker.final_when_made",
    "pdf_worker.let_go_of_database",
    "pdf_worker.make_next",
    "pdf_worker.start",
    "pdf_worker.stop",
    "reports.attach_pdf",
    "reports.finalise",
    "reports.is_news",
    "reports.leave_stubs",
    "retention.purge",
    "screens.make_screen_link",
    "screens.end_screens",  # who calls it announces
    "screens.retire_screens",  # news without a slice: nobody but the screen sees it
    "screens.revoke_screen_link",  # the same
    "preparing.create_session",
    "sessions.delete_session",
    "sign_offs.sign_off",
    "share_links.count_opening",
    "share_links.end_links_of",
    "share_links.make_share_link",
    "share_links.revoke_share_link",
    "taking_over.put_in_answer",  # who calls it announces
    "taking_over.require_writing",
    "system_card.fill_system_card",  # a page of its own: news without a slice
    "restoring.raise_epoch",  # open pages see another revision at the next beat
}
MINDED = Conclusion(Outcome.NO_GOOD_ANSWER, reason="Weet niemand.", risk=Risk.LOW, risk_reason="x")


def second_member(session) -> Membership:
    """Noor, who leads the session as well."""
    return Membership.objects.get(organisation=session.organisation, account__name="Noor")


def insiders_of(session) -> list[str]:
    return list(session.participants.filter(insider=True).values_list("public_id", flat=True))


def a_card(session, anna) -> None:
    """Something of Anna at the question on the table."""
    inputs.add_addition(session_id=session.pk, number=1, words=Words("Van Anna."), by=anna, at=NOW)


def cards_by_name(session, _anna, *, number=1) -> None:
    """Something of everybody at this question, shown with their names."""
    Session.objects.update(shown_with=ShownWith.NAME)
    answer = session.answers.get(number=number)
    for person in session.participants.exclude(role=Role.PROJECTOR):
        Contribution.objects.create(
            answer=answer, author=person, kind=ContributionKind.ADDITION, text="Ja.", added_at=NOW
        )


def looking_inside(name, session, anna) -> None:
    """A closed round began at question 1 and looks at 8; both hold cards of everybody, and votes
    with words; then what comes before this command.
    """
    in_phase(session, Phase.RUNNING)
    at = {"session_id": session.pk, "at": NOW}
    insiders = [*insiders_of(session), session.participants.get(name="Bram").public_id]
    if name in {"homework.save_homework", "roles.add_facilitator"}:
        BEFORE[name](session, anna)
        Session.objects.update(current_question=1)
    for number in (1, 8):
        cards_by_name(session, anna, number=number)
        going_through.voted(session, anna, number=number)
    closed_rounds.begin(insiders=insiders, by=anna, **at)
    agenda.show_question(number=8, by=anna, **at)
    session.refresh_from_db()


def of_the_table(slices: dict) -> dict:
    """Leave out voices of other questions: a snapshot has none, a page fetches them anew."""
    current = f"voices.{slices['session']['current_question']}"
    return {name: one for name, one in slices.items() if name == current or "voices" not in name}


def changed_facts(session) -> SessionFacts:
    return SessionFacts(
        title="Anders",
        client_name="Gemeente Vlietdam",
        date=session.date,
        questions=[2, 3, 8],
    )


SCENARIOS = {
    "action_points.add_action_point": lambda s, anna, bram, **at: action_points.add_action_point(
        facts=ActionFacts("Vraag de lijst op", question=8), by=bram, **at
    ),
    "action_points.change_action_point": lambda s, anna, bram, **at: (
        action_points.change_action_point(
            action_point_id=ActionPoint.objects.get().public_id,
            facts=ActionFacts("Vraag twee lijsten op", owner="Bram"),
            by=bram,
            **at,
        )
    ),
    "action_points.drop_action_point": lambda s, anna, bram, **at: action_points.drop_action_point(
        action_point_id=ActionPoint.objects.get().public_id, by=anna, **at
    ),
    "agenda.show_question": lambda s, anna, bram, **at: agenda.show_question(
        number=8, by=anna, **at
    ),
    "answers.reopen_question": lambda s, anna, bram, **at: answers.reopen_question(
        number=5, by=anna, **at
    ),
    "answers.round_off": lambda s, anna, bram, **at: answers.round_off(
        number=8, conclusion=MINDED, by=anna, **at
    ),
    "answers.tick_part": lambda s, anna, bram, **at: answers.tick_part(
        number=8, part=1, done=True, by=anna, **at
    ),
    "closed_rounds.admit": lambda s, anna, bram, **at: closed_rounds.admit(
        participant_id=bram.public_id, inside=True, by=anna, **at
    ),
    "closed_rounds.begin": lambda s, anna, bram, **at: closed_rounds.begin(
        insiders=insiders_of(s), by=anna, **at
    ),
    "closed_rounds.end": lambda s, anna, bram, **at: closed_rounds.end(by=anna, **at),
    "contributions.keep_dissent": lambda s, anna, bram, **at: contributions.keep_dissent(
        number=1, words=Words("Ik zie dat anders."), by=bram, **at
    ),
    "contributions.remove_contribution": lambda s, anna, bram, **at: (
        contributions.remove_contribution(
            contribution_id=Contribution.objects.get().public_id, by=anna, **at
        )
    ),
    "inputs.add_addition": lambda s, anna, bram, **at: inputs.add_addition(
        number=1, words=Words("Nog iets."), by=bram, **at
    ),
    "inputs.save_input": lambda s, anna, bram, **at: inputs.save_input(
        number=1, own=Input("Alleen van mij."), edition=1, by=bram, **at
    ),
    "reactions.react": lambda s, anna, bram, **at: reactions.react(
        contribution_id=Contribution.objects.get().public_id, words=Words("Klopt."), by=bram, **at
    ),
    "reactions.recognise": lambda s, anna, bram, **at: reactions.recognise(
        contribution_id=Contribution.objects.get().public_id, on=True, by=bram, **at
    ),
    "taking_over.take_over": lambda s, anna, bram, **at: taking_over.take_over(
        contribution_id=Contribution.objects.get().public_id, by=bram, **at
    ),
    "door.renew_code": lambda s, anna, bram, **at: door.renew_code(by=anna, **at),
    "door.set_door": lambda s, anna, bram, **at: door.set_door(is_open=False, by=anna, **at),
    "organisations.change_role": lambda s, anna, bram, session_id, at: organisations.change_role(
        member_id=second_member(s).public_id, role=MembershipRole.READER, by=anna.account, at=at
    ),
    "organisations.remove_member": lambda s, anna, bram, session_id, at: (
        organisations.remove_member(member_id=second_member(s).public_id, by=anna.account, at=at)
    ),
    "participants.admit": lambda s, anna, bram, **at: participants.admit(
        newcomer=Newcomer("Ilse", Perspective.IT, told_of_input=manners.promise_of(s)), **at
    ),
    "participants.leave": lambda s, anna, bram, **at: participants.leave(by=bram, **at),
    "participants.remove": lambda s, anna, bram, **at: participants.remove(
        participant_id=bram.public_id, by=anna, **at
    ),
    "participants.rename": lambda s, anna, bram, **at: participants.rename(
        participant_id=bram.public_id, name="Bram B.", by=anna, **at
    ),
    "places.hand_over": lambda s, anna, bram, session_id, at: places.hand_over(
        account=second_member(s).account,
        organisation_id=s.organisation_id,
        heir=anna.account,
        at=at,
    ),
    "screens.show_on_screen": lambda s, anna, bram, **at: screens.show_on_screen(
        view=ScreenView.OVERVIEW, by=anna, **at
    ),
    "preparing.change_session": lambda s, anna, bram, **at: preparing.change_session(
        facts=changed_facts(s), by=anna, **at
    ),
    "sessions.close_session": lambda s, anna, bram, **at: session_commands.close_session(
        by=anna, **at
    ),
    "sessions.open_lobby": lambda s, anna, bram, **at: session_commands.open_lobby(by=anna, **at),
    "sessions.reopen_session": lambda s, anna, bram, **at: session_commands.reopen_session(
        by=anna, **at
    ),
    "sessions.start_session": lambda s, anna, bram, **at: session_commands.start_session(
        by=anna, **at
    ),
}
SCENARIOS |= going_through.SCENARIOS | of_the_vendor.SCENARIOS
SILENT |= going_through.SILENT | of_the_vendor.SILENT
# What came before a command that needs something to go on.
BEFORE = (
    going_through.BEFORE
    | of_the_vendor.BEFORE
    | {
        "contributions.remove_contribution": a_card,
        "participants.leave": cards_by_name,
        "participants.remove": cards_by_name,
        "participants.rename": cards_by_name,
        "places.hand_over": cards_by_name,
        "roles.change_role": lambda s, anna: (going_through.voted(s, anna), cards_by_name(s, anna)),
        "inputs.save_input": lambda s, anna: s.answers.filter(number=1).update(step=Step.WRITING),
        "reactions.react": a_card,
        "reactions.recognise": a_card,
        "taking_over.take_over": a_card,
        "closed_rounds.end": lambda s, anna: closed_rounds.begin(
            session_id=s.pk, insiders=insiders_of(s), by=anna, at=NOW
        ),
    }
)
# What can be done while a closed round runs, by any of its people.
IN_ROUND = {
    "action_points.add_action_point",
    "closed_rounds.admit",
    "closed_rounds.end",
    "contributions.keep_dissent",
    "door.set_door",
    "homework.save_homework",
    "organisations.change_role",
    "organisations.remove_member",
    "parking.park",
    "participants.admit",
    "participants.leave",
    "participants.remove",
    "participants.rename",
    "places.hand_over",
    "roles.add_facilitator",
    "roles.step_down",
}
# After these the screens are out, and hear nothing more.
ENDS_SCREENS = {
    "organisations.change_role",
    "organisations.remove_member",
    "places.hand_over",
}
STARTS_IN = {
    "sessions.open_lobby": Phase.DRAFT,
    "sessions.start_session": Phase.LOBBY,
    "sessions.reopen_session": Phase.CLOSED,
}


def every_command() -> set[str]:
    found = set()
    for module in iter_modules(commands.__path__):
        loaded = import_module(f"sessions.commands.{module.name}")
        functions = {
            name: inspect.unwrap(value) for name, value in vars(loaded).items() if callable(value)
        }
        found |= {
            f"{module.name}.{name}"
            for name, function in functions.items()
            if inspect.isfunction(function) and function.__module__ == loaded.__name__
        }
    return {name for name in found if "._" not in name}


def test_every_command_has_a_row():
    assert every_command() == set(SCENARIOS) | SILENT


@pytest.fixture
def watcher(session, arrive):
    """One person of each audience who stays throughout."""
    return one_of_each(session, arrive)


def still_there(watcher: dict[Audience, Participant], name: str) -> dict[Audience, Participant]:
    """Return who hears the news of this command."""
    gone = {Audience.PROJECTOR} if name in ENDS_SCREENS else set()
    return {audience: one for audience, one in watcher.items() if audience not in gone}


@pytest.fixture
def sent(monkeypatch):
    """The last of each kind that was told."""
    messages = {}
    monkeypatch.setattr(announce, "spread", messages.update)
    return messages


@pytest.fixture
def prepared(session, anna, bram):
    """Something for every command to change."""
    at = {"session_id": session.pk, "at": NOW}
    action_points.add_action_point(facts=ActionFacts("Eerste", question=5), by=bram, **at)
    answers.round_off(number=5, conclusion=MINDED, by=anna, **at)
    noor = make_account("noor@vlietdam.example", "Noor", session.organisation)
    session.participants.create(
        account=noor,
        name="Noor",
        name_key="noor",
        role=Role.FACILITATOR,
        perspective=Perspective.OTHER,
        joined_at=NOW,
    )
    session.refresh_from_db()
    return session


def seen_by(people: dict[Audience, Participant]) -> dict[Audience, dict]:
    """Return the snapshot of each of these people, as it is sent."""
    return {
        audience: json.loads(json.dumps(snapshot_for(person)))
        for audience, person in people.items()
    }


def told_in(message: dict, people: dict[Audience, Participant]) -> dict[Audience, dict]:
    """Return the news in a message for each of these people."""
    return {audience: json.loads(message["texts"][audience]) for audience in people}


def of_slices(snapshots: dict[Audience, dict]) -> dict[Audience, dict]:
    """Return what people know, without the revision."""
    return {audience: one["slices"] for audience, one in snapshots.items()}


def merged(
    before: dict[Audience, dict], news: dict[Audience, dict]
) -> dict[Audience, dict[str, object]]:
    """Return what each knows who merges the news in."""
    return {
        audience: of_the_table(one["slices"] | news[audience]["slices"])
        for audience, one in before.items()
    }


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_old_snapshot_plus_news_is_the_new_snapshot(
    name, prepared, anna, bram, watcher, sent, django_capture_on_commit_callbacks
):
    people = still_there(watcher, name)
    in_phase(prepared, STARTS_IN.get(name, Phase.RUNNING))
    BEFORE.get(name, lambda _session, _anna: None)(prepared, anna)
    before = seen_by(people)

    with django_capture_on_commit_callbacks(execute=True):
        SCENARIOS[name](prepared, anna, bram, session_id=prepared.pk, at=NOW)

    news, after = told_in(sent["news"][0], people), seen_by(people)
    assert merged(before, news) == of_slices(after)
    next_ones = {audience: one["revision"] + 1 for audience, one in before.items()}
    assert {audience: one["revision"] for audience, one in news.items()} == next_ones
    assert {audience: one["revision"] for audience, one in after.items()} == next_ones
    assert before[Audience.FACILITATOR]["slices"] != after[Audience.FACILITATOR]["slices"]
    told = {audience: sent["news"][0]["people"][one.public_id] for audience, one in people.items()}
    assert told == {audience: audience for audience in people}


@pytest.mark.parametrize("name", sorted(IN_ROUND))
def test_in_a_closed_round_too_old_snapshot_plus_news_is_the_new_snapshot(
    name, prepared, anna, bram, watcher, sent, django_capture_on_commit_callbacks
):
    people = still_there(watcher, name)
    looking_inside(name, prepared, anna)
    before = seen_by(people)

    with django_capture_on_commit_callbacks(execute=True):
        SCENARIOS[name](prepared, anna, bram, session_id=prepared.pk, at=NOW)

    assert merged(before, told_in(sent["news"][0], people)) == of_slices(seen_by(people))


@pytest.mark.parametrize("name", sorted(IN_ROUND - {"closed_rounds.end"}))
def test_in_a_closed_round_outsiders_hear_of_no_other_question_than_their_own(
    name, prepared, anna, bram, sent, django_capture_on_commit_callbacks
):
    looking_inside(name, prepared, anna)

    with django_capture_on_commit_callbacks(execute=True):
        SCENARIOS[name](prepared, anna, bram, session_id=prepared.pk, at=NOW)

    told = {
        slice_name
        for audience in set(Audience) - INSIDE
        for slice_name in json.loads(sent["news"][0]["texts"][audience])["slices"]
        if "." in slice_name
    }
    assert told <= {"question.1", "voices.1"}


@pytest.mark.parametrize("audience", list(Audience))
def test_what_was_held_back_in_a_closed_round_is_told_at_its_end(
    audience, prepared, anna, bram, watcher, monkeypatch, django_capture_on_commit_callbacks
):
    told = []
    monkeypatch.setattr(announce, "spread", lambda one: told.extend(one.get("news", [])))
    noor = prepared.participants.get(name="Noor")
    at = {"session_id": prepared.pk, "at": NOW}
    in_phase(prepared, Phase.RUNNING)
    roles.step_down(by=noor, **at)
    prepared.answers.filter(number=2).update(step=Step.CLOSING)
    votes.cast_vote(number=2, vote=Vote(Consent.OBJECTION, "Nee."), by=noor, **at)
    HomeworkLink.objects.create(
        session=prepared, name="Vera", created_at=NOW, expires_at=NOW + timedelta(days=9)
    )
    slices = snapshot_for(watcher[audience])["slices"]
    kept = {f"voices.{each}": each for each in (1, 3, 8)}
    slices |= {name: voices_for(watcher[audience], each)["voices"] for name, each in kept.items()}

    with django_capture_on_commit_callbacks(execute=True):
        closed_rounds.begin(insiders=insiders_of(prepared), by=anna, **at)
        agenda.show_question(number=3, by=anna, **at)
        SCENARIOS["homework.save_homework"](prepared, anna, bram, **at)
        SCENARIOS["roles.add_facilitator"](prepared, anna, bram, **at)
        closed_rounds.end(by=anna, **at)
    for news in told:
        slices |= json.loads(news["texts"][audience])["slices"]

    now = json.loads(json.dumps(snapshot_for(watcher[audience])))["slices"]
    now |= {name: voices_for(watcher[audience], each)["voices"] for name, each in kept.items()}
    assert slices == now


def test_only_facilitators_and_screens_see_the_invitation(watcher):
    seen = {
        audience: snapshot_for(person)["slices"]["invitation"] is not None
        for audience, person in watcher.items()
    }

    assert seen == {
        Audience.FACILITATOR: True,
        Audience.SCRIBE: False,
        Audience.PARTICIPANT: False,
        Audience.NEWCOMER: False,
        Audience.VENDOR: False,
        Audience.OBSERVER: False,
        Audience.PROJECTOR: True,
    }


def test_a_removed_person_hears_goodbye(
    prepared, anna, bram, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        participants.remove(session_id=prepared.pk, participant_id=bram.public_id, by=anna, at=NOW)

    goodbye = {"session": prepared.public_id, "people": [bram.public_id], "reason": "removed"}
    assert sent["bye"] == [goodbye]


def test_a_removed_colleague_hears_goodbye(
    prepared, anna, sent, django_capture_on_commit_callbacks
):
    noor = prepared.participants.get(account__name="Noor")
    member_id = second_member(prepared).public_id
    with django_capture_on_commit_callbacks(execute=True):
        organisations.remove_member(member_id=member_id, by=anna.account, at=NOW)

    goodbye = {"session": prepared.public_id, "people": [noor.public_id], "reason": "removed"}
    assert sent["bye"] == [goodbye]


def test_a_layer_that_fails_does_not_undo_the_command(
    prepared, anna, monkeypatch, django_capture_on_commit_callbacks
):
    class BrokenLayer:
        async def group_send(self, group, message):
            raise ConnectionError("no layer today")

    monkeypatch.setattr(hub, "get_channel_layer", BrokenLayer)

    with django_capture_on_commit_callbacks(execute=True):
        agenda.show_question(session_id=prepared.pk, number=8, by=anna, at=NOW)

    prepared.refresh_from_db()
    assert prepared.current_question == 8

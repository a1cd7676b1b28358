"""Everything that can happen to a text, in any order, held against a small model.

Two processes with real hubs, journals and one database; pages that speak the wire as the stock
provider does; and between them a layer that loses, doubles, holds and mixes. Processes die between
two steps of their work, stand still, and lose their database; people lose their line, come back
with what they had or without it, and lose their rights. See `clockwork` for the time.
"""

from __future__ import annotations

import os

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, settings
from hypothesis import Phase as Steps
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sessions.commands import answers, closed_rounds, participants, preparing
from sessions.commands.conclusions import Conclusion
from sessions.commands.preparing import SessionFacts
from sessions.enums import Outcome, Perspective, Phase
from sessions.models import Account, Organisation, Participant
from sessions.texts import rooms
from tests.conftest import NOW, in_phase, leader_of, let_in
from tests.texts.clockwork import hub_here
from tests.texts.promises import Promises
from tests.texts.world import CLOSED, OPEN, World

pytestmark = pytest.mark.django_db

NUMBER = 7
MINDED = Conclusion(Outcome.NO_GOOD_ANSWER, reason="Weet niemand.")
PAGES = st.sampled_from(["Bram", "Bram again", "Carla", "Victor"])
WHICH = st.integers(0, 1)
TEXTS = st.sampled_from([OPEN, OPEN, OPEN, CLOSED])
HOWS = st.lists(st.sampled_from(["once", "once", "twice", "overtaken"]), min_size=1, max_size=4)
# Who stands still does so for a few steps.
SELDOM = st.sampled_from([False, False, True])
PLACE = st.integers(0, 50)
# How long nothing else happens after a step (s): shorter than a commit, longer, and much longer.
PAUSE = st.sampled_from([0.0, 0.001, 0.003, 0.05])
MOODS = st.sampled_from(["good", "loses", "holds", "doubles", "mixes", "fails", "hangs"])


class EveryOrder(RuleBasedStateMachine):
    """What can happen, in any order."""

    def __init__(self, anna: Participant, people: dict[str, Participant]) -> None:
        super().__init__()
        self.anna, self.people = anna, people
        self.at = {"session_id": anna.session_id, "at": NOW}
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.model = Promises(frozenset(people))
        self.world = World(self.model, people)

    @initialize(sound=st.booleans())
    def begin(self, sound: bool) -> None:
        """While the database is sound, no row comes twice and nothing is called an error."""
        self.world.sound = sound
        for page, process in (("Bram", 0), ("Carla", 1), ("Victor", 0)):
            self.world.connect(page, process)
        self.world.run(0.2)

    # --- Pages --------------------------------------------------------------------------------

    @rule(page=PAGES, process=WHICH, fresh=st.booleans(), pause=PAUSE)
    def connect(self, page: str, process: int, fresh: bool, pause: float) -> None:
        self.world.connect(page, process, fresh=fresh)
        self.world.run(pause)

    @rule(page=PAGES, lost=st.booleans())
    def drop(self, page: str, lost: bool) -> None:
        self.world.pages[page].drop(lost=lost)

    @rule(page=PAGES, text=TEXTS)
    def open_text(self, page: str, text: str) -> None:
        self.world.open_text(page, text)

    @rule(page=PAGES, process=WHICH, text=TEXTS, place=PLACE, hows=HOWS, pause=PAUSE)
    def type(
        self, page: str, process: int, text: str, place: int, hows: list[str], pause: float
    ) -> None:
        self.world.settle(page, process)
        for how in hows:
            self.world.type(page, text, place, how=how)
            self.world.run(pause)

    @rule(page=PAGES, process=WHICH, text=TEXTS, place=PLACE, pause=PAUSE)
    def delete(self, page: str, process: int, text: str, place: int, pause: float) -> None:
        self.world.settle(page, process)
        self.world.delete(page, text, place)
        self.world.run(pause)

    # --- What breaks --------------------------------------------------------------------------

    @rule(process=WHICH, forgetful=st.booleans())
    def kill(self, process: int, forgetful: bool) -> None:
        self.world.kill(process, forgetful=forgetful)

    @rule(who=st.one_of(WHICH, PAGES), frozen=SELDOM)
    def freeze(self, who: int | str, frozen: bool) -> None:
        one = self.world.processes[who] if isinstance(who, int) else self.world.pages[who]
        one.frozen = frozen

    @rule(mood=MOODS)
    def change_the_layer(self, mood: str) -> None:
        self.world.layer.mood = mood

    @precondition(lambda self: not self.world.sound)
    @rule(process=WHICH, when=st.sampled_from(["before", "after"]))
    def lose_the_database(self, process: int, when: str) -> None:
        self.world.processes[process].loop.failing.append(when)

    @rule(seconds=st.sampled_from([0.002, 0.01, 0.3, 5.0]))
    def wait(self, seconds: float) -> None:
        self.world.run(seconds)

    @rule(closed=st.booleans())
    def sum_up(self, closed: bool) -> None:
        self.world.sum_up(CLOSED if closed else OPEN)

    # --- Rights -------------------------------------------------------------------------------

    @precondition(lambda self: not self.model.closed_round)
    @rule(process=WHICH)
    def round_off_or_reopen(self, process: int) -> None:
        if self.model.rounded_off:
            answers.reopen_question(number=NUMBER, by=self.anna, **self.at)
        else:
            answers.round_off(number=NUMBER, conclusion=MINDED, by=self.anna, **self.at)
        self.model.rounded_off = not self.model.rounded_off
        self._ring(process)

    @rule(inside=st.sets(st.sampled_from(["Bram", "Carla"])), process=WHICH)
    def begin_or_end_closed_round(self, inside: set[str], process: int) -> None:
        if self.model.closed_round:
            closed_rounds.end(by=self.anna, **self.at)
        else:
            insiders = [self.people[who].public_id for who in inside - self.model.removed]
            closed_rounds.begin(insiders=insiders, by=self.anna, **self.at)
            self.model.insiders = inside - self.model.removed
        self.model.closed_round = not self.model.closed_round
        self.model.note_readers()
        self._ring(process)
        for who in sorted(self.model.insiders):
            self.world.open_text(who, CLOSED)

    @precondition(lambda self: not self.model.removed)
    @rule(who=st.sampled_from(["Carla", "Victor"]), process=WHICH)
    def remove(self, who: str, process: int) -> None:
        one = self.people[who].public_id
        participants.remove(participant_id=one, by=self.anna, **self.at)
        self.model.removed.add(who)
        self._ring(process)

    def _ring(self, process: int) -> None:
        """Do what a command does after its commit."""
        self.frozen_text = self.world.stored(OPEN)
        self.world.processes[process].hub.recheck_everywhere(self.anna.session.public_id)

    # --- What always holds --------------------------------------------------------------------

    @invariant()
    def nothing_was_told_before_it_was_kept(self) -> None:
        assert self.world.told_too_early == []

    @invariant()
    def nobody_heard_what_is_not_for_them(self) -> None:
        assert self.world.leaks == []

    @invariant()
    def what_is_said_to_be_saved_is_stored(self) -> None:
        for text in (OPEN, CLOSED):
            faults = self.model.faults(self.world.stored(text))
            of_this = {mark for mark in self.model.saved if mark.startswith("<") == (text == OPEN)}
            faults["lost"] &= of_this
            assert not any(faults.values()), faults

    @invariant()
    def a_text_that_is_shut_does_not_change(self) -> None:
        if self.model.rounded_off or self.model.closed_round:
            assert self.world.stored(OPEN) == self.frozen_text

    # --- How it ends --------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            self._come_to_rest()
        finally:
            self.world.end()
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def _come_to_rest(self) -> None:
        """Everything works again: all read the same, nothing waits, every answer came once."""
        self.world.heal()
        if self.model.closed_round:
            self.begin_or_end_closed_round(set(), 0)
        if self.model.rounded_off:
            self.round_off_or_reopen(0)
        self.world.run(10.0)
        self.world.check_lines()
        for page in self.world.pages:
            self.world.connect(page, 0)
        self.world.run(8.0)
        self.world.check_rest()
        self.world.check_log(OPEN)
        self.world.check_log(CLOSED)
        assert self.world.errors == []


def test_no_order_of_events_breaks_a_promise(
    catalogue: None, vlietdam: Organisation, anna_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many runs as `TEXT_ORDERS` says; each takes forty steps at most.

    `make chaos` asks for many more. A run that fails names its steps; `deadline` and shrinking are
    off, so that a busy machine changes nothing.
    """
    monkeypatch.setattr(rooms, "hub", hub_here)
    # All processes share one connection, in one transaction that is rolled back.
    monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: None)
    monkeypatch.setattr("sessions.texts.hub.SUMMED_UP_AFTER", 6)
    monkeypatch.setattr("sessions.texts.hub.SUMMED_UP_WHEN_LEFT", 2)
    facts = SessionFacts(
        title="Matchwijzer", client_name="Vlietdam", date=NOW.date(), questions=[NUMBER]
    )
    made = preparing.create_session(
        facts=facts, organisation=vlietdam, account=anna_account, at=NOW
    )
    session = in_phase(made, Phase.RUNNING)
    people = {name: let_in(session, name) for name in ("Bram", "Carla")}
    people["Victor"] = let_in(session, "Victor", Perspective.VENDOR)
    usual = 110 if connection.vendor == "sqlite" else 40
    run_state_machine_as_test(
        lambda: EveryOrder(leader_of(session), people),
        settings=settings(
            max_examples=int(os.environ.get("TEXT_ORDERS", usual)),
            stateful_step_count=40,
            deadline=None,
            print_blob=False,
            phases=[Steps.explicit, Steps.reuse, Steps.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )

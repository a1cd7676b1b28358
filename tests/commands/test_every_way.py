"""Every way through a session, at random, held against a small model.

No sequence of what people can do loses what somebody put in, shows it early, or ends in a state
without a way out: after each sequence the session is led to its end.
"""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sessions.access.showing import is_shown
from sessions.commands import agenda, answers, closed_rounds, inputs, participants, preparing, steps
from sessions.commands import sessions as lives
from sessions.commands.conclusions import Conclusion
from sessions.commands.inputs import Input
from sessions.commands.manners import Manner
from sessions.commands.participants import Newcomer
from sessions.commands.preparing import SessionFacts
from sessions.commands.wording import Words
from sessions.enums import STEPS, ContributionKind, Outcome, Perspective, Phase, Step
from sessions.errors import Refused
from sessions.live.snapshot import snapshot_for
from sessions.models import Account, Contribution, Organisation, Participant, Session
from tests.commands.reference import Reference
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db

NUMBER = 8
MINDED = Conclusion(Outcome.NO_GOOD_ANSWER, reason="Weet niemand.")
NAMES = st.sampled_from(["Bram", "Carla"])
TICKS = st.sets(st.sampled_from(["dont_know", "look_into"]))
ANY_STEP = st.sampled_from(list(Step))
MANNERS = st.one_of(
    st.just([Step.COMPOSING]),
    st.just(list(STEPS)),
    st.sets(st.sampled_from(STEPS)).map(lambda used: [*(used | {Step.COMPOSING})]),
)


class EveryWay(RuleBasedStateMachine):
    """What anybody can do, in any order."""

    def __init__(self, organisation: Organisation, account: Account) -> None:
        super().__init__()
        self.organisation, self.account = organisation, account
        self.words = 0
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    @initialize(used=MANNERS)
    def begin(self, used: list[Step]) -> None:
        ordered = [step for step in STEPS if step in used]
        facts = SessionFacts(
            title="Matchwijzer",
            client_name="Gemeente Vlietdam",
            date=NOW.date(),
            manner=Manner(steps=[step.value for step in ordered]),
            questions=[NUMBER, NUMBER + 1],
        )
        made = preparing.create_session(
            facts=facts, organisation=self.organisation, account=self.account, at=NOW
        )
        self.session = in_phase(made, Phase.RUNNING)
        self.at = {"session_id": made.pk, "at": NOW}
        self.anna = Participant.objects.get(session=made)
        self.people = {name: self._arrive(name, Perspective.HR) for name in ("Bram", "Carla")}
        self.vera = self._arrive("Vera", Perspective.VENDOR)
        self.model = Reference(steps=ordered, step=ordered[0])

    # --- What people do -----------------------------------------------------------------------

    @rule(to=ANY_STEP, late=st.booleans(), seen=ANY_STEP)
    def set_step(self, to: Step, late: bool, seen: Step) -> None:
        seen = seen if late else self.model.step
        done = self._try(
            lambda: steps.set_step(number=NUMBER, seen=seen, to=to, by=self.anna, **self.at),
            allowed=self.model.may_step(seen, to),
        )
        if done:
            self.model.go(to)

    @rule(
        who=NAMES, goes_on=st.booleans(), writes=st.booleans(), ticks=TICKS, unnamed=st.booleans()
    )
    def save_input(
        self, who: str, goes_on: bool, writes: bool, ticks: set[str], unnamed: bool
    ) -> None:
        before = self.model.inputs.get(who, []) if goes_on else []
        words = [*before, *([self._word()] if writes else [])]
        edition = self.model.editions.get(who, 0) + 1
        own = Input(" ".join(words), unnamed, **dict.fromkeys(ticks, True))
        by = self.people[who]
        done = self._try(
            lambda: inputs.save_input(number=NUMBER, own=own, edition=edition, by=by, **self.at),
            allowed=self.model.may_write(who),
        )
        if done:
            self.model.save(who, words, edition, ticks=ticks, unnamed=unnamed)

    @rule(who=NAMES)
    def add(self, who: str) -> None:
        word = self._word()
        by = self.people[who]
        done = self._try(
            lambda: inputs.add_addition(number=NUMBER, words=Words(word), by=by, **self.at),
            allowed=self.model.may_add(who),
        )
        if done:
            self.model.added.setdefault(who, set()).add(word)

    @rule()
    def round_off(self) -> None:
        done = self._try(
            lambda: answers.round_off(number=NUMBER, conclusion=MINDED, by=self.anna, **self.at),
            allowed=self.model.under_way and not self.model.frozen,
        )
        if done:
            self.model.go(Step.DONE)

    @rule()
    def reopen(self) -> None:
        done = self._try(
            lambda: answers.reopen_question(number=NUMBER, by=self.anna, **self.at),
            allowed=self.model.under_way and self.model.frozen,
        )
        if done:
            self.model.reopen()

    @rule()
    def close(self) -> None:
        done = self._try(
            lambda: lives.close_session(by=self.anna, **self.at), allowed=self.model.under_way
        )
        if done:
            self.model.phase = Phase.CLOSED

    @rule()
    def go_on_after_the_close(self) -> None:
        done = self._try(
            lambda: lives.reopen_session(by=self.anna, **self.at),
            allowed=self.model.phase == Phase.CLOSED,
        )
        if done:
            self.model.phase = Phase.RUNNING

    @rule(inside=st.sets(NAMES))
    def begin_closed_round(self, inside: set[str]) -> None:
        insiders = [self.people[name].public_id for name in inside]
        done = self._try(
            lambda: closed_rounds.begin(insiders=insiders, by=self.anna, **self.at),
            allowed=self.model.under_way,
        )
        if done:
            self.model.closed_round = True

    @rule()
    def end_closed_round(self) -> None:
        done = self._try(
            lambda: closed_rounds.end(by=self.anna, **self.at), allowed=self.model.closed_round
        )
        if done:
            self.model.closed_round = False

    @rule(number=st.sampled_from([NUMBER, NUMBER + 1]))
    def show_question(self, number: int) -> None:
        self._try(
            lambda: agenda.show_question(number=number, by=self.anna, **self.at),
            allowed=self.model.phase == Phase.RUNNING,
        )

    @precondition(lambda self: len(self.model.present) > 1)
    @rule(who=NAMES)
    def leave(self, who: str) -> None:
        done = self._try(
            lambda: participants.leave(by=self.people[who], **self.at),
            allowed=who in self.model.present,
        )
        if done:
            self.model.present.discard(who)

    # --- What always holds --------------------------------------------------------------------

    @invariant()
    def the_session_stands_where_the_model_does(self) -> None:
        session, answer = Session.objects.get(pk=self.session.pk), self._answer()
        assert (
            session.phase,
            session.closed_round is not None,
            answer.step,
            answer.frozen_at is not None,
            answer.revealed_at is not None,
        ) == (
            self.model.phase,
            self.model.closed_round,
            self.model.step,
            self.model.frozen,
            self.model.revealed,
        )

    @invariant()
    def nothing_is_lost(self) -> None:
        kept = {name: self._words_of(name, ContributionKind.INPUT) for name in self.people}
        added = {name: self._words_of(name, ContributionKind.ADDITION) for name in self.people}

        assert kept == {name: set(self.model.inputs.get(name, [])) for name in self.people}
        assert added == {name: self.model.added.get(name, set()) for name in self.people}

    @invariant()
    def no_tick_is_lost(self) -> None:
        rows = {name: Contribution.objects.filter(author=by) for name, by in self.people.items()}
        ticked = {
            name: {tick for tick in ("dont_know", "look_into") if own.filter(**{tick: True})}
            for name, own in rows.items()
        }
        nameless = {
            name: {word for one in own.filter(unnamed=True) for word in one.text.split()}
            for name, own in rows.items()
        }

        assert (ticked, nameless) == (
            {name: self.model.ticks.get(name, set()) for name in self.people},
            {name: self.model.nameless.get(name, set()) for name in self.people},
        )

    @invariant()
    def nobody_reads_an_input_before_it_is_shown(self) -> None:
        texts = [" ".join(words) for words in self.model.inputs.values() if words]
        told = [str(snapshot_for(person)["slices"]) for person in (self.anna, self.vera)]

        assert is_shown(self._answer()) == self.model.shown
        leaks = [text for text in texts for seen in told if text in seen]
        assert self.model.shown or not leaks

    def teardown(self) -> None:
        try:
            if hasattr(self, "model"):
                self._lead_to_the_end()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def _lead_to_the_end(self) -> None:
        """Whatever came before, a facilitator can round off everything and close."""
        if self.model.closed_round:
            closed_rounds.end(by=self.anna, **self.at)
        if self.model.phase == Phase.CLOSED:
            lives.reopen_session(by=self.anna, **self.at)
        if self.model.frozen:
            answers.reopen_question(number=NUMBER, by=self.anna, **self.at)
        for step in self.model.steps:
            seen = Step(self._answer().step)
            steps.set_step(number=NUMBER, seen=seen, to=step, by=self.anna, **self.at)
        for number in (NUMBER, NUMBER + 1):
            answers.round_off(number=number, conclusion=MINDED, by=self.anna, **self.at)
        lives.close_session(by=self.anna, **self.at)
        self.nothing_is_lost()

    # --- How ----------------------------------------------------------------------------------

    def _try(self, act: Callable[[], object], *, allowed: bool) -> bool:
        """Do it, or be refused, exactly when the model says so; a refusal changes nothing."""
        revision, refusal = self._revision(), None
        try:
            act()
        except Refused as refused:
            refusal = refused
        assert (refusal is None) == allowed, refusal
        assert allowed or self._revision() == revision
        return allowed

    def _arrive(self, name: str, perspective: Perspective) -> Participant:
        return participants.admit(newcomer=Newcomer(name, perspective), **self.at)

    def _word(self) -> str:
        self.words += 1
        return f"woord{self.words}x"

    def _answer(self):
        return self.session.answers.get(number=NUMBER)

    def _revision(self) -> int:
        return Session.objects.get(pk=self.session.pk).revision

    def _words_of(self, name: str, kind: ContributionKind) -> set[str]:
        rows = Contribution.objects.filter(author=self.people[name], kind=kind)
        return {word for text in rows.values_list("text", flat=True) for word in text.split()}


def test_no_way_loses_an_input_or_ends_without_a_way_out(
    catalogue: None, vlietdam: Organisation, anna_account: Account
) -> None:
    run_state_machine_as_test(
        lambda: EveryWay(vlietdam, anna_account),
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )

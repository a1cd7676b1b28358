"""What a session may do, once more and much smaller: the model the commands are held against."""

from dataclasses import dataclass, field

from sessions.enums import PRIVATE_STEPS, Phase, Step

SHOWING = frozenset({Step.DISCUSSING, Step.COMPOSING, Step.CLOSING})


@dataclass
class Reference:
    """One session with one question of interest; words are what somebody's text is made of."""

    steps: list[Step]
    step: Step
    phase: Phase = Phase.RUNNING
    revealed: bool = False
    closed_round: bool = False
    present: set[str] = field(default_factory=lambda: {"Bram", "Carla"})
    inputs: dict[str, list[str]] = field(default_factory=dict)
    editions: dict[str, int] = field(default_factory=dict)
    added: dict[str, set[str]] = field(default_factory=dict)
    ticks: dict[str, set[str]] = field(default_factory=dict)
    nameless: dict[str, set[str]] = field(default_factory=dict)

    @property
    def under_way(self) -> bool:
        """Whether commands of the open session go on."""
        return self.phase == Phase.RUNNING and not self.closed_round

    @property
    def frozen(self) -> bool:
        return self.step == Step.DONE

    @property
    def shown(self) -> bool:
        """Whether others read the inputs."""
        return self.revealed or self.step in SHOWING

    @property
    def has_inputs(self) -> bool:
        """Whether some input says something."""
        return any(self.inputs.values()) or any(self.ticks.values())

    def may_write(self, who: str) -> bool:
        return self.under_way and who in self.present

    def may_add(self, who: str) -> bool:
        return self.may_write(who) and (self.revealed or self.step not in PRIVATE_STEPS)

    def may_step(self, seen: Step, to: Step) -> bool:
        return self.under_way and seen == self.step and not self.frozen and to in self.steps

    def go(self, to: Step) -> None:
        if to == self.step:
            return
        has_something = self.has_inputs or any(self.added.values())
        self.revealed |= to in SHOWING or (self.shown and has_something)
        self.step = to

    def reopen(self) -> None:
        private = [step for step in self.steps if step in PRIVATE_STEPS]
        hidden = not self.revealed and self.has_inputs
        others = [step for step in self.steps if step != Step.CLOSING]
        self.go(private[-1] if hidden and private else others[-1])

    def save(
        self, who: str, words: list[str], edition: int, *, ticks: set[str], unnamed: bool
    ) -> None:
        """Alone: the input is this. Shown: what is new is added, and nothing is taken back."""
        before = set(self.inputs.get(who, []))
        nameless = self.nameless.setdefault(who, set())
        if not self.shown:
            self.inputs[who], self.editions[who], self.ticks[who] = words, edition, ticks
            nameless -= before
            nameless |= set(words) if unnamed else set()
            return
        added = self.added.setdefault(who, set())
        added |= set(words) - before
        nameless |= before | added if unnamed else set()
        self.ticks.setdefault(who, set()).update(ticks)

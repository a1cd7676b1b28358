"""What a report says, as frozen values: without models, ready to be kept for good.

Equal states give equal values; nothing in them depends on when or by whom the report is asked
for. `contents` fills them from the database, `html` sets them on paper. `Contents` is the
shareable edition and has no place for what is internal; `internal` adds that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sessions.report.spoken import NOBODY, Dissent, Tally, VendorFact


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of text in one style; line feeds break lines, `address` is what it links to."""

    text: str
    bold: bool = False
    italic: bool = False
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A part of an answer: "paragraph" holds runs; "bullets", "numbers", "item" hold passages."""

    kind: str
    runs: tuple[Run, ...] = ()
    passages: tuple[Passage, ...] = ()
    start: int = 1


@dataclass(frozen=True, kw_only=True)
class People:
    """How many spoke from one perspective; `own_words` is filled for "other" only."""

    perspective: str
    own_words: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Action:
    """One action point; `number` counts from 1 in order of date; no `question`: the session's."""

    number: int
    question: int | None
    text: str
    kind: str
    owner: str
    due_date: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Part:
    """One sub-question, verbatim, and whether the group ticked it as answered."""

    text: str
    done: bool


@dataclass(frozen=True, kw_only=True)
class SystemFact:
    """One filled-in field of the system card; `field` is the name of the model's field."""

    field: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RedFlag:
    """One red-flag question of the system card: "yes", "no", "unknown" or "" (not answered)."""

    field: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class EarlierVersion:
    """A final version that came before: its number, moment (UTC), hash and what changed in it."""

    version: int
    final_at: dt.datetime
    contents_hash: str
    changed: str


@dataclass(frozen=True, kw_only=True)
class QuestionAnswer:
    """One question and all the group left at it; empty strings are what nobody filled in.

    `inputs` counts what people wrote alone and the group saw. `consent` is who can live with the
    joint answer; `facts_right` is the vendor's own: whether the facts are right.
    """

    number: int
    short_name: str
    text: str
    parts: tuple[Part, ...]
    chosen: bool
    outcome: str
    answer: tuple[Passage, ...]
    reason: str
    risk: str
    risk_reason: str
    acceptance: str
    actions: tuple[Action, ...]
    vendor_facts: tuple[VendorFact, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    inputs: int = 0
    consent: Tally = NOBODY
    facts_right: Tally = NOBODY


@dataclass(frozen=True, kw_only=True)
class ThemeAnswers:
    """One theme, its title verbatim, and its questions in order."""

    number: int
    title: str
    short_name: str
    questions: tuple[QuestionAnswer, ...]


@dataclass(frozen=True, kw_only=True)
class Contents:
    """One report that may be shared. `actions` are in order of date; moments are in UTC.

    A concept has no `version` and no `final_at`. `people` counts who took part by perspective,
    `scribes` and `observers` among them. `steps` are those the session used. Of closed rounds it
    says how many there were, and how many minutes they took together. `vendor_facts` are about the
    system as a whole.
    """

    language: str
    version: int | None = None
    final_at: dt.datetime | None = None
    changed: str = ""
    earlier: tuple[EarlierVersion, ...] = ()
    closed: bool
    as_of: dt.datetime
    title: str
    client: str
    system: str
    vendor: str
    date: dt.date
    source: str
    facilitators: int
    people: tuple[People, ...]
    scribes: int = 0
    observers: int = 0
    vendor_present: bool
    started_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    steps: tuple[str, ...] = ()
    closed_rounds: int = 0
    closed_minutes: int = 0
    system_facts: tuple[SystemFact, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    vendor_facts: tuple[VendorFact, ...] = ()
    questionnaire_version: int = 1
    themes: tuple[ThemeAnswers, ...]
    actions: tuple[Action, ...]

    @property
    def concept(self) -> bool:
        """Say whether this is no final version."""
        return self.version is None

    @property
    def questions(self) -> tuple[QuestionAnswer, ...]:
        """Every question in order, over the themes."""
        return tuple(question for theme in self.themes for question in theme.questions)

    def with_outcome(self, outcome: str) -> int:
        """Count the questions that were left with this outcome."""
        return sum(question.outcome == outcome for question in self.questions)

    def with_risk(self, risk: str) -> int:
        """Count the questions whose risk was judged so; "" counts those without a judgement."""
        return sum(question.risk == risk for question in self.questions)

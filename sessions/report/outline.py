"""Which parts a report has, in order and numbered; a part without anything to say is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from sessions.enums import Outcome
from sessions.report.internal import inside
from sessions.report.values import Contents, QuestionAnswer

UNKNOWN_YET = (Outcome.TO_INVESTIGATE.value, Outcome.OPEN.value)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One numbered part; `flows` on after the part before instead of starting a page."""

    key: str
    number: int
    title: str
    flows: bool

    @property
    def template(self) -> str:
        """Name the template that sets this part."""
        return f"report/{self.key}.html"


def parts(contents: Contents) -> list[Part]:
    """Return the parts of this report."""
    return [
        Part(key=key, number=number, title=title, flows=flows)
        for number, (key, title, flows) in enumerate(_told(contents), 1)
    ]


def numbers(contents: Contents) -> dict[str, int]:
    """Return the number of each part by its key."""
    return {part.key: part.number for part in parts(contents)}


def _told(contents: Contents) -> Iterator[tuple[str, str, bool]]:
    """Yield key, title and whether it flows on."""
    card = bool(contents.system_facts)
    yield "summary", gettext("Summary"), False
    yield "system", gettext("The system"), False
    yield "course", gettext("How the session went"), not card
    yield "questions", gettext("The questions and the answers"), False
    yield "actions", gettext("List of actions"), False
    found = inside(contents)
    if open_questions(contents):
        yield "open", gettext("Open questions"), True
    if found and found.parked:
        yield "parked", gettext("Parking list"), True
    if any(question.dissents for question in contents.questions):
        yield "views", gettext("Different views"), True
    if contents.vendor_facts or any(question.vendor_facts for question in contents.questions):
        yield "vendor", gettext("Vendor statements and documents"), True
    yield "method", gettext("Source and method"), True
    yield "versions", gettext("Versions and verification"), True
    if found and found.inputs:
        yield "inputs", gettext("Appendix: what people wrote alone"), False


def open_questions(contents: Contents) -> list[QuestionAnswer]:
    """Return the questions that leave something open: an outcome, a part or all of it."""
    return [question for question in contents.questions if _leaves_open(question)]


def unanswered(question: QuestionAnswer) -> list[tuple[int, str]]:
    """Return number and words of the sub-questions without an answer, at a question with one."""
    if question.outcome in (Outcome.NOT_DISCUSSED, Outcome.NOT_APPLICABLE, *UNKNOWN_YET):
        return []
    if len(question.parts) < 2 or not any(part.done for part in question.parts):
        return []
    return [(n, part.text.strip()) for n, part in enumerate(question.parts, 1) if not part.done]


def _leaves_open(question: QuestionAnswer) -> bool:
    left = (*UNKNOWN_YET, Outcome.NOT_DISCUSSED.value)
    return question.outcome in left or bool(unanswered(question))

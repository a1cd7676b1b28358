"""The report of a session that is as full as it may be, with the longest of everything."""

from __future__ import annotations

from dataclasses import replace

from sessions.commands.action_points import MOST_ACTION_POINTS
from sessions.commands.objections import MOST_DISSENTS
from sessions.commands.parking import MOST_PARKED
from sessions.commands.participants import MOST_PEOPLE
from sessions.commands.vendor_statements import MOST_STATEMENTS
from sessions.report import labels
from sessions.report.internal import (
    Card,
    ClosedSaid,
    InternalContents,
    Parked,
    Person,
    QuestionInputs,
    Reaction,
    Remark,
)
from sessions.report.spoken import Dissent, VendorFact
from sessions.report.values import SystemFact
from tests.report.paper import TWENTY
from tests.report.samples import TRAIN, internal, paragraph, report

UNBROKEN = "y" * 4000
FACT = VendorFact(text="feit " * 800, proof="shown", document="d" * 200, place="p" * 200)
ANSWER = paragraph("woorden die samen een lang antwoord zijn " * 244)
WRITTEN = Card(text="inbreng " * 250, reactions=(Reaction(text="reactie " * 62),) * 3)


def fullest(*, quarters: int = 4) -> InternalContents:
    """Return so many quarters of it: of the questions, and of what may be beside them."""
    asked, people = TWENTY[: 5 * quarters], MOST_PEOPLE * quarters // 4
    actions = tuple(
        replace(TRAIN, number=n, question=1 + n % len(asked), text="actie " * 80, owner="w" * 80)
        for n in range(1, MOST_ACTION_POINTS * quarters // 4 + 1)
    )
    questions = (
        replace(
            one,
            answer=(ANSWER,),
            outcome="to_investigate",
            reason="reden " * 330,
            vendor_facts=(FACT,) * (MOST_STATEMENTS // 20),
            dissents=(Dissent(text=UNBROKEN),) * (MOST_DISSENTS // 20),
            actions=tuple(action for action in actions if action.question == one.number),
        )
        for one in asked
    )
    numbers = [one.number for one in asked]
    card = tuple(SystemFact(field=name, text="tekst " * 166) for name in labels.FIELDS)
    return internal(
        report(*questions, actions=actions, system_facts=card),
        names=tuple(
            Person(name=f"Mens {n}", perspective="hr", own_words="") for n in range(people)
        ),
        closed_said=tuple(ClosedSaid(question=n, text=(ANSWER,)) for n in numbers),
        remarks=tuple(
            Remark(question=n, text="opmerking " * 99) for _ in range(people) for n in numbers
        ),
        parked=(Parked(text="geparkeerd " * 45, question=3),) * (MOST_PARKED * quarters // 4),
        inputs=tuple(QuestionInputs(question=n, cards=(WRITTEN,) * people) for n in numbers),
    )

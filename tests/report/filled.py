"""A report with everything filled in: thirty people, twenty answers in Dutch, all invented."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

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
from sessions.report.spoken import Dissent, Tally, VendorFact
from sessions.report.values import (
    Action,
    Contents,
    EarlierVersion,
    Part,
    Passage,
    People,
    QuestionAnswer,
    RedFlag,
    SystemFact,
    ThemeAnswers,
)
from tests.report.samples import internal, paragraph

FILE = Path(__file__).parent / "filled_nl.json"
QUESTIONS = Path(__file__).parents[2] / "fixtures/questions_nl.json"
FINAL_AT = dt.datetime(2026, 11, 23, 9, 42, tzinfo=dt.UTC)


def filled(**changes: object) -> Contents:
    """Return the whole report as second final version, with these changes."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    actions = tuple(_action(number, row) for number, row in enumerate(told["actions"], 1))
    earlier = EarlierVersion(
        version=1,
        final_at=dt.datetime(2026, 11, 20, 15, 3, tzinfo=dt.UTC),
        contents_hash="5d41402abc4b2a76b9719d911017c592ae3f1b0c7a1f2e3d4c5b6a79880716253",
        changed="",
    )
    fields: dict[str, Any] = {
        "language": "nl",
        "version": 2,
        "final_at": FINAL_AT,
        "changed": "De leverancier verbeterde feiten bij vraag 8 en 13.",
        "earlier": (earlier,),
        "closed": True,
        "as_of": FINAL_AT,
        "title": "Proef met VacaturePeiler",
        "client": "Gemeente Oosterwaard",
        "system": "VacaturePeiler 4.2",
        "vendor": "Meerkoet Software BV",
        "date": dt.date(2026, 11, 12),
        "source": "AIR Discussietool, bij het rapport 'Als de machine kiest'",
        "facilitators": 2,
        "people": tuple(
            People(perspective=one, own_words=words, count=count)
            for one, words, count in told["people"]
        ),
        "vendor_present": True,
        "started_at": dt.datetime(2026, 11, 12, 8, 0, tzinfo=dt.UTC),
        "closed_at": dt.datetime(2026, 11, 12, 12, 6, tzinfo=dt.UTC),
        "system_facts": tuple(SystemFact(field=f, text=text) for f, text in told["system"]),
        "red_flags": tuple(RedFlag(field=f, answer=said) for f, said in told["flags"]),
        "scribes": 1,
        "observers": 1,
        "steps": ("reading", "writing", "discussing", "composing", "closing"),
        "closed_rounds": 1,
        "closed_minutes": 12,
        "vendor_facts": (VendorFact(text="Hoog risico (bijlage III)", proof="", homework=11),),
        "themes": _themes(told["questions"], actions),
        "actions": actions,
    }
    return Contents(**(fields | changes))


def filled_inside(**changes: object) -> InternalContents:
    """Return the same report as internal edition, with something in every place of its own."""
    words = "De groep vertrouwt de belofte over de testcijfers nog niet."
    doubt = Dissent(text="Ik zou zonder toets niet beginnen.", perspective="works_council")
    card = Card(
        text="Ik zie de score vaak niet terug in het gesprek.",
        perspective="recruiter",
        recognised=3,
        taken_over=True,
        reactions=(Reaction(text="Ik ook niet.", perspective="hr"),),
    )
    unnamed = Card(text="Ik weet niet wat het systeem weglaat.", dont_know=True, look_into=True)
    later = replace(card, added_at=FINAL_AT, facilitator=True, reactions=())
    asked = Action(
        number=1,
        question=14,
        text="Vraag een tweede leverancier om cijfers",
        kind="process",
        owner="Inkoop",
        due_date=dt.date(2026, 12, 11),
    )
    own: dict[str, object] = {
        "names": (
            Person(name="Noor Aksoy", perspective="other", own_words="", facilitator=True),
            Person(name="Joost Brink", perspective="recruiter", own_words=""),
        ),
        "closed_said": (
            ClosedSaid(question=14, text=(paragraph(words),), dissents=(doubt,)),
            ClosedSaid(question=18, text=(paragraph(words * 20),)),
        ),
        "closed_actions": (asked, replace(asked, number=2, question=None)),
        "remarks": (
            Remark(question=3, text="Als de tekst korter wordt"),
            Remark(question=3, text="Dit klopt niet", objection=True, of_vendor=True),
        ),
        "parked": (
            Parked(text="Wat doen we met open sollicitaties?", question=None),
            Parked(text="Wie betaalt de toets?", question=14, settled="action", closed=True),
        ),
        "inputs": (
            QuestionInputs(question=1, cards=(card, unnamed)),
            QuestionInputs(question=14, cards=(unnamed, later)),
        ),
    }
    return internal(filled(), **(own | changes))


def _action(number: int, row: list[Any]) -> Action:
    question, text, kind, owner, due = row
    return Action(
        number=number,
        question=question,
        text=text,
        kind=kind,
        owner=owner,
        due_date=dt.date.fromisoformat(due),
    )


def _themes(told: dict[str, Any], actions: tuple[Action, ...]) -> tuple[ThemeAnswers, ...]:
    rows = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    asked = [row["fields"] for row in rows if row["model"] == "airsessions.question"]
    return tuple(
        ThemeAnswers(
            number=row["fields"]["number"],
            title=row["fields"]["title"],
            short_name=row["fields"]["short_name"],
            questions=tuple(
                _question(question, told[str(question["number"])], actions)
                for question in asked
                if question["theme"] == row["pk"]
            ),
        )
        for row in rows
        if row["model"] == "airsessions.theme"
    )


def _question(
    asked: dict[str, Any], told: dict[str, Any], actions: tuple[Action, ...]
) -> QuestionAnswer:
    done = told.get("done", [])
    return QuestionAnswer(
        number=asked["number"],
        short_name=asked["short_name"],
        text=asked["text"],
        parts=tuple(Part(text=t, done=place in done) for place, t in enumerate(asked["parts"])),
        chosen=True,
        outcome=told["outcome"],
        answer=tuple(_passage(one) for one in told["answer"]),
        reason=told.get("reason", ""),
        risk=told.get("risk", ""),
        risk_reason=told.get("why", ""),
        acceptance=told.get("acceptance", ""),
        actions=tuple(action for action in actions if action.question == asked["number"]),
        vendor_facts=tuple(_fact(one) for one in told.get("vendor", ())),
        dissents=tuple(Dissent(**one) for one in told.get("dissent", ())),
        inputs=asked["number"] % 5,
        consent=Tally(yes=7, remark=asked["number"] % 3, objection=asked["number"] % 2),
        facts_right=Tally(yes=1),
    )


def _fact(told: dict[str, str]) -> VendorFact:
    day = dt.date.fromisoformat(told["date"]) if "date" in told else None
    rest = {name: value for name, value in told.items() if name != "date"}
    return VendorFact(document_date=day, **rest)


def _passage(told: str | list[str]) -> Passage:
    """Return a paragraph, or a list of them as bullets."""
    if isinstance(told, str):
        return paragraph(told)
    items = tuple(Passage(kind="item", passages=(paragraph(text),)) for text in told)
    return Passage(kind="bullets", passages=items)

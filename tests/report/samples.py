"""A small report to print, made of values."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

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
from sessions.report.values import (
    Action,
    Contents,
    EarlierVersion,
    Part,
    Passage,
    People,
    QuestionAnswer,
    Run,
    SystemFact,
    ThemeAnswers,
)


def paragraph(text: str) -> Passage:
    """Return one plain paragraph."""
    return Passage(kind="paragraph", runs=(Run(text=text),))


# How much fits where people type: in a line, in a text beside an answer, in a statement or view.
LINE, TEXT, LONG = 200, 2000, 4000
# What people may type that is not meant well, or that breaks poor tools.
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=http://127.0.0.1:9/x>",
    "</style><link rel=stylesheet href=file:///etc/passwd>",
    "{% include 'report/cover.html' %}{{ contents }}",
    "a\x00b",
    "a\ud800b",
    "\u202egnorw",
    "x" * 10_000,
    "e" + "\u0301" * 5000,
    '"><b onclick="x">',
]
TRAIN = Action(
    number=1,
    question=1,
    text="Train the recruiters",
    kind="behaviour",
    owner="HR",
    due_date=dt.date(2026, 12, 4),
)
WAIT = Action(number=2, question=None, text="Meet again", kind="", owner="", due_date=None)


def question(number: int, **changes: object) -> QuestionAnswer:
    """Return an answered question without risk or actions, with these changes."""
    fields: dict[str, object] = {
        "number": number,
        "short_name": f"Subject {number}",
        "text": f"What of subject {number}?",
        "parts": (),
        "chosen": True,
        "outcome": "answered",
        "answer": (paragraph(f"We say {number}."),),
        "reason": "",
        "risk": "",
        "risk_reason": "",
        "acceptance": "",
        "actions": (),
    }
    return QuestionAnswer(**(fields | changes))  # type: ignore[arg-type]


def report(*questions: QuestionAnswer, **changes: object) -> Contents:
    """Return a report in English about these questions, all in one theme."""
    theme = ThemeAnswers(number=1, title="What is fair?", short_name="Fair", questions=questions)
    fields: dict[str, object] = {
        "language": "en",
        "closed": False,
        "as_of": dt.datetime(2026, 11, 23, 9, 42, tzinfo=dt.UTC),
        "title": "Workshop",
        "client": "Gemeente Vlietdam",
        "system": "Matchwijzer 3",
        "vendor": "Werkwijs",
        "date": dt.date(2026, 11, 23),
        "source": "AIR Discussietool",
        "facilitators": 1,
        "people": (People(perspective="recruiter", own_words="", count=2),),
        "vendor_present": False,
        "themes": (theme,),
        "actions": (),
    }
    return Contents(**(fields | changes))  # type: ignore[arg-type]


def internal(contents: Contents, **changes: object) -> InternalContents:
    """Return these contents as the internal edition, with this beside them."""
    said = {field.name: getattr(contents, field.name) for field in fields(Contents)}
    return InternalContents(**(said | changes))


def everywhere(typed: str, *, outcome: str = "to_investigate") -> InternalContents:
    """Return a report with this text in every place where people type, as long as fits there."""
    line, text, long = typed[:LINE], typed[:TEXT], typed[:LONG]
    action = replace(TRAIN, text=text, owner=line)
    fact = VendorFact(
        text=long,
        proof="unconfirmed",
        document=line,
        document_date=TRAIN.due_date,
        address=line,
        place=line,
    )
    views = (
        Dissent(text=long, perspective="other", own_words=line),
        Dissent(text=long, perspective="it"),
    )
    asked = question(
        1,
        outcome=outcome,
        parts=(Part(text="What?", done=True), Part(text="How?", done=False)),
        answer=(Passage(kind="paragraph", runs=(Run(text=typed),)),),
        reason=text,
        risk="high",
        risk_reason=text,
        acceptance=text,
        actions=(action,),
        vendor_facts=(fact, fact),
        dissents=views,
    )
    moment = dt.datetime(2026, 11, 23, 9, 42, tzinfo=dt.UTC)
    earlier = EarlierVersion(version=1, final_at=moment, contents_hash="ab" * 32, changed=text)
    shareable = report(
        asked,
        version=2,
        final_at=moment,
        changed=text,
        earlier=(earlier,),
        title=line,
        client=line,
        system=line,
        vendor=line,
        people=(People(perspective="other", own_words=line, count=1),),
        vendor_facts=(fact,),
        system_facts=tuple(
            SystemFact(field=name, text=text) for name in ("version", "data_used", "documents")
        ),
        actions=(action,),
    )
    card = Card(
        text=text,
        perspective="other",
        own_words=line,
        dont_know=True,
        reactions=(Reaction(text=text, perspective="it"), Reaction(text=text)),
    )
    return internal(
        shareable,
        names=(Person(name=line, perspective="other", own_words=line),),
        closed_said=(ClosedSaid(question=1, text=asked.answer, dissents=views),),
        closed_actions=(action,),
        remarks=(Remark(question=1, text=text), Remark(question=1, text=text, of_vendor=True)),
        parked=(Parked(text=text, question=1, closed=True), Parked(text=text, question=None)),
        inputs=(QuestionInputs(question=1, cards=(card, card)),),
    )

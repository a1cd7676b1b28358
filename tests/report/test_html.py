"""The page before it is drawn: what stands where, and that nothing typed is markup."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from sessions.enums import Outcome, Risk
from sessions.report import html
from sessions.report.values import Contents, Part, People
from tests.report.paper import FINGERPRINT
from tests.report.samples import HOSTILE, TRAIN, WAIT, everywhere, question, report


def words(page: str) -> str:
    """Return the page's words without style sheet and tags, blanks made one."""
    body = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return " ".join(body.split())


def set_out(contents: Contents) -> str:
    """Return the page of these contents."""
    return html.render(contents, fingerprint=FINGERPRINT)


def part(page: str, start: str, end: str = "</section>") -> str:
    """Return the words of the page from one tag up to another, however its source is laid out."""
    page = " ".join(page.split())
    return words(page[page.index(start) : page.index(end, page.index(start))])


def test_a_question_stands_with_its_answer_outcome_risk_and_actions() -> None:
    asked = question(
        1,
        parts=(Part(text="What?", done=True), Part(text=" And how?", done=False)),
        outcome="to_investigate",
        reason="Too little data",
        risk="high",
        risk_reason="Nobody looked",
        acceptance="The director",
        actions=(TRAIN,),
    )

    page = set_out(report(asked, actions=(TRAIN,)))

    assert part(page, '<section class="q" id="v1">') == (
        "Question 1 What of subject 1? To investigate High risk Nobody looked "
        "Sub-question 1 answered Sub-question 2 not answered: ‘And how?’ "
        "Joint answer so far We say 1. "
        "Who accepts this risk, and why The director "
        "Open point Too little data HR, before Dec. 4, 2026: action 1 "
        "Actions Action 1 Train the recruiters HR, before Dec. 4, 2026"
    ).replace("Dec. 4, 2026", "4 December 2026")


def test_a_long_reason_stands_in_the_text() -> None:
    asked = question(1, risk="low", risk_reason="because " * 40)

    page = set_out(report(asked))

    assert "Why this risk because because" in part(page, '<section class="q" id="v1">')


def test_the_cover_tells_what_this_is() -> None:
    page = set_out(report(question(1), question(2, chosen=False)))

    assert part(page, '<section class="cover"') == (
        "1 2 Answer report AIR Discussietool Questions about artificial intelligence in "
        "recruitment and selection, answered together by Gemeente Vlietdam Draft "
        "Shareable Facts of this report Organisation Gemeente Vlietdam System Matchwijzer 3 "
        "Vendor Werkwijs Session Workshop Date Monday 23 November 2026 "
        "Programme 1 of the 2 questions Present 1 facilitator, 2 participants, no vendor "
        "Edition Shareable: may be shown to others, the vendor too "
        "As it was on 23 November 2026, 10:42 Fingerprint 9c56cc51 b374 "
        "This report is not a DPIA, not a fundamental rights assessment and not the consent of "
        "the works council. Source of the questions: AIR Discussietool."
    )


def test_the_summary_counts_outcomes_and_risks() -> None:
    asked = (
        question(1, risk="high", risk_reason="Nobody looked", actions=(TRAIN,)),
        question(2, outcome="not_discussed", answer=()),
    )

    page = set_out(report(*asked, actions=(TRAIN, WAIT)))

    assert part(page, '<section class="part one"') == (
        "1 Summary 1 of the 2 questions have an outcome. There are 2 actions. "
        "The questions: outcome and risk 1 Fair 1 Answered High risk 2 Not discussed "
        "Counted Outcome 1 Answered 1 Not discussed Risk 1 High "
        "Questions with a high risk No. About Why this risk Who does something "
        "1 Subject 1 Nobody looked HR "
        "First dates Friday 4 December 2026 Train the recruiters HR"
    )


def test_the_actions_stand_in_a_table() -> None:
    page = set_out(report(question(1), actions=(TRAIN, WAIT)))

    assert part(page, '<section class="part" id="part-actions"') == (
        "5 List of actions By date, the earliest first No. What Kind Who Before Question "
        "1 Train the recruiters Behaviour HR 4-12-2026 1 2 Meet again – – – –"
    )


def test_people_stand_in_a_table_by_perspective() -> None:
    people = (
        People(perspective="vendor", own_words="", count=1),
        People(perspective="other", own_words="Intern", count=2),
    )

    page = set_out(report(question(1), people=people))

    assert part(page, '<table class="people"', "</table>") == (
        "Who was there, by perspective Perspective Number of people Vendor 1 Other: Intern 2"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"outcome": "open"}, "This question is still open. Nothing has been written down yet."),
        ({"outcome": "not_discussed"}, "This question was not discussed."),
        (
            {"outcome": "not_discussed", "chosen": False},
            "This question was not part of this session.",
        ),
        ({"outcome": "no_good_answer"}, "No joint answer was written down."),
    ],
)
def test_a_question_without_a_text_says_why(changes: dict[str, object], said: str) -> None:
    page = set_out(report(question(1, answer=(), **changes)))

    assert part(page, '<section class="q" id="v1">').endswith(said)


@pytest.mark.parametrize("outcome", Outcome.values)
def test_every_outcome_is_a_shape_and_a_word(outcome: str) -> None:
    page = set_out(report(question(1, outcome=outcome)))

    with translation.override("en"):
        word = "Still open" if outcome == "open" else str(Outcome(outcome).label)
    assert f'<span class="ic m-{outcome}">{word}</span>' in page


@pytest.mark.parametrize("risk", Risk.values)
def test_every_risk_is_a_shape_and_a_word(risk: str) -> None:
    page = set_out(report(question(1, risk=risk)))

    with translation.override("en"):
        word = str(Risk(risk).label)
    assert f'<span class="ic m-{risk}">{word}</span>' in page


def test_a_risk_nobody_judged_is_not_called_low() -> None:
    page = set_out(report(question(1)))

    assert "Risk Not judged yet" in part(page, '<section class="part one"')


def test_the_page_is_in_the_language_of_the_questions() -> None:
    page = set_out(report(question(1), language="nl"))

    assert ('<html lang="nl">' in page, "maandag 23 november 2026" in page) == (True, True)


@pytest.mark.parametrize("outcome", ["to_investigate", "no_good_answer"])
@pytest.mark.parametrize("typed", HOSTILE)
def test_what_people_typed_is_never_markup(typed: str, outcome: str) -> None:
    calm = set_out(everywhere("c" * len(typed), outcome=outcome))

    hostile = set_out(everywhere(typed, outcome=outcome))

    assert re.findall(r"<[a-z0-9]+", hostile) == re.findall(r"<[a-z0-9]+", calm)

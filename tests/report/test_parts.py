"""The parts beside the questions: what each says, and that a part without anything is left out."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from sessions.report import html, outline
from sessions.report.internal import Person
from sessions.report.spoken import Dissent, VendorFact
from sessions.report.values import Contents, EarlierVersion, Part, RedFlag, SystemFact
from tests.report.filled import filled
from tests.report.paper import FINGERPRINT
from tests.report.samples import TRAIN, internal, question, report
from tests.report.test_html import part, set_out

SHOWN = VendorFact(
    text="We log all",
    proof="shown",
    document="Manual",
    document_date=dt.date(2026, 6, 1),
    address="https://v.example/m",
    place="p. 4",
)
FINAL = dt.datetime(2026, 11, 23, 9, 42, tzinfo=dt.UTC)


def keys(contents: Contents) -> list[str]:
    """Return the parts of this report by name."""
    return [one.key for one in outline.parts(contents)]


def test_a_report_with_everything_has_all_parts_in_order() -> None:
    assert keys(filled()) == [
        "summary",
        "system",
        "course",
        "questions",
        "actions",
        "open",
        "views",
        "vendor",
        "method",
        "versions",
    ]


def test_parts_without_anything_are_left_out_and_the_numbers_close_up() -> None:
    parts = outline.parts(report(question(1)))

    assert [(one.number, one.key) for one in parts] == [
        (1, "summary"),
        (2, "system"),
        (3, "course"),
        (4, "questions"),
        (5, "actions"),
        (6, "method"),
        (7, "versions"),
    ]


def test_a_card_that_nobody_filled_in_is_told_in_one_line() -> None:
    page = set_out(report(question(1)))

    assert part(page, '<section class="part" id="part-system"') == (
        "2 The system The system card was not filled in. "
        "System card System Matchwijzer 3 Vendor Werkwijs"
    )


def test_the_system_stands_with_its_red_flags_as_shape_and_word() -> None:
    facts = (SystemFact(field="who_decides", text="Two people"),)
    flags = (RedFlag(field="emotions", answer="yes"), RedFlag(field="biometrics", answer=""))

    page = set_out(report(question(1), system_facts=facts, red_flags=flags))

    assert (part(page, "<caption>Red flags"), '<span class="ic m-yes">Yes</span>' in page) == (
        (
            "Red flags Question Answer "
            "Does the system infer emotions from face, voice or posture? Yes "
            "A red flag is raised: this is probably not allowed. Ask for legal advice first. "
            "This is advice of the tool, not a judgement."
        ),
        True,
    )


def test_how_the_session_went_names_nobody_unless_it_was_agreed() -> None:
    page = set_out(report(question(1), started_at=FINAL, closed_at=FINAL + dt.timedelta(hours=4)))

    assert part(page, '<section class="part flow" id="part-course"', "<caption>Who was") == (
        "3 How the session went The session in short Date Monday 23 November 2026 "
        "Start and end 10:42 to 14:42 Programme 1 of the 1 questions "
        "Present 1 facilitator, 2 participants, no vendor "
        "Names This report names perspectives only, no people. "
        "Written down apart 0 vendor statements, 0 different views "
        "Outcomes by theme 1 Fair 1 Answered 1 Answered"
    )


def test_names_that_were_agreed_stand_with_their_perspective() -> None:
    names = (
        Person(name="Anna", perspective="hr", own_words="", facilitator=True),
        Person(name="Bram", perspective="it", own_words=""),
    )

    page = set_out(internal(report(question(1)), names=names))

    assert part(page, '<table class="names"', "</table>") == (
        "Who was there, by name Name Perspective Anna Facilitator Bram IT"
    )


def test_a_session_over_two_days_says_both() -> None:
    page = set_out(report(question(1), started_at=FINAL, closed_at=FINAL + dt.timedelta(days=1)))

    assert "23-11-2026, 10:42 to 24-11-2026, 10:42" in page


def test_a_question_shows_vendor_view_and_open_point_each_in_its_form() -> None:
    asked = question(
        1,
        outcome="to_investigate",
        reason="Which years?",
        vendor_facts=(SHOWN,),
        dissents=(Dissent(text="I doubt it", perspective="works_council"),),
    )

    page = set_out(report(asked))

    forms = re.findall(r'<div class="(vendor|view|open|joint)', part_source(page))
    assert (forms, part(page, '<div class="vendor whole', "</ul>")) == (
        ["joint", "vendor", "view", "open"],
        "Vendor Facts of the vendor Shown We log all D1, Manual, p. 4",
    )


def part_source(page: str) -> str:
    """Return the source of the first question."""
    return page[page.index('<section class="q"') :].split("</section>")[0]


def test_a_view_without_name_says_so() -> None:
    page = set_out(report(question(1, dissents=(Dissent(text="I doubt it"),))))

    assert part(page, '<section class="q"').endswith("Different view I doubt it without name")


def test_documents_get_one_code_each_however_often_they_are_named() -> None:
    other = VendorFact(text="We promise", proof="promised", document="Plan")
    asked = (question(1, vendor_facts=(SHOWN, other)), question(2, vendor_facts=(SHOWN,)))

    page = set_out(report(*asked))

    assert part(page, '<section class="part flow" id="part-vendor"', "</section>").endswith(
        "Code Document Date Where to find it D1 Manual 1-6-2026 https://v.example/m "
        "D2 Plan – – Statements by question: 2 shown, 1 promised "
        "Question Statement How sure Document 1 We log all Shown D1, p. 4 "
        "1 We promise Promised D2 2 We log all Shown D1, p. 4"
    )


def test_an_address_that_is_none_becomes_no_link() -> None:
    fact = VendorFact(text="x", proof="shown", document="d", address="javascript:alert(1)")

    page = set_out(report(question(1, vendor_facts=(fact,))))

    assert 'href="javascript' not in page


def test_open_questions_name_who_finds_out_and_what_was_not_discussed() -> None:
    asked = (
        question(1, outcome="to_investigate", reason="Which years?", actions=(TRAIN,)),
        question(2, parts=(Part(text="What?", done=True), Part(text="How?", done=False))),
        question(3, outcome="not_discussed", answer=()),
        question(4, outcome="not_discussed", answer=(), chosen=False),
    )

    page = set_out(report(*asked))

    assert part(page, '<section class="part flow" id="part-open"') == (
        "6 Open questions What we do not know yet Question What is open Who finds out, and when "
        "1 Which years? HR, before 4 December 2026: action 1 2 Sub-question 2: ‘How?’ – "
        "Not discussed Question About Why "
        "3 Subject 3 It was in the programme, but was not rounded off. "
        "4 Subject 4 It was not in the programme."
    )


def test_a_draft_has_a_dashed_stamp_a_watermark_and_no_version() -> None:
    page = set_out(report(question(1)))

    said = (
        '<p class="stamp draft">Draft</p>' in page,
        "mark:watermark/DRAFT" in page,
        part(page, "<caption>Versions", "</table>"),
    )
    assert said == (
        True,
        True,
        (
            "Versions Version Date What changed Fingerprint – 23 November 2026, 10:42 "
            "Draft: can still change 9c56cc51 b374"
        ),
    )


def test_a_final_version_has_a_solid_stamp_its_history_and_how_to_check_it() -> None:
    earlier = EarlierVersion(version=1, final_at=FINAL, contents_hash="abcdef123456789", changed="")
    contents = report(
        question(1), closed=True, version=2, final_at=FINAL, changed="More", earlier=(earlier,)
    )

    page = set_out(contents)

    said = (
        '<p class="stamp">Final</p>' in page,
        "mark:watermark/" in page,
        part(page, "<caption>Versions", "</table>"),
        part(page, '<p class="code">', "</p>").replace(" ", "") == FINGERPRINT,
        "manage.py verify_report" in page,
        "sha256sum antwoordrapport.json" in page,
    )
    assert said == (
        True,
        False,
        (
            "Versions Version Date What changed Fingerprint "
            "1 23 November 2026, 10:42 First final version abcdef12 3456 "
            "2 23 November 2026, 10:42 More 9c56cc51 b374"
        ),
        True,
        True,
        True,
    )


@pytest.mark.parametrize("kept", [False, True])
def test_the_method_tells_of_different_views_only_when_there_are(kept: bool) -> None:
    views = (Dissent(text="No"),) if kept else ()
    page = set_out(report(question(1, dissents=views)))

    told = "had it stand beside the answer" in part(
        page, '<section class="part flow" id="part-method"'
    )
    assert told == kept


def test_the_report_states_no_law() -> None:
    page = set_out(filled(language="en"))

    assert re.findall(r"AI Act|GDPR|Works Councils Act|art\. \d+", page) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_part_is_without_a_title_in_either_language(language: str) -> None:
    page = html.render(filled(language=language), fingerprint=FINGERPRINT)

    assert len(re.findall(r'<span class="pn">\d+ </span>\w', page)) == 10

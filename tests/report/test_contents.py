"""What the report says of a session: whole values, read in one look."""

from __future__ import annotations

import datetime as dt

import pycrdt
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions.enums import Outcome, Perspective, Phase
from sessions.models import (
    ActionPoint,
    Answer,
    ClosedRound,
    ConsentVote,
    Contribution,
    HomeworkItem,
    ParkedItem,
    Participant,
    Question,
    Reaction,
    Report,
    Session,
    SystemCard,
    TextUpdate,
)
from sessions.report import consent
from sessions.report.contents import collect
from sessions.report.internal import (
    Card,
    ClosedSaid,
    Parked,
    Person,
    QuestionInputs,
    Remark,
)
from sessions.report.internal import Reaction as ReactionSaid
from sessions.report.internal_contents import collect_internal
from sessions.report.spoken import Dissent, Tally, VendorFact
from sessions.report.values import (
    Action,
    EarlierVersion,
    Part,
    Passage,
    People,
    QuestionAnswer,
    RedFlag,
    Run,
    SystemFact,
)
from tests.conftest import NOW, in_phase

LATER = NOW + dt.timedelta(hours=1)


def write(
    session: Session, number: int, *words: str, at: dt.datetime = NOW, closed: bool = False
) -> None:
    """Keep paragraphs as the text of a question."""
    doc: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    root = doc.get("default", type=pycrdt.XmlFragment)
    for text in words:
        root.children.append(pycrdt.XmlElement("paragraph", contents=[pycrdt.XmlText(text)]))
    TextUpdate.objects.create(
        answer=session.answers.get(number=number),
        closed=closed,
        sequence=1,
        update=doc.get_update(),
        kept_at=at,
    )


def round_off(session: Session, number: int, **fields: object) -> Answer:
    """Give an answer these fields."""
    answer = session.answers.get(number=number)
    for name, value in fields.items():
        setattr(answer, name, value)
    answer.save(update_fields=list(fields))
    return answer


def answered(session: Session, number: int) -> QuestionAnswer:
    """Return what the report says of one question."""
    return collect(session=session, at=LATER).questions[number - 1]


def test_a_question_is_printed_with_all_the_group_left(session: Session) -> None:
    source = Question.objects.get(number=6)
    answer = round_off(
        session,
        6,
        outcome=Outcome.TO_INVESTIGATE,
        reason="Too little data",
        risk="high",
        risk_reason="Nobody looked",
        acceptance="The director, until May",
        parts_done=[1],
    )
    ActionPoint.objects.create(
        session=session,
        answer=answer,
        text="Ask the vendor",
        kind="process",
        owner="IT",
        due_date=dt.date(2026, 12, 4),
        added_at=NOW,
    )
    write(session, 6, "We do not know.", "Not yet.")

    assert answered(session, 6) == QuestionAnswer(
        number=6,
        short_name=source.short_name,
        text=source.text,
        parts=(Part(text=source.parts[0], done=False), Part(text=source.parts[1], done=True)),
        chosen=True,
        outcome="to_investigate",
        answer=(
            Passage(kind="paragraph", runs=(Run(text="We do not know."),)),
            Passage(kind="paragraph", runs=(Run(text="Not yet."),)),
        ),
        reason="Too little data",
        risk="high",
        risk_reason="Nobody looked",
        acceptance="The director, until May",
        actions=(
            Action(
                number=1,
                question=6,
                text="Ask the vendor",
                kind="process",
                owner="IT",
                due_date=dt.date(2026, 12, 4),
            ),
        ),
    )


def test_the_facts_of_the_session_are_printed(session: Session) -> None:
    contents = collect(session=session, at=LATER)

    assert (contents.language, contents.title, contents.client, contents.system) == (
        "nl",
        "Matchwijzer",
        "Gemeente Vlietdam",
        "Matchwijzer 3",
    )
    assert (contents.vendor, contents.date, contents.source) == (
        "Werkwijs",
        dt.date(2026, 11, 23),
        session.questionnaire.source,
    )


def test_all_twenty_questions_stand_in_order_under_five_themes(session: Session) -> None:
    contents = collect(session=session, at=LATER)

    assert [[question.number for question in theme.questions] for theme in contents.themes] == [
        [1, 2, 3, 4],
        [5, 6, 7],
        [8, 9, 10],
        [11, 12, 13, 14, 15],
        [16, 17, 18, 19, 20],
    ]


def test_people_are_counted_by_perspective_and_facilitators_apart(
    session: Session, bram: Participant, carla: Participant, arrive: object
) -> None:
    Participant.objects.filter(pk=bram.pk).update(
        perspective=Perspective.OTHER, perspective_text="Net begonnen"
    )
    arrive("Ben", Perspective.HR)  # type: ignore[operator]

    contents = collect(session=session, at=LATER)

    assert (contents.facilitators, contents.people, contents.vendor_present) == (
        1,
        (
            People(perspective="hr", own_words="", count=2),
            People(perspective="other", own_words="Net begonnen", count=1),
        ),
        False,
    )


def test_a_vendor_who_is_in_is_named_as_present(session: Session, victor: Participant) -> None:
    assert collect(session=session, at=LATER).vendor_present is True


def test_somebody_removed_is_not_counted(session: Session, victor: Participant) -> None:
    Participant.objects.filter(pk=victor.pk).update(removed_at=NOW)

    contents = collect(session=session, at=LATER)

    assert (contents.people, contents.vendor_present) == ((), False)


def test_a_draft_calls_an_open_question_open(session: Session) -> None:
    assert answered(session, 3).outcome == "open"


def test_a_question_that_was_not_chosen_is_not_discussed(session: Session) -> None:
    round_off(session, 3, chosen=False)

    assert (answered(session, 3).chosen, answered(session, 3).outcome) == (False, "not_discussed")


def test_what_is_still_open_at_the_close_is_not_discussed(session: Session) -> None:
    in_phase(session, Phase.CLOSED)

    assert answered(session, 3).outcome == "not_discussed"


def test_actions_stand_in_order_of_date_and_those_without_one_last(session: Session) -> None:
    for text, day in (("someday", None), ("late", 20), ("early", 4)):
        due = dt.date(2026, 12, day) if day else None
        ActionPoint.objects.create(session=session, text=text, due_date=due, added_at=NOW)

    actions = collect(session=session, at=LATER).actions

    assert [(action.number, action.text) for action in actions] == [
        (1, "early"),
        (2, "late"),
        (3, "someday"),
    ]


def test_the_report_is_as_of_the_last_word_typed(session: Session) -> None:
    typed = NOW + dt.timedelta(minutes=20)
    write(session, 1, "Late words", at=typed)

    assert collect(session=session, at=LATER).as_of == typed


def test_the_report_is_as_of_the_last_change_of_the_session(session: Session) -> None:
    assert collect(session=session, at=LATER).as_of == session.changed_at


def test_the_report_never_claims_to_come_after_it_was_made(session: Session) -> None:
    made = session.changed_at - dt.timedelta(minutes=1)

    assert collect(session=session, at=made).as_of == made


def test_nothing_of_another_session_is_printed(session: Session, other_session: Session) -> None:
    before = collect(session=session, at=LATER)
    write(other_session, 1, "Theirs")
    round_off(other_session, 1, outcome=Outcome.ANSWERED, risk="high")
    ActionPoint.objects.create(session=other_session, text="Theirs", added_at=NOW)

    assert collect(session=session, at=LATER) == before


def test_equal_states_give_equal_contents(session: Session) -> None:
    first = collect(session=session, at=LATER)

    assert collect(session=session, at=LATER + dt.timedelta(days=1)) == first


@pytest.mark.django_db(transaction=True)
def test_everything_is_read_in_one_transaction(session: Session) -> None:
    with CaptureQueriesContext(connection) as captured:
        collect(session=session, at=LATER)

    words = [query["sql"].split()[0] for query in captured.captured_queries]
    assert (words[0], words[-1], words.count("COMMIT")) == ("BEGIN", "COMMIT", 1)


def contribute(session: Session, number: int, **fields: object) -> Contribution:
    """Keep a contribution at a question."""
    usual: dict[str, object] = {"kind": "dissent", "text": "I disagree", "added_at": NOW}
    answer = session.answers.get(number=number)
    return Contribution.objects.create(answer=answer, **(usual | fields))


def test_what_the_vendor_states_stands_at_its_question(
    session: Session, victor: Participant
) -> None:
    contribute(
        session,
        8,
        author=victor,
        kind="vendor_statement",
        text="Tested on 10,000 letters",
        proof="shown",
        document="Test report",
        document_date=dt.date(2026, 3, 1),
        document_address="https://werkwijs.example/test.pdf",
        document_place="page 4",
    )

    asked = collect(session=session, at=LATER).questions
    assert [(one.number, one.vendor_facts) for one in asked if one.vendor_facts] == [
        (
            8,
            (
                VendorFact(
                    text="Tested on 10,000 letters",
                    proof="shown",
                    document="Test report",
                    document_date=dt.date(2026, 3, 1),
                    address="https://werkwijs.example/test.pdf",
                    place="page 4",
                ),
            ),
        )
    ]


def test_another_view_is_told_with_the_role_of_who_has_it(
    session: Session, daan: Participant
) -> None:
    contribute(session, 8, author=daan)

    assert answered(session, 8).dissents == (
        Dissent(text="I disagree", perspective="works_council"),
    )


def test_a_role_in_own_words_goes_with_the_view(session: Session, bram: Participant) -> None:
    Participant.objects.filter(pk=bram.pk).update(
        perspective=Perspective.OTHER, perspective_text="Net begonnen"
    )
    contribute(session, 8, author=bram)

    assert answered(session, 8).dissents == (
        Dissent(text="I disagree", perspective="other", own_words="Net begonnen"),
    )


def test_who_stays_unnamed_leaves_neither_name_nor_role(
    session: Session, daan: Participant
) -> None:
    Session.objects.filter(pk=session.pk).update(names_in_report=True)
    contribute(session, 8, author=daan, unnamed=True)

    assert answered(session, 8).dissents == (Dissent(text="I disagree"),)


def test_the_filled_in_fields_of_the_card_are_told_in_order(session: Session) -> None:
    SystemCard.objects.create(
        session=session, version="3.1", complaints="By mail", emotions="no", changed_at=NOW
    )

    contents = collect(session=session, at=LATER)
    assert (contents.system_facts, contents.red_flags) == (
        (SystemFact(field="version", text="3.1"), SystemFact(field="complaints", text="By mail")),
        (RedFlag(field="emotions", answer="no"), RedFlag(field="biometrics", answer="")),
    )


def test_without_a_card_nothing_is_told_of_the_system(session: Session) -> None:
    contents = collect(session=session, at=LATER)

    assert (contents.system_facts, contents.red_flags) == ((), ())


def test_nobody_is_named_unless_the_session_says_so(session: Session, carla: Participant) -> None:
    assert collect_internal(session=session, at=LATER).names == ()


def test_with_names_everybody_who_is_in_is_named(session: Session, carla: Participant) -> None:
    Session.objects.filter(pk=session.pk).update(names_in_report=True)

    assert collect_internal(session=session, at=LATER).names == (
        Person(name="Anna", perspective="other", own_words="", facilitator=True),
        Person(name="Carla", perspective="hr", own_words=""),
    )


def test_start_close_and_the_version_of_the_questions_are_told(session: Session) -> None:
    ended = NOW + dt.timedelta(hours=2)
    Session.objects.filter(pk=session.pk).update(started_at=NOW, closed_at=ended)

    contents = collect(session=session, at=LATER)
    assert (contents.started_at, contents.closed_at, contents.questionnaire_version) == (
        NOW,
        ended,
        session.questionnaire.version,
    )


def test_final_versions_so_far_are_listed(session: Session) -> None:
    Report.objects.create(
        organisation=session.organisation,
        session=session,
        session_public_id=session.public_id,
        version=1,
        edition="shareable",
        changed="",
        final_at=NOW,
        contents_hash="ab" * 32,
    )

    assert collect(session=session, at=LATER).earlier == (
        EarlierVersion(version=1, final_at=NOW, contents_hash="ab" * 32, changed=""),
    )


def test_the_report_is_as_of_the_last_contribution(session: Session) -> None:
    added = NOW + dt.timedelta(minutes=20)
    contribute(session, 8, added_at=added)

    assert collect(session=session, at=LATER).as_of == added


def test_the_report_is_as_of_the_last_change_of_the_card(session: Session) -> None:
    changed = NOW + dt.timedelta(minutes=20)
    SystemCard.objects.create(session=session, changed_at=changed)

    assert collect(session=session, at=LATER).as_of == changed


def hold_round(session: Session, *, minutes: int = 12) -> ClosedRound:
    """Keep a closed round that began an hour after the beginning of all."""
    began = NOW + dt.timedelta(hours=1)
    ended = began + dt.timedelta(minutes=minutes)
    return ClosedRound.objects.create(session=session, began_at=began, ended_at=ended)


def say_in_closed_round(session: Session, at: dt.datetime = NOW) -> None:
    """Leave a text, a view, an action and a parked item of a closed round at question 5."""
    write(session, 5, "SECRET text", at=at, closed=True)
    contribute(session, 5, text="SECRET view", closed=True, added_at=at)
    answer = session.answers.get(number=5)
    rest: dict[str, object] = {"session": session, "answer": answer, "closed": True, "added_at": at}
    ActionPoint.objects.create(text="SECRET action", **rest)
    ParkedItem.objects.create(text="SECRET item", **rest)


def test_the_shareable_edition_says_nothing_of_what_closed_rounds_said(session: Session) -> None:
    before = collect(session=session, at=LATER)
    say_in_closed_round(session, at=NOW + dt.timedelta(minutes=30))

    assert collect(session=session, at=LATER) == before


def test_the_internal_edition_says_what_closed_rounds_said(session: Session) -> None:
    say_in_closed_round(session)

    inside = collect_internal(session=session, at=LATER)
    assert inside.closed_said == (
        ClosedSaid(
            question=5,
            text=(Passage(kind="paragraph", runs=(Run(text="SECRET text"),)),),
            dissents=(Dissent(text="SECRET view"),),
        ),
    )
    assert [action.text for action in inside.closed_actions] == ["SECRET action"]
    assert inside.parked == (Parked(text="SECRET item", question=5, closed=True),)
    assert inside.actions == ()


def test_both_editions_say_that_there_were_closed_rounds(session: Session) -> None:
    hold_round(session)

    both = [one(session=session, at=LATER) for one in (collect, collect_internal)]
    assert [(one.closed_rounds, one.closed_minutes) for one in both] == [(1, 12)] * 2


def test_a_change_in_a_closed_round_does_not_date_the_shareable_edition(session: Session) -> None:
    held = hold_round(session)
    changed = held.began_at + dt.timedelta(minutes=5)
    Session.objects.filter(pk=session.pk).update(changed_at=changed)
    later = LATER + dt.timedelta(hours=2)

    both = [one(session=session, at=later).as_of for one in (collect, collect_internal)]
    assert both == [held.began_at, changed]


def test_votes_are_counted_and_the_vendor_apart(
    session: Session, bram: Participant, carla: Participant, victor: Participant
) -> None:
    answer = session.answers.get(number=2)
    for who, choice, text in ((bram, "yes", ""), (carla, "remark", "But"), (victor, "yes", "")):
        ConsentVote.objects.create(
            answer=answer,
            participant=who,
            choice=choice,
            text=text,
            of_vendor=who == victor,
            cast_at=NOW,
        )

    asked = answered(session, 2)
    assert (asked.consent, asked.facts_right) == (Tally(yes=1, remark=1), Tally(yes=1))
    inside = collect_internal(session=session, at=LATER)
    assert inside.remarks == (Remark(question=2, text="But"),)


def test_votes_of_before_the_last_change_of_the_text_are_told_apart(
    session: Session, bram: Participant, carla: Participant, victor: Participant
) -> None:
    answer = session.answers.get(number=2)
    write(session, 2, "Changed.", at=LATER)
    for who, at in ((bram, NOW), (carla, LATER), (victor, NOW)):
        ConsentVote.objects.create(
            answer=answer, participant=who, choice="yes", of_vendor=who == victor, cast_at=at
        )

    asked = answered(session, 2)
    assert (asked.consent, asked.facts_right) == (
        Tally(yes=2, outdated=1),
        Tally(yes=1, outdated=1),
    )
    assert [words for _asked, words in consent.lines(asked)] == [
        "2 ja. 1 van 2 stemde vóór de laatste wijziging van de tekst.",
        "1 ja. 1 van 1 stemde vóór de laatste wijziging van de tekst.",
    ]


def test_an_objection_that_became_a_view_is_told_once(session: Session, bram: Participant) -> None:
    answer = session.answers.get(number=2)
    vote = ConsentVote.objects.create(
        answer=answer, participant=bram, choice="objection", text="No", cast_at=NOW
    )
    contribute(session, 2, author=bram, text="No", key=vote.kept_as)

    inside = collect_internal(session=session, at=LATER)
    assert (inside.remarks, inside.questions[1].dissents) == (
        (),
        (Dissent(text="No", perspective="recruiter"),),
    )


def test_a_view_of_who_leads_is_told_as_such(session: Session, anna: Participant) -> None:
    contribute(session, 2, author=anna)

    assert answered(session, 2).dissents == (Dissent(text="I disagree", facilitator=True),)


def test_a_view_of_the_vendor_is_marked_also_without_a_name(
    session: Session, victor: Participant
) -> None:
    contribute(session, 2, author=victor, unnamed=True)

    assert answered(session, 2).dissents == (Dissent(text="I disagree", perspective="vendor"),)


def test_inputs_are_counted_once_they_were_shown(session: Session, bram: Participant) -> None:
    contribute(session, 2, author=bram, kind="input", text="Alone")
    before = answered(session, 2).inputs
    round_off(session, 2, revealed_at=NOW)

    assert (before, answered(session, 2).inputs) == (0, 1)


def test_an_input_that_was_emptied_is_in_no_report(session: Session, bram: Participant) -> None:
    contribute(session, 2, author=bram, kind="input", text="")
    round_off(session, 2, revealed_at=NOW)
    Session.objects.filter(pk=session.pk).update(inputs_in_report=True)

    inside = collect_internal(session=session, at=LATER).inputs
    assert (answered(session, 2).inputs, inside) == (0, ())


def test_inputs_stand_in_the_internal_edition_where_that_was_chosen(
    session: Session, bram: Participant, carla: Participant
) -> None:
    shown = contribute(session, 2, author=bram, kind="input", text="Alone", look_into=True)
    contribute(session, 3, author=bram, kind="input", text="Never shown")
    round_off(session, 2, revealed_at=NOW)
    Reaction.objects.create(
        contribution=shown, author=carla, text="So do I", unnamed=True, added_at=NOW
    )
    without = collect_internal(session=session, at=LATER).inputs
    Session.objects.filter(pk=session.pk).update(inputs_in_report=True)

    assert (without, collect_internal(session=session, at=LATER).inputs) == (
        (),
        (
            QuestionInputs(
                question=2,
                cards=(
                    Card(
                        text="Alone",
                        perspective="recruiter",
                        look_into=True,
                        reactions=(ReactionSaid(text="So do I"),),
                    ),
                ),
            ),
        ),
    )


def test_people_with_another_role_are_counted_apart(
    session: Session, bram: Participant, carla: Participant
) -> None:
    Participant.objects.filter(pk=bram.pk).update(role="scribe")
    Participant.objects.filter(pk=carla.pk).update(role="observer")

    contents = collect(session=session, at=LATER)
    assert (contents.scribes, contents.observers, contents.facilitators) == (1, 1, 1)


def test_adopted_homework_at_no_question_is_about_the_system(session: Session) -> None:
    for number, confidential in ((11, False), (12, True)):
        HomeworkItem.objects.create(
            session=session,
            number=number,
            brought="whole",
            text="Annex III",
            judged="adopted",
            confidential=confidential,
            changed_at=NOW,
        )
    session.answers.filter(number=4).update(chosen=False)

    facts = collect(session=session, at=LATER).vendor_facts
    assert [(one.homework, one.text.splitlines()[-1]) for one in facts] == [(11, "Annex III")]

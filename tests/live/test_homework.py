"""What the vendor prepared: twelve things, each at its questions, for whom it is to be seen."""

from datetime import date

import pytest

from sessions.homework_items import HOMEWORK, wanted, wanted_at
from sessions.live.audience import Audience
from sessions.live.homework import homework_cards
from sessions.models import HomeworkItem
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

LOOKS_ON = {Audience.OBSERVER, Audience.PROJECTOR}
DESK = {Audience.FACILITATOR, Audience.SCRIBE}


def bring(session, number=4, **fields):
    values = {"brought": "whole", "text": "Opslag in Dublin.", "changed_at": NOW, **fields}
    return HomeworkItem.objects.create(session=session, number=number, **values)


def who_sees(session, number=8):
    return {each for each in Audience if homework_cards(session, number, each)}


def test_there_are_twelve_things_numbered_in_order():
    assert [each.number for each in HOMEWORK] == list(range(1, 13))


def test_each_belongs_to_the_questions_the_list_of_the_domain_names():
    assert {each.number: each.questions for each in HOMEWORK} == {
        1: (9, 19),
        2: (5, 6),
        3: (7,),
        4: (8,),
        5: (14,),
        6: (14, 15),
        7: (17,),
        8: (10, 18),
        9: (3, 10),
        10: (13,),
        11: (),
        12: (4,),
    }


def test_every_title_is_its_own_and_fits_in_a_line():
    titles = [str(each.title) for each in HOMEWORK]

    assert (len(set(titles)), [title for title in titles if len(title) > 60]) == (12, [])


def test_a_number_that_is_not_in_the_list_is_nothing():
    assert [wanted(number) for number in (0, 13, -1)] == [None, None, None]


def test_two_things_belong_to_question_fourteen():
    assert [each.number for each in wanted_at(14)] == [5, 6]


def test_a_card_holds_all_that_was_brought(session):
    bring(
        session,
        document="Bijlage 4",
        document_date=date(2026, 6, 1),
        document_address="https://werkwijs.example/bijlage-4",
        document_place="Bij Inkoop",
    )

    assert homework_cards(session, 8, Audience.PARTICIPANT) == [
        {
            "number": 4,
            "title": "Waar de data naartoe gaat",
            "brought": "whole",
            "text": "Opslag in Dublin.",
            "document": "Bijlage 4",
            "document_date": "2026-06-01",
            "document_address": "https://werkwijs.example/bijlage-4",
            "document_place": "Bij Inkoop",
            "confidential": False,
            "judged": "",
        }
    ]


def test_what_the_vendor_has_not_filled_in_is_no_card(session):
    bring(session, brought="")

    assert homework_cards(session, 8, Audience.FACILITATOR) == []


def test_that_something_is_not_available_is_worth_seeing(session):
    bring(session, brought="not_available", text="")

    assert homework_cards(session, 8, Audience.PARTICIPANT)[0]["brought"] == "not_available"


def test_it_stands_at_no_other_question(session):
    bring(session)

    assert [n for n in range(1, 21) if homework_cards(session, n, Audience.FACILITATOR)] == [8]


def test_homework_of_another_session_is_not_shown(session, other_session):
    bring(other_session)

    assert homework_cards(session, 8, Audience.FACILITATOR) == []


@pytest.mark.parametrize(
    ("confidential", "judged", "seeing"),
    [
        (False, "", set(Audience) - {Audience.PROJECTOR}),
        (True, "", set(Audience) - LOOKS_ON),
        (False, "adopted", DESK),
        (True, "adopted", set(Audience) - LOOKS_ON),
        (False, "rejected", DESK),
        (True, "rejected", DESK),
    ],
)
def test_who_sees_an_item(session, confidential, judged, seeing):
    bring(session, confidential=confidential, judged=judged)

    assert who_sees(session) == seeing

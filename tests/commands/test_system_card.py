"""The system card: one per session, written whole, by who leads."""

from dataclasses import asdict

import pytest

from sessions.commands.system_card import CardFacts, fill_system_card
from sessions.enums import Phase, RedFlag
from sessions.errors import NotAllowed
from sessions.forms import SystemCardForm
from sessions.models import SystemCard
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db


def fill(session, by, **facts):
    return fill_system_card(session_id=session.pk, facts=CardFacts(**facts), by=by, at=NOW)


def test_the_card_is_written_whole(session, anna):
    fill(session, anna, version="3.0", contact="Werkwijs", emotions=RedFlag.NO)
    fill(session, anna, version="3.1", biometrics=RedFlag.UNKNOWN)

    card = SystemCard.objects.get(session=session)
    assert (card.version, card.contact, card.emotions, card.biometrics, card.changed_at) == (
        "3.1",
        "",
        "",
        "unknown",
        NOW,
    )


@pytest.mark.parametrize("phase", list(Phase))
def test_the_card_can_be_filled_in_at_any_time(session, anna, phase):
    in_phase(session, phase)

    fill(session, anna, version="3.1")

    assert SystemCard.objects.get(session=session).version == "3.1"


def test_only_who_leads_fills_it_in(session, bram):
    with pytest.raises(NotAllowed):
        fill(session, bram, version="3.1")


def test_it_is_a_change_of_the_session(session, anna):
    session.refresh_from_db()
    before = session.revision

    fill(session, anna, version="3.1")

    session.refresh_from_db()
    assert (session.revision, session.changed_at) == (before + 1, NOW)


def test_yes_to_either_question_is_a_red_flag():
    raised = [
        CardFacts(emotions=first, biometrics=second).flagged
        for first in (RedFlag.YES, RedFlag.UNKNOWN, None)
        for second in (RedFlag.YES, RedFlag.NO)
    ]

    assert raised == [True, True, True, False, True, False]


def test_facts_form_and_table_name_the_same_fields():
    stored = {field.name for field in SystemCard._meta.fields} - {"id", "session", "changed_at"}

    assert set(asdict(CardFacts())) == set(SystemCardForm.base_fields) == stored

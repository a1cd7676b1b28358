"""Vendor statements: whose they are, what is kept, what is refused, until when they change."""

from datetime import date, timedelta

import pytest

from sessions.commands import vendor_statements
from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.wording import Evidence, Unusable
from sessions.enums import Perspective, Phase, Proof
from sessions.errors import NotAllowed, NotFound, Refused
from sessions.models import Answer, AuditEntry, Contribution
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)
SHOWN = VendorStatement(
    text="Foto's gaan niet in het model.",
    proof=Proof.SHOWN,
    evidence=Evidence(
        document="Handleiding 3.1",
        document_date=date(2026, 6, 1),
        document_address="https://werkwijs.example/handleiding",
        document_place="Bij Inkoop",
    ),
)
PROMISED = VendorStatement("In maart komt er een toets.", Proof.PROMISED)


def state(session, by, statement=SHOWN, number=8, **how):
    return vendor_statements.state_vendor_fact(
        session_id=session.pk, number=number, statement=statement, by=by, at=NOW, **how
    )


def change(session, by, made, statement=PROMISED):
    vendor_statements.change_vendor_statement(
        session_id=session.pk,
        contribution_id=made.public_id,
        statement=statement,
        by=by,
        at=LATER,
    )


def take_back(session, by, made):
    vendor_statements.take_back_vendor_statement(
        session_id=session.pk, contribution_id=made.public_id, by=by, at=LATER
    )


def freeze(session, number=8):
    Answer.objects.filter(session=session, number=number).update(frozen_at=NOW)


def test_a_vendor_statement_holds_what_was_filled_in(session, victor):
    made = state(session, victor)

    stored = Contribution.objects.values().get(pk=made.pk)
    answer = Answer.objects.get(session=session, number=8)
    assert stored == {
        "id": made.pk,
        "public_id": made.public_id,
        "answer_id": answer.pk,
        "author_id": victor.pk,
        "kind": "vendor_statement",
        "text": "Foto's gaan niet in het model.",
        "unnamed": False,
        "closed": False,
        "dont_know": False,
        "look_into": False,
        "edition": 0,
        "key": "",
        "proof": "shown",
        "document": "Handleiding 3.1",
        "document_date": date(2026, 6, 1),
        "document_address": "https://werkwijs.example/handleiding",
        "document_place": "Bij Inkoop",
        "added_at": NOW,
        "changed_at": None,
        "taken_over_at": None,
    }


def test_only_the_vendor_states_facts_of_the_vendor(session, anna):
    with pytest.raises(NotAllowed):
        state(session, anna)


def test_nothing_is_stated_after_the_close(session, victor):
    in_phase(session, Phase.CLOSED)

    with pytest.raises(NotAllowed):
        state(session, victor)


def test_a_statement_belongs_to_a_question_of_the_programme(session, victor):
    Answer.objects.filter(session=session, number=8).update(chosen=False)

    with pytest.raises(NotFound):
        state(session, victor)


@pytest.mark.parametrize(
    "address",
    [
        "http://werkwijs.example/",
        "javascript:alert(1)",
        "https://",
        "https://naam:woord@werkwijs.example/",
        "https://werkwijs.example:poort/",
        "https://[half/",
        "https://werkwijs.example/met een gat",
        "https://werkwijs.example/" + "a" * 500,
    ],
)
def test_only_a_plain_https_address_is_kept(session, victor, address):
    with pytest.raises(Unusable) as refused:
        state(
            session,
            victor,
            VendorStatement("Klopt.", Proof.SHOWN, Evidence(document_address=address)),
        )

    assert refused.value.field == "document_address"


@pytest.mark.parametrize("text", ["", "  \n", "\x00\u200b", "x" * 4001, "e" + "\u0301" * 9000])
def test_a_text_that_is_empty_or_too_long_is_refused(session, victor, text):
    with pytest.raises(Unusable) as refused:
        state(session, victor, VendorStatement(text, Proof.PROMISED))

    assert refused.value.field == "text"


def test_what_no_database_can_hold_is_cleaned_away(session, victor):
    made = state(
        session,
        victor,
        VendorStatement("Ja\x00\ud800.", Proof.PROMISED, Evidence(document="a\x00")),
    )

    stored = Contribution.objects.get(pk=made.pk)
    assert (stored.text, stored.document) == ("Ja.", "a")


def test_sent_twice_it_is_there_once(session, victor):
    first = state(session, victor, key="a-1")

    again = state(session, victor, PROMISED, key="a-1")

    assert (again.pk, Contribution.objects.get().text) == (first.pk, SHOWN.text)


def test_the_same_key_at_another_question_is_another_statement(session, victor):
    state(session, victor, key="a-1")

    state(session, victor, number=9, key="a-1")

    assert Contribution.objects.count() == 2


def test_one_vendor_never_gets_the_statement_of_another_by_its_key(session, victor, arrive):
    vera = arrive("Vera", Perspective.VENDOR)
    state(session, victor, key="a-1")

    made = state(session, vera, PROMISED, key="a-1")

    assert (made.author, made.text) == (vera, PROMISED.text)


def test_changing_writes_all_of_it_anew(session, victor):
    made = state(session, victor)

    change(session, victor, made)

    stored = Contribution.objects.get()
    assert (stored.text, stored.proof, stored.document, stored.document_date) == (
        PROMISED.text,
        "promised",
        "",
        None,
    )


def test_a_change_has_its_moment_beside_that_of_adding(session, victor):
    made = state(session, victor)

    change(session, victor, made)

    stored = Contribution.objects.get()
    assert (stored.added_at, stored.changed_at) == (NOW, LATER)


def test_a_bad_change_changes_nothing(session, victor):
    made = state(session, victor)

    with pytest.raises(Unusable):
        change(session, victor, made, VendorStatement(" ", Proof.SHOWN))

    assert Contribution.objects.get().text == SHOWN.text


def test_taking_back_leaves_nothing(session, victor):
    made = state(session, victor)

    take_back(session, victor, made)

    assert Contribution.objects.count() == 0


@pytest.mark.parametrize("act", [change, take_back], ids=["change", "take back"])
def test_a_statement_of_another_vendor_is_not_there(session, victor, arrive, act):
    made = state(session, victor)
    vera = arrive("Vera", Perspective.VENDOR)

    with pytest.raises(NotFound):
        act(session, vera, made)


@pytest.mark.parametrize("act", [change, take_back], ids=["change", "take back"])
def test_nobody_else_touches_it(session, anna, victor, act):
    made = state(session, victor)

    with pytest.raises(NotAllowed):
        act(session, anna, made)


@pytest.mark.parametrize("act", [change, take_back], ids=["change", "take back"])
def test_what_the_group_concluded_upon_stays(session, victor, act):
    made = state(session, victor)
    freeze(session)

    with pytest.raises(Refused):
        act(session, victor, made)

    assert Contribution.objects.get().text == SHOWN.text


def test_a_fact_that_comes_late_is_still_added(session, victor):
    freeze(session)

    state(session, victor)

    assert Contribution.objects.count() == 1


def test_it_waits_while_the_group_is_among_itself(session, victor):
    session.closed_round = 8
    session.save(update_fields=["closed_round"])

    with pytest.raises(NotAllowed):
        state(session, victor)


def test_there_is_an_end_to_statements(session, victor, monkeypatch):
    monkeypatch.setattr(vendor_statements, "MOST_STATEMENTS", 1)
    state(session, victor)

    with pytest.raises(Refused):
        state(session, victor, PROMISED)

    assert Contribution.objects.count() == 1


def test_each_step_leaves_a_trace_without_words(session, victor):
    made = state(session, victor)
    change(session, victor, made)
    take_back(session, victor, made)

    entries = AuditEntry.objects.filter(action__startswith="vendor_fact").order_by("pk")
    assert [(entry.action, entry.subject) for entry in entries] == [
        ("vendor_fact_stated", "8"),
        ("vendor_fact_changed", "8"),
        ("vendor_fact_taken_back", "8"),
    ]


def test_one_of_the_vendor_leaves_room_for_another(session, victor, monkeypatch):
    monkeypatch.setattr(vendor_statements, "MOST_OWN_STATEMENTS", 1)
    state(session, victor)

    with pytest.raises(Refused):
        state(session, victor)

    assert Contribution.objects.count() == 1

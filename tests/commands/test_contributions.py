"""Vendor statements and views that differ: who may, what is kept, what is refused."""

from datetime import date

import pytest

from sessions.commands import contributions
from sessions.commands.contributions import Unusable, VendorStatement
from sessions.enums import Perspective, Phase, Proof, Role
from sessions.errors import NotAllowed, NotFound, Refused
from sessions.models import Answer, AuditEntry, Contribution
from tests.conftest import NOW, in_phase

pytestmark = pytest.mark.django_db

SHOWN = VendorStatement(
    text="Foto's gaan niet in het model.",
    proof=Proof.SHOWN,
    document="Handleiding 3.1",
    document_date=date(2026, 6, 1),
    document_address="https://werkwijs.example/handleiding",
    document_place="Bij Inkoop",
)


def state(session, by, statement=SHOWN, number=8):
    return contributions.state_vendor_fact(
        session_id=session.pk, number=number, statement=statement, by=by, at=NOW
    )


def dissent(session, by, text="Ik zie dat anders.", number=8, **how):
    return contributions.keep_dissent(
        session_id=session.pk, number=number, text=text, by=by, at=NOW, **how
    )


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
        "proof": "shown",
        "document": "Handleiding 3.1",
        "document_date": date(2026, 6, 1),
        "document_address": "https://werkwijs.example/handleiding",
        "document_place": "Bij Inkoop",
        "added_at": NOW,
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
        state(session, victor, VendorStatement("Klopt.", Proof.SHOWN, document_address=address))

    assert refused.value.field == "document_address"


@pytest.mark.parametrize("text", ["", "  \n", "\x00\u200b", "x" * 4001, "e" + "\u0301" * 9000])
def test_a_text_that_is_empty_or_too_long_is_refused(session, victor, text):
    with pytest.raises(Unusable) as refused:
        state(session, victor, VendorStatement(text, Proof.PROMISED))

    assert refused.value.field == "text"


def test_what_no_database_can_hold_is_cleaned_away(session, victor):
    made = state(
        session, victor, VendorStatement("Ja\x00\ud800.", Proof.PROMISED, document="a\x00")
    )

    stored = Contribution.objects.get(pk=made.pk)
    assert (stored.text, stored.document) == ("Ja.", "a")


def test_a_view_that_differs_is_kept_with_its_author(session, bram):
    dissent(session, bram)

    stored = Contribution.objects.get()
    assert (stored.kind, stored.text, stored.author, stored.unnamed, stored.proof) == (
        "dissent",
        "Ik zie dat anders.",
        bram,
        False,
        "",
    )


def test_an_unnamed_view_leaves_no_name_in_the_records(session, bram):
    dissent(session, bram, unnamed=True)

    entry = AuditEntry.objects.get(action="dissent_kept")
    assert (entry.actor, entry.subject) == ("", "8")


def test_a_vendor_may_differ_too(session, victor):
    dissent(session, victor)

    assert Contribution.objects.get().author == victor


def test_who_only_looks_on_keeps_no_view(session, arrive):
    joris = arrive("Joris", Perspective.HR)
    joris.role = Role.OBSERVER
    joris.save()

    with pytest.raises(NotAllowed):
        dissent(session, joris)


def test_there_is_an_end_to_it(session, bram, monkeypatch):
    monkeypatch.setattr(contributions, "MOST_CONTRIBUTIONS", 1)
    dissent(session, bram)

    with pytest.raises(Refused) as refused:
        dissent(session, bram, "Nog een.")

    assert (refused.value.code, Contribution.objects.count()) == ("refused", 1)


def test_a_contribution_is_a_change_of_the_session(session, bram):
    session.refresh_from_db()
    before = session.revision

    dissent(session, bram)

    session.refresh_from_db()
    assert (session.revision, session.changed_at) == (before + 1, NOW)

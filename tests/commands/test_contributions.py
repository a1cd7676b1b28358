"""Views that differ: who may keep one, what is kept, what is refused."""

import pytest

from sessions.commands import contributions, inputs, vendor_statements
from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.wording import Words
from sessions.enums import Perspective, Proof, Role
from sessions.errors import NotAllowed, Refused
from sessions.models import AuditEntry, Contribution
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def dissent(session, by, text="Ik zie dat anders.", number=8, **how):
    return contributions.keep_dissent(
        session_id=session.pk, number=number, words=Words(text, **how), by=by, at=NOW
    )


def kinds() -> list[str]:
    return list(Contribution.objects.order_by("pk").values_list("kind", flat=True))


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
    monkeypatch.setattr(contributions, "MOST_DISSENTS", 1)
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


def test_a_view_with_the_key_of_an_addition_is_kept(session, bram):
    words = Words("Nog iets.", key="a1")
    inputs.add_addition(session_id=session.pk, number=8, words=words, by=bram, at=NOW)
    dissent(session, bram, key="a1")

    assert kinds() == ["addition", "dissent"]


def test_a_statement_with_the_key_of_a_view_is_kept(session, victor):
    dissent(session, victor, key="a1")
    statement = VendorStatement("Foto's gaan niet in het model.", Proof.SHOWN)
    vendor_statements.state_vendor_fact(
        session_id=session.pk, number=8, statement=statement, by=victor, at=NOW, key="a1"
    )

    assert kinds() == ["dissent", "vendor_statement"]


def test_one_person_leaves_room_for_the_views_of_others(session, bram, carla, monkeypatch):
    monkeypatch.setattr(contributions, "MOST_OWN_DISSENTS", 1)
    dissent(session, bram)

    with pytest.raises(Refused):
        dissent(session, bram, "Nog een.")

    assert dissent(session, carla).author == carla

"""Commands about what the vendor brings, for the test that the push equals the snapshot."""

from datetime import timedelta

from sessions.commands import homework, vendor_statements
from sessions.commands.homework import Preparation
from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.wording import NO_EVIDENCE
from sessions.enums import Brought, Judged, Proof, Role
from sessions.models import Contribution, HomeworkItem, HomeworkLink, Participant, Session
from tests.conftest import NOW

PROMISED = VendorStatement("In maart komt er een toets.", Proof.PROMISED)
PARTLY = Preparation(Brought.PARTLY, "Opslag in Dublin.", NO_EVIDENCE, confidential=False)

SILENT = {
    "homework_links.ask_homework",  # nobody in the room sees links
    "homework_links.due_day",
    "homework_links.revoke_homework_link",
    "wording.evidence_in_words",
    "wording.text_in_words",
}


def vendor_of(session) -> Participant:
    return Participant.objects.select_related("session").get(session=session, role=Role.VENDOR)


def a_statement(session, _anna) -> None:
    """Something the vendor stated at the question on the table."""
    vendor_statements.state_vendor_fact(
        session_id=session.pk, number=1, statement=PROMISED, by=vendor_of(session), at=NOW
    )


def at_question_eight(session, _anna) -> None:
    """A question that an item of the homework belongs to is on the table."""
    Session.objects.filter(pk=session.pk).update(current_question=8)
    HomeworkLink.objects.create(
        session=session, name="Vera", created_at=NOW, expires_at=NOW + timedelta(days=9)
    )


def an_item(session, anna) -> None:
    """As above, and the item is there."""
    at_question_eight(session, anna)
    HomeworkItem.objects.create(
        session=session, number=4, brought="whole", text="Bijlage 4.", changed_at=NOW
    )


SCENARIOS = {
    "homework.judge_homework": lambda s, anna, bram, **at: homework.judge_homework(
        number=4, judged=Judged.ADOPTED, by=anna, **at
    ),
    "homework.save_homework": lambda s, anna, bram, session_id, at: homework.save_homework(
        link=HomeworkLink.objects.get(), number=4, preparation=PARTLY, edition=1, at=at
    ),
    "vendor_statements.change_vendor_statement": lambda s, anna, bram, **at: (
        vendor_statements.change_vendor_statement(
            contribution_id=Contribution.objects.get().public_id,
            statement=VendorStatement("In april.", Proof.UNCONFIRMED),
            by=vendor_of(s),
            **at,
        )
    ),
    "vendor_statements.state_vendor_fact": lambda s, anna, bram, **at: (
        vendor_statements.state_vendor_fact(number=1, statement=PROMISED, by=vendor_of(s), **at)
    ),
    "vendor_statements.take_back_vendor_statement": lambda s, anna, bram, **at: (
        vendor_statements.take_back_vendor_statement(
            contribution_id=Contribution.objects.get().public_id, by=vendor_of(s), **at
        )
    ),
}
BEFORE = {
    "homework.judge_homework": an_item,
    "homework.save_homework": at_question_eight,
    "vendor_statements.change_vendor_statement": a_statement,
    "vendor_statements.take_back_vendor_statement": a_statement,
}

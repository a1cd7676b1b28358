"""One command at a time per session, and one at a time per organisation."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sessions.errors import NotFound
from sessions.models import Answer, Organisation, Participant, Session


def locked_session(session_id: int) -> Session:
    """Return the session's row, locked until the transaction ends; raises NotFound when it is gone.

    SQLite has no row locks: there every transaction takes the whole file, see `airtool.databases`.
    """
    session = Session.objects.select_for_update().filter(pk=session_id).first()
    if session is None:
        raise NotFound("")
    return session


def locked_organisation(organisation_id: int) -> Organisation:
    """Return the organisation's row, locked until the transaction ends; NotFound when it is gone.

    Who needs a session too locks the organisation first. Not its key: who holds a session writes
    rows that point to the organisation, and both would wait for each other for good.
    """
    rows = Organisation.objects.select_for_update(no_key=True)
    found = rows.filter(pk=organisation_id).first()
    if found is None:
        raise NotFound("")
    return found


def locked_answer(session: Session, number: int) -> Answer:
    """Return the answer of a question in the programme, locked, its question loaded.

    The text journal takes the same lock before it writes. Raises NotFound for other questions.
    """
    found = (
        Answer.objects.select_for_update(of=("self",))
        .select_related("question")
        .filter(session=session, number=number, chosen=True)
        .first()
    )
    if found is None:
        raise NotFound(_("This question is not in the programme."))
    return found


def fresh(participant: Participant) -> Participant:
    """Return the participant as stored now: rights may have changed while waiting for the lock."""
    row = Participant.objects.filter(pk=participant.pk).first()
    if row is None:
        raise NotFound("")
    return row

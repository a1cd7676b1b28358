"""Gives a session a join code that nobody else has."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from sessions.access.codes import new_join_code
from sessions.models import Session


def save_with_new_code(session: Session, *, fields: list[str] | None = None) -> None:
    """Save the session, or these fields of it, with a new code.

    A clash is one in a billion; two in a row are something else, and raise IntegrityError.
    """
    try:
        with transaction.atomic():
            session.join_code = new_join_code()
            session.save(update_fields=fields)
    except IntegrityError:
        session.join_code = new_join_code()
        session.save(update_fields=fields)

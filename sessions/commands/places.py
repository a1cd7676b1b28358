"""The places of a colleague who leaves: they end, and every session keeps somebody who leads."""

from __future__ import annotations

from datetime import datetime
from itertools import count

from sessions.access.names import name_key
from sessions.commands import audit, pens
from sessions.commands.locking import locked_session
from sessions.commands.participants import take_out
from sessions.commands.screens import end_screens
from sessions.enums import Perspective, Role
from sessions.live import slices
from sessions.live.announce import announce, say_goodbye
from sessions.models import Account, Participant, Session
from sessions.texts import rooms

LONGEST_NAME = 60


def hand_over(*, account: Account, organisation_id: int, heir: Account, at: datetime) -> None:
    """End every place this account has in the sessions of an organisation, on every open page.

    Links to the projector of sessions it led end: nobody knows who holds them. A session nobody
    else leads goes to `heir`. Call it inside a transaction, with the organisation
    locked.
    """
    sessions = Session.objects.filter(
        organisation_id=organisation_id,
        participants__account=account,
        participants__removed_at=None,
    )
    for session_id in sessions.order_by("pk").values_list("pk", flat=True):
        _end_place(locked_session(session_id), account=account, heir=heir, at=at)


def _end_place(session: Session, *, account: Account, heir: Account, at: datetime) -> None:
    people = Participant.objects.filter(session=session, removed_at=None)
    place = people.filter(account=account).first()
    if place is None:
        return
    take_out(place, at=at)
    audit.record("removed", session=session, by=None, at=at, subject=place.public_id)
    if place.role == Role.FACILITATOR:
        end_screens(session, at=at)
    if not people.filter(role=Role.FACILITATOR).exists():
        leader = let_lead(session, account=heir, at=at)
        audit.record("lead_taken_over", session=session, by=leader, at=at)
    announce(session, *slices.who_is_who(session), *pens.let_go_of_pen(session, place), at=at)
    say_goodbye(session, [place.public_id], reason="removed")
    rooms.recheck(session.public_id)


def let_lead(session: Session, *, account: Account, at: datetime) -> Participant:
    """Return a facilitator's place of this account; one it had before is opened again.

    Call it with the session locked; who calls it announces PEOPLE.
    """
    name = _free_name(session, account)
    heir, _made = Participant.objects.update_or_create(
        session=session,
        account=account,
        defaults={
            "name": name,
            "name_key": name_key(name),
            "role": Role.FACILITATOR,
            "removed_at": None,
        },
        create_defaults={
            "name": name,
            "name_key": name_key(name),
            "role": Role.FACILITATOR,
            "perspective": Perspective.OTHER,
            "joined_at": at,
        },
    )
    return heir


def _free_name(session: Session, account: Account) -> str:
    """Return the account's name, with a number when somebody else in the session is called so."""
    others = Participant.objects.filter(session=session, removed_at=None).exclude(account=account)
    taken = set(others.values_list("name_key", flat=True))
    for number in count(1):
        end = "" if number == 1 else f" {number}"
        name = account.name[: LONGEST_NAME - len(end)] + end
        if name_key(name) not in taken:
            return name
    raise AssertionError("unreachable: numbers do not end")

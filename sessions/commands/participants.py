"""People: come in, come back on another device, be renamed or removed, leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sessions import queries
from sessions.access import closed_rounds, rules
from sessions.access.codes import digest, new_return_code, read_code
from sessions.access.names import name_key
from sessions.access.rules import Action
from sessions.commands import audit, manners, pens
from sessions.commands.locking import fresh, locked_session
from sessions.enums import Perspective, Phase, Role
from sessions.errors import NotFound, Refused
from sessions.live import slices
from sessions.live.announce import announce, say_goodbye
from sessions.models import Participant, Session
from sessions.texts import rooms

MOST_PEOPLE = 300
_WRONG_RETURN_CODE = gettext_lazy("This code is not right, or it was used already. Make a new one.")
COLOURS = 8


class DoorShut(Refused):
    """Nobody new can come in now; says why."""

    code = "door_shut"
    status = 403


class NameTaken(Refused):
    """Somebody in this session has this name, or one that looks like it."""

    code = "name_taken"


class NotToldOfNames(Refused):
    """The report names people since a moment ago, and the page at the door said otherwise."""

    code = "not_told_of_names"


class NotToldOfInput(Refused):
    """What people put in is shown in another way since a moment ago than the door said."""

    code = "not_told_of_input"


@dataclass(frozen=True)
class Newcomer:
    """What somebody fills in at the door, whether the door said that the report names them, and
    what it said about what people put in (`manners.promise_of`).
    """

    name: str
    perspective: Perspective
    perspective_text: str = ""
    told_of_names: bool = True
    told_of_input: str = ""


@transaction.atomic
def admit(*, session_id: int, newcomer: Newcomer, at: datetime) -> Participant:
    """Return the new participant; raises DoorShut (also when full), NameTaken, NotToldOfNames or
    NotToldOfInput.

    Whoever speaks for the vendor is marked as vendor from the first moment.
    """
    session = locked_session(session_id)
    require_open_door(session)
    if session.names_in_report and not newcomer.told_of_names:
        raise NotToldOfNames(
            _("Something changed: your name and role are printed in the report. Is that all right?")
        )
    if not manners.keeps_promise(session, newcomer.told_of_input):
        raise NotToldOfInput(
            _("Something changed in who reads what you put in. Read it again. Is that all right?")
        )
    people = list(queries.persons().filter(session=session))
    if len(people) >= MOST_PEOPLE:
        raise DoorShut(_("This session is full. Ask the facilitator."))
    _require_free_name(newcomer.name, people)
    vendor = newcomer.perspective == Perspective.VENDOR
    participant = Participant.objects.create(
        session=session,
        name=newcomer.name,
        name_key=name_key(newcomer.name),
        role=Role.VENDOR if vendor else Role.PARTICIPANT,
        perspective=newcomer.perspective,
        perspective_text=newcomer.perspective_text,
        colour=len(people) % COLOURS + 1,
        joined_at=at,
    )
    audit.record("joined", session=session, by=participant, at=at)
    announce(session, slices.PEOPLE, at=at)
    return participant


@transaction.atomic
def renew_return_code(*, session_id: int, by: Participant, at: datetime) -> str:
    """Return a new personal code that brings this person to another device; the old one ends."""
    session = locked_session(session_id)
    participant = fresh(by)
    rules.require(Action.RENEW_RETURN_CODE, participant=participant, session=session)
    code = new_return_code()
    participant.return_code_hash = digest(code)
    participant.save(update_fields=["return_code_hash"])
    audit.record("return_code_made", session=session, by=participant, at=at)
    return code


@transaction.atomic
def return_with_code(*, typed: str, at: datetime) -> Participant:
    """Return whom this code belongs to and use the code up; raises NotFound when nobody.

    While a closed round runs, whoever comes back waits to be let in: nobody has seen who it is.
    """
    used = digest(read_code(typed))
    found = (
        Participant.objects.filter(return_code_hash=used, removed_at=None)
        .exclude(session__phase=Phase.CLOSED)
        .first()
    )
    if found is None:
        raise NotFound(_WRONG_RETURN_CODE)
    session = locked_session(found.session_id)
    found = fresh(found)
    if found.return_code_hash != used:
        raise NotFound(_WRONG_RETURN_CODE)
    found.return_code_hash = ""
    found.save(update_fields=["return_code_hash"])
    audit.record("returned", session=session, by=found, at=at)
    if closed_rounds.is_running(session) and found.insider:
        found.insider = False
        found.save(update_fields=["insider"])
        announce(session, slices.PEOPLE, at=at, closed=True)
        rooms.recheck(session.public_id)
    return found


@transaction.atomic
def rename(
    *, session_id: int, participant_id: str, name: str, by: Participant, at: datetime
) -> None:
    """Give somebody another name; raises NameTaken."""
    session = locked_session(session_id)
    rules.require(Action.MANAGE_PEOPLE, participant=fresh(by), session=session)
    participant = require_present(session, participant_id)
    others = queries.persons().filter(session=session).exclude(pk=participant.pk)
    _require_free_name(name, list(others))
    participant.name, participant.name_key = name, name_key(name)
    participant.save(update_fields=["name", "name_key"])
    audit.record("renamed", session=session, by=by, at=at, subject=participant_id)
    announce(session, *slices.who_is_who(session), at=at)
    rooms.recheck(session.public_id)


@transaction.atomic
def remove(*, session_id: int, participant_id: str, by: Participant, at: datetime) -> None:
    """Put somebody out, on every page they have open; what they wrote stays."""
    session = locked_session(session_id)
    rules.require(Action.MANAGE_PEOPLE, participant=fresh(by), session=session)
    participant = require_present(session, participant_id)
    if participant.role == Role.FACILITATOR:
        raise Refused(_("A facilitator cannot be removed."))
    take_out(participant, at=at)
    audit.record("removed", session=session, by=by, at=at, subject=participant_id)
    announce(session, *slices.who_is_who(session), *pens.let_go_of_pen(session, participant), at=at)
    say_goodbye(session, [participant_id], reason="removed")
    rooms.recheck(session.public_id)


@transaction.atomic
def leave(*, session_id: int, by: Participant, at: datetime) -> None:
    """Go away for good; what was written stays."""
    session = locked_session(session_id)
    participant = fresh(by)
    rules.require(Action.LEAVE, participant=participant, session=session)
    take_out(participant, at=at)
    audit.record("left", session=session, by=by, at=at)
    announce(session, *slices.who_is_who(session), *pens.let_go_of_pen(session, participant), at=at)
    say_goodbye(session, [participant.public_id], reason="left")
    rooms.recheck(session.public_id)


def require_open_door(session: Session) -> None:
    """Raise DoorShut, saying why, unless somebody new can come in now."""
    if session.phase == Phase.CLOSED:
        raise DoorShut(_("The session is over. Ask the facilitator for the report."))
    if session.phase == Phase.DRAFT:
        raise DoorShut(_("The session is not open yet. Try again later."))
    if not session.door_open:
        raise DoorShut(_("The door is shut for now. Ask the facilitator to let you in."))


def _require_free_name(name: str, people: list[Participant]) -> None:
    taken = {person.name_key for person in people if person.removed_at is None}
    if name_key(name) in taken:
        message = _("There is already somebody called %(name)s. Add a letter.")
        raise NameTaken(message % {"name": name}, field="name")


def require_present(session: Session, participant_id: str) -> Participant:
    """Return who is in under this id; raises NotFound for others, and for a screen."""
    inside = queries.persons().filter(session=session, removed_at=None)
    found = inside.filter(public_id=participant_id).first()
    if found is None:
        raise NotFound(_("This person is not in the session any more."))
    return found


def take_out(participant: Participant, *, at: datetime) -> None:
    """Keep the row, because texts and actions point to it, but not the name."""
    participant.name = participant.name_key = ""
    participant.removed_at = at
    participant.cookie_version += 1
    participant.return_code_hash = ""
    participant.last_seen_at = None
    participant.insider = False
    participant.save(
        update_fields=[
            "name",
            "name_key",
            "removed_at",
            "cookie_version",
            "return_code_hash",
            "last_seen_at",
            "insider",
        ]
    )

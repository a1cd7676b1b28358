"""What somebody may do in a session: other roles, a second facilitator, and stepping down."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands import audit, pens
from sessions.commands.locking import fresh, locked_organisation, locked_session
from sessions.commands.participants import require_present
from sessions.commands.places import let_lead
from sessions.commands.votes import drop_open_votes
from sessions.enums import MembershipRole, Role
from sessions.errors import NotFound, Refused
from sessions.live import slices
from sessions.live.announce import announce, tell_mine
from sessions.models import Membership, Participant, Session
from sessions.texts import rooms

# What a facilitator can make of somebody else.
GIVEN = frozenset({Role.SCRIBE, Role.PARTICIPANT, Role.VENDOR, Role.OBSERVER})
HOLDS_PEN = frozenset({Role.FACILITATOR, Role.SCRIBE})
CAN_LEAD = frozenset({MembershipRole.OWNER, MembershipRole.FACILITATOR})


@transaction.atomic
def change_role(
    *, session_id: int, participant_id: str, role: Role, by: Participant, at: datetime
) -> None:
    """Make somebody scribe, participant, vendor or observer, and back.

    A vendor or an observer is outside closed rounds from this moment, a scribe inside. Who speaks
    for the vendor no longer, or from now on, says anew what they think of open answers.
    """
    session = locked_session(session_id)
    rules.require(Action.CHANGE_ROLES, participant=fresh(by), session=session)
    person = require_present(session, participant_id)
    if person.role == Role.FACILITATOR:
        raise Refused(_("A facilitator steps down. Nobody else does that."))
    if role not in GIVEN:
        raise Refused(_("Let a colleague lead with the list of colleagues."), field="role")
    if person.role == role:
        return
    dropped = drop_open_votes(person) if _changes_sides(person, role) else []
    _give(person, role)
    audit.record(f"made_{role}", session=session, by=by, at=at, subject=participant_id)
    _tell(session, person, questions=dropped, at=at)


@transaction.atomic
def add_facilitator(*, session_id: int, member_id: str, by: Participant, at: datetime) -> None:
    """Let a colleague lead too: a member of the organisation who may make sessions."""
    # Before the session, as everywhere: a colleague who leaves meanwhile has left, or loses this.
    locked_organisation(by.session.organisation_id)
    session = locked_session(session_id)
    rules.require(Action.ADD_FACILITATOR, participant=fresh(by), session=session)
    member = _able_to_lead(session).filter(public_id=member_id).first()
    if member is None:
        raise NotFound(_("This colleague cannot lead sessions any more."), field="member")
    present = queries.persons().filter(session=session, removed_at=None, role=Role.FACILITATOR)
    if present.filter(account=member.account).exists():
        return
    person = let_lead(session, account=member.account, at=at)
    audit.record("facilitator_added", session=session, by=by, at=at, subject=person.public_id)
    _tell(session, person, questions=drop_open_votes(person), at=at)


@transaction.atomic
def step_down(*, session_id: int, by: Participant, at: datetime) -> None:
    """Lead no longer, and take part instead; the last facilitator cannot."""
    session = locked_session(session_id)
    person = fresh(by)
    rules.require(Action.STEP_DOWN, participant=person, session=session)
    leading = queries.persons().filter(session=session, removed_at=None, role=Role.FACILITATOR)
    # Whose account was switched off cannot come in: a session keeps somebody who can.
    if not leading.exclude(pk=person.pk).filter(account__is_active=True).exists():
        raise Refused(_("You are the only facilitator. Let a colleague lead first."))
    person.role, person.insider = Role.PARTICIPANT, True
    person.save(update_fields=["role", "insider"])
    audit.record("stepped_down", session=session, by=by, at=at)
    _tell(session, person, questions=[], at=at)


def who_could_lead(session: Session) -> list[Membership]:
    """Return the members of the organisation who may lead, and do not lead this session yet."""
    leading = Participant.objects.filter(
        session=session, removed_at=None, role=Role.FACILITATOR, account__isnull=False
    )
    others = _able_to_lead(session).exclude(account__in=leading.values("account"))
    return list(others.order_by("account__name", "pk"))


def _able_to_lead(session: Session) -> QuerySet[Membership]:
    """Return the members who may lead and can sign in, their accounts loaded."""
    members = Membership.objects.filter(
        organisation=session.organisation_id, role__in=CAN_LEAD, account__is_active=True
    )
    return members.select_related("account")


def _changes_sides(person: Participant, role: Role) -> bool:
    """Tell whether what this person said of an answer would count on another side from now on."""
    return Role.VENDOR in {person.role, role} or role == Role.OBSERVER


def _give(person: Participant, role: Role) -> None:
    person.role = role
    if role == Role.SCRIBE:
        person.insider = True
    elif role in {Role.VENDOR, Role.OBSERVER}:
        person.insider = False
    person.save(update_fields=["role", "insider"])


def _tell(session: Session, person: Participant, *, questions: list[int], at: datetime) -> None:
    """Tell who is what now, to everybody and above every card of this person."""
    counted = [slices.question(number) for number in questions]
    changed = [*slices.who_is_who(session), *counted]
    if person.role not in HOLDS_PEN:
        changed += pens.let_go_of_pen(session, person)
    announce(session, *changed, at=at)
    tell_mine(person)
    rooms.recheck(session.public_id)

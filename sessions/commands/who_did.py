"""Who was first: the words for whoever came second, when two people lead at once."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sessions.enums import Step
from sessions.errors import Moved
from sessions.models import AuditEntry, Participant, Session


def moved_to_step(step: Step, *, first: Participant | None, by: Participant) -> Moved:
    """Return the refusal of a step that was clicked on another one than the question is at."""
    if first is None:
        return Moved(_("The question went to “%(step)s” just now.") % {"step": step.label})
    if first.pk == by.pk:
        return Moved(_("You went to “%(step)s” just now.") % {"step": step.label})
    words = _("%(name)s went to “%(step)s” just now.")
    return Moved(words % {"name": first.name, "step": step.label})


def moved_to_question(session: Session, *, by: Participant) -> Moved:
    """Return the refusal of a question that was clicked on another one than is on the table."""
    number = session.current_question
    first = last_who(session, action="question_shown", subject=str(number))
    if first is None:
        return Moved(_("The group went to question %(number)d just now.") % {"number": number})
    if first.pk == by.pk:
        return Moved(_("You went to question %(number)d just now.") % {"number": number})
    words = _("%(name)s went to question %(number)d just now.")
    return Moved(words % {"name": first.name, "number": number})


def rounded_off_already(*, first: Participant | None, by: Participant) -> Moved:
    """Return the refusal of a second rounding off."""
    if first is None or first.pk == by.pk:
        return Moved(_("This question is rounded off already."))
    return Moved(_("%(name)s rounded this question off just now.") % {"name": first.name})


def reopened_already(*, first: Participant | None, by: Participant) -> Moved:
    """Return the refusal of a second reopening."""
    if first is None or first.pk == by.pk:
        return Moved(_("This question is open already."))
    return Moved(_("%(name)s opened this question again just now.") % {"name": first.name})


def present(participant: Participant | None) -> Participant | None:
    """Return who has a name still: who left is nobody in words."""
    return participant if participant is not None and participant.removed_at is None else None


def last_who(session: Session, *, action: str, subject: str) -> Participant | None:
    """Return who did this last, from the audit trail; None when they are not in any more."""
    entries = AuditEntry.objects.filter(
        session_public_id=session.public_id, action=action, subject=subject
    )
    last = entries.order_by("-at", "-pk").first()
    people = Participant.objects.filter(session=session, removed_at=None)
    return people.filter(public_id=last.actor).first() if last else None

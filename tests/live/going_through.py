"""Rows of the announce test for what people do while the group goes through a question."""

from sessions.commands import marks, parking, pens, proposals, roles, steps, votes
from sessions.commands.votes import Vote
from sessions.enums import STEPS, Consent, Parked, Role, Settled, Step
from sessions.models import ParkedItem, Proposal
from tests.conftest import NOW


def in_steps(session, _anna, *, number=1) -> None:
    """This question is at rounding off; all steps are used."""
    session.steps = [step.value for step in STEPS]
    session.save(update_fields=["steps"])
    session.answers.filter(number=number).update(step=Step.CLOSING)


def puzzled(session, _anna) -> None:
    """Bram does not understand question 1."""
    bram = session.participants.get(name="Bram")
    marks.ask_help(session_id=session.pk, number=1, on=True, by=bram, at=NOW)


def voted(session, anna, *, number=1) -> None:
    """Bram objects to the answer at this question."""
    in_steps(session, anna, number=number)
    bram = session.participants.get(name="Bram")
    vote = Vote(Consent.OBJECTION, "Dit klopt niet.")
    votes.cast_vote(session_id=session.pk, number=number, vote=vote, by=bram, at=NOW)


def proposed(session, _anna) -> None:
    """Bram proposes a sentence at question 1."""
    bram = session.participants.get(name="Bram")
    proposals.propose_sentence(
        session_id=session.pk, number=1, text="Eerst kijken.", key="", by=bram, at=NOW
    )


def parked(session, _anna) -> None:
    """Bram parks something."""
    bram = session.participants.get(name="Bram")
    parking.park(session_id=session.pk, text="Wie betaalt dit?", by=bram, at=NOW)


def with_one_pen(session, anna) -> None:
    """Anna holds the only pen."""
    session.one_pen, session.pen = True, anna
    session.save(update_fields=["one_pen", "pen"])


def a_colleague(session) -> str:
    """Return the id of Noor's membership, who stepped down."""
    noor = session.participants.get(name="Noor")
    return noor.account.memberships.get(organisation=session.organisation).public_id


def noor_stepped_down(session, _anna) -> None:
    """Noor, who led as well, takes part."""
    noor = session.participants.get(name="Noor")
    roles.step_down(session_id=session.pk, by=noor, at=NOW)


SCENARIOS = {
    "marks.answer_help": lambda s, anna, bram, **at: marks.answer_help(number=1, by=anna, **at),
    "marks.ask_help": lambda s, anna, bram, **at: marks.ask_help(number=1, on=True, by=bram, **at),
    "marks.mark_ready": lambda s, anna, bram, **at: marks.mark_ready(
        number=1, step=Step.CLOSING, on=True, by=bram, **at
    ),
    "parking.park": lambda s, anna, bram, **at: parking.park(
        text="Wie betaalt dit?", question=8, by=bram, **at
    ),
    "parking.settle_parked": lambda s, anna, bram, **at: parking.settle_parked(
        item_id=ParkedItem.objects.get().public_id, settled=Parked.ACTION, by=anna, **at
    ),
    "parking.remove_parked": lambda s, anna, bram, **at: parking.remove_parked(
        item_id=ParkedItem.objects.get().public_id, by=anna, **at
    ),
    "pens.take_pen": lambda s, anna, bram, **at: pens.take_pen(
        by=s.participants.get(name="Noor"), **at
    ),
    "proposals.propose_sentence": lambda s, anna, bram, **at: proposals.propose_sentence(
        number=1, text="Eerst kijken.", key="", by=bram, **at
    ),
    "proposals.settle_proposal": lambda s, anna, bram, **at: proposals.settle_proposal(
        proposal_id=Proposal.objects.get().public_id, settled=Settled.TAKEN, by=anna, **at
    ),
    "roles.add_facilitator": lambda s, anna, bram, **at: roles.add_facilitator(
        member_id=a_colleague(s), by=anna, **at
    ),
    "roles.change_role": lambda s, anna, bram, **at: roles.change_role(
        participant_id=bram.public_id, role=Role.VENDOR, by=anna, **at
    ),
    "roles.step_down": lambda s, anna, bram, **at: roles.step_down(
        by=s.participants.get(name="Noor"), **at
    ),
    "steps.set_step": lambda s, anna, bram, **at: steps.set_step(
        number=1, seen=Step.CLOSING, to=Step.DISCUSSING, by=anna, **at
    ),
    "votes.cast_vote": lambda s, anna, bram, **at: votes.cast_vote(
        number=1, vote=Vote(Consent.REMARK, "Mits we kijken."), by=bram, **at
    ),
    "votes.take_vote_back": lambda s, anna, bram, **at: votes.take_vote_back(
        number=1, by=bram, **at
    ),
}
# What came before.
BEFORE = {
    "marks.answer_help": puzzled,
    "marks.mark_ready": in_steps,
    "parking.remove_parked": parked,
    "parking.settle_parked": parked,
    "participants.leave": voted,
    "participants.remove": voted,
    "participants.rename": voted,
    "pens.take_pen": with_one_pen,
    "proposals.settle_proposal": proposed,
    "roles.add_facilitator": noor_stepped_down,
    "roles.change_role": voted,
    "steps.set_step": voted,
    "votes.cast_vote": in_steps,
    "votes.take_vote_back": voted,
}
# Parts of commands: who calls them announces.
SILENT = {
    "late_saves.added",  # what tells of a save or an addition has a row
    "late_saves.keep_late",
    "locking.locked_answer",
    "taken_away.empty_in_place_of",
    "taken_away.is_taken_away",
    "taken_away.ticks_taken_away",
    "taken_away.without_taken_away",
    "manners.change",
    "manners.fields_of",
    "manners.guests_joined",
    "manners.hand_out_pen",
    "manners.keeps_promise",
    "manners.promise_of",
    "objections.forget_objection",
    "objections.keep_objections",
    "participants.require_present",
    "pens.first_holder",
    "pens.give_pen",
    "pens.let_go_of_pen",
    "places.let_lead",
    "roles.who_could_lead",
    "steps.back_from_done",
    "steps.enter",
    "steps.keep_shown",
    "steps.start_of",
    "votes.drop_open_votes",
    "who_did.last_who",
    "who_did.moved_to_question",
    "who_did.moved_to_step",
    "who_did.present",
    "who_did.reopened_already",
    "who_did.rounded_off_already",
}

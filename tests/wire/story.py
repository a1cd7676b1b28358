"""One question from reading to rounding off, with a closed round: every kind of content, marked.

Each kind is planted once, with a marker that stands nowhere else. What reaches whom is then looked
for by its marker, wherever bytes cross.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sessions.commands import (
    action_points,
    agenda,
    answers,
    closed_rounds,
    contributions,
    homework,
    inputs,
    manners,
    parking,
    participants,
    places,
    proposals,
    reactions,
    roles,
    steps,
    vendor_statements,
    votes,
)
from sessions.commands.action_points import ActionFacts
from sessions.commands.conclusions import Conclusion
from sessions.commands.inputs import Input
from sessions.commands.participants import Newcomer
from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.votes import Vote
from sessions.commands.wording import Words
from sessions.enums import (
    STEPS,
    Brought,
    Consent,
    Judged,
    Outcome,
    Perspective,
    Proof,
    Risk,
    Step,
)
from sessions.homework_items import wanted_at
from sessions.models import Answer, Contribution, HomeworkItem, Participant, Session
from sessions.texts import rooms
from sessions.texts.composing import FIRST_CLIENT, Line, compose
from sessions.texts.documents import DocumentName
from sessions.texts.keeping import Letter, Parcel, keep
from sessions.texts.readout import Paragraph, Piece
from tests.conftest import NOW, make_account
from tests.texts.pen import Pen

QUESTION, INSIDE_QUESTION = 14, 5
CLOSED_CLIENT = FIRST_CLIENT + 99


def marker(kind: str) -> str:
    """Return the word that stands for this kind and nowhere else."""
    return f"ZZ{kind.upper().replace(' ', 'X')}ZZ"


class Story:
    """Who plants; the watchers only watch. Bram and Daan take part, Victor sells."""

    def __init__(self, session: Session, *, anna: Participant, bram: Participant, daan: Participant,
                 victor: Participant) -> None:  # fmt: skip
        self.session, self.anna = session, anna
        self.bram, self.daan, self.victor = bram, daan, victor

    def stages(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Return the stages in order: a name, and what happens in it."""
        yield "reading", self.reading
        yield "writing", self.writing
        yield "discussing", self.discussing
        yield "composing", self.composing
        yield "closing", self.closing
        yield "round", self.closed_round
        yield "after", self.after
        yield "judged", self.judged
        yield "done", self.done

    def at(self, **more: Any) -> dict[str, Any]:
        """Return what every command takes."""
        return {"session_id": self.session.pk, "at": NOW, **more}

    def reading(self) -> None:
        """All steps are used, the vendor prepared something, and somebody has a name."""
        self.session.refresh_from_db()
        self.session.steps = [step.value for step in STEPS]
        self.session.current_question = QUESTION
        self.session.inputs_in_report = True
        self.session.save(update_fields=["steps", "current_question", "inputs_in_report"])
        participants.rename(
            **self.at(participant_id=self.daan.public_id, name=marker("name"), by=self.anna)
        )
        Answer.objects.filter(session=self.session).update(step=Step.READING)
        first, second = wanted_at(QUESTION)[:2]
        for wanted, kind in ((first, "homework"), (second, "confidential homework")):
            HomeworkItem.objects.create(
                session=self.session,
                number=wanted.number,
                brought=Brought.WHOLE,
                text=marker(kind),
                confidential=kind != "homework",
                changed_at=NOW,
            )

    def writing(self) -> None:
        """Everybody writes alone; the vendor states a fact."""
        self._go(Step.READING, Step.WRITING)
        for person, own in (
            (self.bram, Input(marker("input"))),
            (self.daan, Input(marker("unnamed input"), unnamed=True)),
        ):
            inputs.save_input(**self.at(number=QUESTION, own=own, edition=1, by=person))
        vendor_statements.state_vendor_fact(
            **self.at(
                number=QUESTION,
                statement=VendorStatement(marker("statement"), Proof.PROMISED),
                by=self.victor,
            )
        )

    def discussing(self) -> None:
        """What was written is shown, and people add to it."""
        self._go(Step.WRITING, Step.DISCUSSING)
        card = Contribution.objects.get(text=marker("input"))
        where = self.at(number=QUESTION, by=self.bram)
        inputs.add_addition(**where, words=Words(marker("addition")))
        reactions.react(
            **self.at(contribution_id=card.public_id, by=self.daan, words=Words(marker("reaction")))
        )
        parking.park(**self.at(text=marker("parked"), by=self.bram, question=QUESTION))
        action_points.add_action_point(
            **self.at(facts=ActionFacts(marker("action"), question=QUESTION), by=self.bram)
        )

    def composing(self) -> None:
        """The joint answer is written, and somebody proposes a sentence."""
        self._go(Step.DISCUSSING, Step.COMPOSING)
        compose(self._answer(), [Line(Paragraph((Piece(marker("text")),)), self.bram)])
        rooms.read_on(self.session.public_id, DocumentName(QUESTION, self.session.epoch))
        proposals.propose_sentence(
            **self.at(number=QUESTION, text=marker("proposal"), key="", by=self.bram)
        )

    def closing(self) -> None:
        """Everybody says whether they can live with it."""
        self._go(Step.COMPOSING, Step.CLOSING)
        for person, choice, kind in (
            (self.bram, Consent.REMARK, "remark"),
            (self.daan, Consent.OBJECTION, "objection"),
        ):
            vote = Vote(choice, marker(kind))
            votes.cast_vote(**self.at(number=QUESTION, vote=vote, by=person))
        words = Words(marker("dissent"))
        contributions.keep_dissent(**self.at(number=QUESTION, words=words, by=self.bram))
        # Words with a vote stand on the desk: that question changes when somebody's name does.
        Answer.objects.filter(pk=self._answer(INSIDE_QUESTION).pk).update(step=Step.CLOSING)
        vote = Vote(Consent.REMARK, "Mits we later kijken.")
        votes.cast_vote(**self.at(number=INSIDE_QUESTION, vote=vote, by=self.bram))

    def begin_round(self) -> None:
        """A closed round begins, with whoever is inside already."""
        people = self.session.participants.filter(insider=True, removed_at=None)
        insiders = [self.bram.public_id, self.daan.public_id, *_ids(people)]
        closed_rounds.begin(**self.at(insiders=insiders, by=self.anna))

    def closed_round(self) -> None:
        """A closed round looks at another question as well, and says something at both."""
        for number, kind in ((QUESTION, ""), (INSIDE_QUESTION, "other ")):
            words = Words(marker(f"{kind}closed dissent"))
            contributions.keep_dissent(**self.at(number=number, words=words, by=self.bram))
            facts = ActionFacts(marker(f"{kind}closed action"), question=number)
            action_points.add_action_point(**self.at(facts=facts, by=self.daan))
            text = marker(f"{kind}closed parked")
            parking.park(**self.at(text=text, by=self.bram, question=number))
            self._write_closed(number, marker(f"{kind}closed text"))
        agenda.show_question(**self.at(number=INSIDE_QUESTION, by=self.anna))
        self._people_come_and_go()

    def after(self) -> None:
        """The round is over, and somebody inside reacts to what was said there."""
        closed_rounds.end(**self.at(by=self.anna))
        agenda.show_question(**self.at(number=QUESTION, by=self.anna))
        card = Contribution.objects.get(text=marker("closed dissent"))
        words = Words(marker("closed reaction"))
        reactions.react(**self.at(contribution_id=card.public_id, by=self.daan, words=words))

    def judged(self) -> None:
        """What the vendor prepared is judged."""
        first, second = wanted_at(QUESTION)[:2]
        homework.judge_homework(**self.at(number=first.number, judged=Judged.ADOPTED, by=self.anna))
        homework.judge_homework(
            **self.at(number=second.number, judged=Judged.REJECTED, by=self.anna)
        )

    def done(self) -> None:
        """The question is rounded off."""
        conclusion = Conclusion(
            Outcome.NO_GOOD_ANSWER,
            reason=marker("reason"),
            risk=Risk.HIGH,
            risk_reason=marker("risk"),
            acceptance=marker("acceptance"),
        )
        answers.round_off(**self.at(number=QUESTION, conclusion=conclusion, by=self.anna))

    def _people_come_and_go(self) -> None:
        """Everything that changes who is who, and may happen while a closed round runs."""
        self.session.refresh_from_db()
        promise = manners.promise_of(self.session)
        lena, loes = (
            participants.admit(
                **self.at(newcomer=Newcomer(name, Perspective.HR, told_of_input=promise))
            )
            for name in ("Lena", "Loes")
        )
        noor = make_account("noor@vlietdam.example", "Noor", self.session.organisation)
        member = noor.memberships.get()
        participants.rename(**self.at(participant_id=lena.public_id, name="Lena L.", by=self.anna))
        participants.leave(**self.at(by=lena))
        participants.remove(**self.at(participant_id=loes.public_id, by=self.anna))
        roles.add_facilitator(**self.at(member_id=member.public_id, by=self.anna))
        roles.step_down(**self.at(by=self.session.participants.get(account=noor)))
        places.hand_over(
            account=noor,
            organisation_id=self.session.organisation_id,
            heir=self.anna.account,
            at=NOW,
        )

    def _go(self, seen: Step, to: Step) -> None:
        steps.set_step(**self.at(number=QUESTION, seen=seen, to=to, by=self.anna))

    def _answer(self, number: int = QUESTION) -> Answer:
        return Answer.objects.get(session=self.session, number=number)

    def _write_closed(self, number: int, words: str) -> None:
        client = CLOSED_CLIENT + number
        letter = Letter(self.bram.pk, Pen(client).paragraph(words), (client,))
        keep([Parcel((self._answer(number).pk, True), [letter])])
        name = DocumentName(number, self.session.epoch, closed=True)
        rooms.read_on(self.session.public_id, name)


def _ids(people: Any) -> list[str]:
    return list(people.values_list("public_id", flat=True))

"""What single people put in, as each audience sees it: nothing before its time, nobody's name."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sessions.commands import contributions, inputs, reactions, taking_over, vendor_statements
from sessions.commands.inputs import Input
from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.wording import Words
from sessions.enums import Proof, Role, ShownWith, Step
from sessions.live import announce, slices
from sessions.live.announce import announce as tell
from sessions.live.audience import INSIDE, Audience
from sessions.live.snapshot import snapshot_for, voices_for
from sessions.models import Answer, Contribution, Participant, Proposal, Session
from tests.audiences import one_of_each
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

SECRET = "Geheim-van-Carla"
FACT = "Geheim-van-Victor"
EVERYBODY = set(Audience) - {Audience.PROJECTOR}


@pytest.fixture
def watcher(session, arrive):
    """One person of each audience, and the question on the table is 8."""
    Session.objects.filter(pk=session.pk).update(current_question=8)
    return one_of_each(session, arrive)


@pytest.fixture
def written(session, watcher, carla, victor):
    """Carla's input and Victor's statement at question 8, where everybody writes alone."""
    at_step(session, Step.WRITING)
    inputs.save_input(
        session_id=session.pk, number=8, own=Input(SECRET), edition=1, by=carla, at=NOW
    )
    vendor_statements.state_vendor_fact(
        session_id=session.pk,
        number=8,
        statement=VendorStatement(FACT, Proof.PROMISED),
        by=victor,
        at=NOW,
    )
    return watcher


def at_step(session, step: Step) -> None:
    shown = step in {Step.DISCUSSING, Step.COMPOSING, Step.CLOSING}
    known = Answer.objects.filter(session=session, number=8)
    known.update(step=step, revealed_at=NOW if shown else None)


def who_gets(words: str, watcher) -> set[Audience]:
    """Return the audiences to whom these words go, in a snapshot or asked for by themselves."""
    return {
        audience
        for audience, person in watcher.items()
        if words in json.dumps([snapshot_for(person), voices_for(person, 8)])
    }


def cards_of(person) -> list[dict]:
    return voices_for(person, 8)["voices"]["cards"]


def card(session, by, text="Van Carla.", **how) -> Contribution:
    return inputs.add_addition(
        session_id=session.pk, number=8, words=Words(text, **how), by=by, at=NOW
    )


@pytest.mark.parametrize("step", [Step.READING, Step.WRITING])
def test_what_is_written_alone_reaches_nobody_else(session, written, step):
    at_step(session, step)

    assert (who_gets(SECRET, written), who_gets(FACT, written)) == (set(), set())


@pytest.mark.parametrize("step", [Step.DISCUSSING, Step.COMPOSING, Step.CLOSING])
def test_once_shown_it_reaches_everybody_but_the_wall(session, written, step):
    at_step(session, step)

    assert (who_gets(SECRET, written), who_gets(FACT, written)) == (EVERYBODY, EVERYBODY)


def test_rounding_off_from_writing_shows_no_inputs(session, written):
    at_step(session, Step.DONE)

    assert (who_gets(SECRET, written), who_gets(FACT, written)) == (set(), EVERYBODY)


def test_an_input_that_was_emptied_is_nobodys_card(session, written, carla):
    inputs.save_input(session_id=session.pk, number=8, own=Input(""), edition=2, by=carla, at=NOW)
    at_step(session, Step.DISCUSSING)

    assert [one["kind"] for one in cards_of(written[Audience.FACILITATOR])] == ["statement"]


def test_who_wrote_it_sees_it_alone(written, carla, victor):
    mine = snapshot_for(carla)["mine"]["inputs"]["8"]
    stated = snapshot_for(victor)["mine"]["statements"]["8"]

    assert (mine["text"], [one["text"] for one in stated]) == (SECRET, [FACT])


def test_news_of_a_save_holds_nothing_of_it(session, watcher, carla, sent_news):
    at_step(session, Step.WRITING)

    with sent_news as told:
        inputs.save_input(
            session_id=session.pk, number=8, own=Input(SECRET), edition=1, by=carla, at=NOW
        )

    assert [SECRET in text for one in told["news"] for text in one["texts"].values()] == [False] * 7
    assert told["mine"][0]["people"] == [carla.public_id]


def test_a_session_may_keep_inputs_from_the_vendor(session, written, carla):
    at_step(session, Step.DISCUSSING)
    card(session, carla, "Aanvulling-van-Carla")
    Session.objects.update(vendor_sees_inputs=False)

    kept = EVERYBODY - {Audience.VENDOR}
    assert (who_gets(SECRET, written), who_gets("Aanvulling-van-Carla", written)) == (kept, kept)
    assert who_gets(FACT, written) == EVERYBODY


def test_what_was_said_in_a_closed_round_stays_inside(session, watcher, carla):
    Session.objects.update(closed_round=8)
    Participant.objects.filter(pk=carla.pk).update(insider=True)
    contributions.keep_dissent(
        session_id=session.pk, number=8, words=Words("Besloten-woorden"), by=carla, at=NOW
    )
    during = who_gets("Besloten-woorden", watcher)
    Session.objects.update(closed_round=None)

    assert (during, who_gets("Besloten-woorden", watcher)) == (set(INSIDE), set(INSIDE))


def test_what_is_said_of_a_closed_card_is_told_to_nobody_outside(
    session, watcher, carla, sent_news
):
    Participant.objects.filter(pk=carla.pk).update(insider=True)
    answer = Answer.objects.get(session=session, number=8)
    made = Contribution.objects.create(
        answer=answer, author=carla, kind="dissent", text="Nee.", closed=True, added_at=NOW
    )

    with sent_news as told:
        reactions.recognise(
            session_id=session.pk,
            contribution_id=made.public_id,
            on=True,
            by=watcher[Audience.SCRIBE],
            at=NOW,
        )

    heard = {who for who, text in told["news"][0]["texts"].items() if "voices.8" in text}
    assert heard == {str(audience) for audience in INSIDE}


def test_proposals_that_wait_are_seen_and_settled_ones_are_not(session, watcher, carla):
    answer = Answer.objects.get(session=session, number=8)
    for text, settled in (("Wacht-nog", ""), ("Staat-er-al", "taken")):
        Proposal.objects.create(
            answer=answer, author=carla, text=text, settled=settled, added_at=NOW
        )

    assert (who_gets("Wacht-nog", watcher), who_gets("Staat-er-al", watcher)) == (EVERYBODY, set())


def test_a_card_says_all_there_is_to_say(session, watcher, carla, bram, anna):
    added = card(session, carla)
    reactions.recognise(
        session_id=session.pk, contribution_id=added.public_id, on=True, by=bram, at=NOW
    )
    said = reactions.react(
        session_id=session.pk, contribution_id=added.public_id, words=Words("Ja."), by=bram, at=NOW
    )
    taking_over.take_over(session_id=session.pk, contribution_id=added.public_id, by=anna, at=NOW)

    assert cards_of(watcher[Audience.OBSERVER]) == [
        {
            "id": added.public_id,
            "kind": "addition",
            "by": {"label": "HR", "name": "", "vendor": False},
            "text": "Van Carla.",
            "dont_know": False,
            "look_into": False,
            "proof": "",
            "document": "",
            "document_date": None,
            "document_address": "",
            "document_place": "",
            "at": NOW.isoformat(),
            "recognised": 1,
            "reactions": [
                {
                    "id": said.public_id,
                    "by": {"label": "Recruiter", "name": "", "vendor": False},
                    "text": "Ja.",
                    "at": NOW.isoformat(),
                }
            ],
            "taken_over": True,
            "closed": False,
            "prepared": False,
        }
    ]


@pytest.mark.parametrize(
    ("shown_with", "unnamed", "expected"),
    [
        (ShownWith.ROLE, False, ("HR", "")),
        (ShownWith.ROLE, True, ("", "")),
        (ShownWith.NAME, False, ("HR", "Carla")),
        (ShownWith.NAME, True, ("", "")),
        (ShownWith.NOTHING, False, ("", "")),
        (ShownWith.NOTHING, True, ("", "")),
    ],
)
def test_a_card_is_shown_with_as_much_as_was_agreed(
    session, watcher, carla, shown_with, unnamed, expected
):
    Session.objects.update(shown_with=shown_with)
    card(session, carla, unnamed=unnamed)

    by = cards_of(watcher[Audience.FACILITATOR])[0]["by"]
    assert ((by["label"], by["name"]), by["vendor"]) == (expected, False)


@pytest.mark.parametrize("shown_with", list(ShownWith))
@pytest.mark.parametrize("unnamed", [False, True])
def test_a_vendor_is_always_marked(session, watcher, victor, shown_with, unnamed):
    Session.objects.update(shown_with=shown_with)
    contributions.keep_dissent(
        session_id=session.pk, number=8, words=Words("Nee.", unnamed=unnamed), by=victor, at=NOW
    )

    by = cards_of(watcher[Audience.PARTICIPANT])[0]["by"]
    assert (by["label"], by["vendor"]) == ("Leverancier", True)


def test_who_is_gone_has_no_role_above_what_stays(session, watcher, carla):
    card(session, carla)
    Participant.objects.filter(pk=carla.pk).update(removed_at=NOW)

    by = cards_of(watcher[Audience.FACILITATOR])[0]["by"]
    assert by == {"label": "", "name": "", "vendor": False}


def test_neither_order_nor_time_tells_whose_an_input_is(session, watcher, carla, bram, daan):
    at_step(session, Step.WRITING)
    for hour, person in enumerate([carla, bram, daan]):
        inputs.save_input(
            session_id=session.pk,
            number=8,
            own=Input(f"Van {person.name}", unnamed=True),
            edition=1,
            by=person,
            at=NOW.replace(hour=hour),
        )
    at_step(session, Step.DISCUSSING)

    seen = cards_of(watcher[Audience.FACILITATOR])
    assert [one["id"] for one in seen] == sorted(one["id"] for one in seen)
    assert {one["at"] for one in seen} == {NOW.isoformat()}


def test_what_is_added_comes_in_order_of_time(session, watcher, carla):
    for hour in (9, 8, 10):
        inputs.add_addition(
            session_id=session.pk,
            number=8,
            words=Words(f"Om {hour} uur."),
            by=carla,
            at=NOW.replace(hour=hour),
        )

    seen = [one["text"] for one in cards_of(watcher[Audience.FACILITATOR])]
    assert seen == ["Om 8 uur.", "Om 9 uur.", "Om 10 uur."]


def test_somebody_made_vendor_is_shown_as_vendor(session, watcher, carla):
    card(session, carla)
    Participant.objects.filter(pk=carla.pk).update(role=Role.VENDOR)

    assert cards_of(watcher[Audience.FACILITATOR])[0]["by"]["vendor"] is True


def queries_of(task) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        task()
    return len(asked)


def test_telling_seven_audiences_reads_the_rows_once(session, watcher, carla, bram, daan):
    def told() -> int:
        place = Session.objects.get(pk=session.pk)
        return queries_of(lambda: tell(place, slices.voices(8), at=NOW))

    nothing = told()
    for person in (carla, bram, daan):
        added = card(session, person)
        reactions.react(
            session_id=session.pk,
            contribution_id=added.public_id,
            words=Words("Ja."),
            by=person,
            at=NOW,
        )

    assert (told(), nothing <= 9) == (nothing, True)


def test_a_snapshot_asks_as_much_however_much_was_put_in(session, watcher, carla, bram, daan):
    person = watcher[Audience.PARTICIPANT]
    card(session, carla)
    one = queries_of(lambda: snapshot_for(person))
    for other in (bram, daan):
        card(session, other)

    assert queries_of(lambda: snapshot_for(person)) == one


@pytest.fixture
def sent_news(monkeypatch, django_capture_on_commit_callbacks):
    """What is told within it, by kind."""

    class Told:
        def __enter__(self):
            self._messages: dict[str, list] = {}
            monkeypatch.setattr(announce, "spread", self._add)
            self._commit = django_capture_on_commit_callbacks(execute=True)
            self._commit.__enter__()
            return self._messages

        def _add(self, message):
            for kind, contents in message.items():
                self._messages.setdefault(kind, []).extend(contents)

        def __exit__(self, *error):
            self._commit.__exit__(*error)

    return Told()

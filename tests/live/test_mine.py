"""What is somebody's alone: all of it, to all their pages, and to nobody else's."""

import json

import pytest
from asgiref.sync import sync_to_async

from sessions.commands import contributions, inputs, reactions, vendor_statements
from sessions.commands.inputs import Input
from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.wording import Words
from sessions.enums import Consent, MarkKind, Proof, Step
from sessions.live.mine import mine_of
from sessions.live.snapshot import snapshot_for
from sessions.models import Answer, ConsentVote, Mark
from tests.conftest import NOW
from tests.consumers.test_session import listening, told

pytestmark = pytest.mark.django_db(transaction=True)


def save(session, by, text="Alleen van mij.", edition=1) -> None:
    inputs.save_input(
        session_id=session.pk, number=8, own=Input(text), edition=edition, by=by, at=NOW
    )


def at_step(session, step: Step) -> None:
    Answer.objects.filter(session=session, number=8).update(step=step)


def test_somebody_who_did_nothing_has_nothing(session, bram):
    assert mine_of(bram, session=session) == {
        "inputs": {},
        "statements": {},
        "cards": [],
        "recognised": [],
        "ready": {},
        "help": [],
        "votes": {},
        "insider": False,
    }


def test_all_that_somebody_did_is_theirs(session, bram, carla):
    at_step(session, Step.WRITING)
    save(session, bram)
    at_step(session, Step.DISCUSSING)
    at = {"session_id": session.pk, "at": NOW}
    other = inputs.add_addition(number=8, words=Words("Van Carla."), by=carla, **at)
    said = reactions.react(contribution_id=other.public_id, words=Words("Ja."), by=bram, **at)
    reactions.recognise(contribution_id=other.public_id, on=True, by=bram, **at)
    view = contributions.keep_dissent(number=8, words=Words("Nee."), by=bram, **at)
    answer = Answer.objects.get(session=session, number=8)
    Mark.objects.create(answer=answer, participant=bram, kind=MarkKind.HELP, at=NOW)
    for step in (Step.READING, Step.WRITING):
        Mark.objects.create(answer=answer, participant=bram, kind=MarkKind.READY, step=step, at=NOW)
    ConsentVote.objects.create(
        answer=answer, participant=bram, choice=Consent.REMARK, text="Maar.", cast_at=NOW
    )

    mine = mine_of(bram, session=session)

    own = bram_input(bram)
    assert mine == {
        "inputs": {
            "8": {
                "text": "Alleen van mij.",
                "unnamed": False,
                "dont_know": False,
                "look_into": False,
                "edition": 1,
            }
        },
        "statements": {},
        "cards": [own.public_id, view.public_id, said.public_id],
        "recognised": [other.public_id],
        "ready": {"8": ["reading", "writing"]},
        "help": [8],
        "votes": {"8": {"choice": "remark", "text": "Maar.", "unnamed": False}},
        "insider": False,
    }


def bram_input(bram):
    return bram.contribution_set.get(kind="input")


def test_a_vendor_has_its_own_statements_before_they_are_shown(session, victor):
    at_step(session, Step.WRITING)
    vendor_statements.state_vendor_fact(
        session_id=session.pk,
        number=8,
        statement=VendorStatement("Klopt.", Proof.SHOWN),
        by=victor,
        at=NOW,
    )

    stated = mine_of(victor, session=session)["statements"]["8"]

    assert [(one["text"], one["proof"], one["by"]["vendor"]) for one in stated] == [
        ("Klopt.", "shown", True)
    ]


def test_the_snapshot_holds_what_is_mine(session, bram):
    at_step(session, Step.WRITING)
    save(session, bram)

    assert snapshot_for(bram)["mine"] == mine_of(bram, session=session)


async def test_every_page_of_mine_hears_it_and_nobody_elses(session, bram, carla):
    await sync_to_async(at_step)(session, Step.WRITING)
    pages = [await listening(bram), await listening(bram)]
    other = await listening(carla)

    await sync_to_async(save)(session, bram)

    heard = [(await told(page, "mine"))["mine"]["inputs"]["8"]["text"] for page in pages]
    # The first word is told to all: that somebody began, and no word of it.
    news = await told(other, "news")
    await sync_to_async(save)(session, carla, "Van Carla.")
    next_told = await told(other, "mine")
    assert heard == ["Alleen van mij."] * 2
    assert "Alleen van mij." not in json.dumps([news, next_told])
    for socket in [*pages, other]:
        await socket.disconnect()


def test_no_half_of_a_sign_is_in_what_pages_are_told(session, carla):
    at_step(session, Step.WRITING)
    save(session, carla, text="Eén \ud83d sterretje: \u2b50.")

    told = json.dumps(mine_of(carla, session=session), ensure_ascii=False)
    assert "Eén  sterretje: \u2b50." in told.encode().decode()

"""Who sees what, when: every kind of content × every stage of a question × everybody.

The table is the product's promise. A kind of content without a row fails, and so does whatever
reaches somebody who is not in its row: on sockets, in the snapshot, in texts, on pages, in exports.
"""

import pytest
from asgiref.sync import sync_to_async

from sessions.commands import manners, participants
from sessions.enums import Perspective
from sessions.live.audience import Audience
from sessions.models import Participant
from sessions.texts import rooms
from tests.audiences import one_of_each
from tests.conftest import NOW
from tests.wire.story import INSIDE_QUESTION, QUESTION, Story, marker
from tests.wire.watching import Watcher

pytestmark = pytest.mark.django_db(transaction=True)

# F facilitator, S scribe, P participant inside closed rounds, N one who is not, V vendor, D the
# vendor's second device, O observer, B the screen on the wall, L joins during the closed round,
# R comes back by code during it, G was removed, X leads another session. L, R, G and X have no
# column of their own: L sees what N sees, R what P sees but nothing closed, G and X nothing.
STAGES = ["reading", "writing", "discussing", "composing", "closing", "round", "after"]
STAGES += ["judged", "done"]
TABLE = """
kind                  reading writing discussing composing closing round   after   judged  done
name                  FSPNVO  FSPNVO  FSPNVO     FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
homework              FSPNVO  FSPNVO  FSPNVO     FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
confidential homework FSPNV   FSPNV   FSPNV      FSPNV     FSPNV   FSPNV   FSPNV   FSPNV   FS
input                 -       -       FSPNVO     FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
unnamed input         -       -       FSPNVO     FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
statement             -       -       FSPNVO     FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
addition              -       -       FSPNVO     FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
reaction              -       -       FSPNVO     FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
parked                -       -       FSPNVO     FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
action                -       -       FSPNVO     FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
text                  -       -       -          FSPNVOB   FSPNVOB FSPNVOB FSPNVOB FSPNVOB FSPNVOB
proposal              -       -       -          FSPNVO    FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
remark                -       -       -          -         FS      FS      FS      FS      FS
objection             -       -       -          -         FS      FS      FS      FS      FSPNVO
dissent               -       -       -          -         FSPNVO  FSPNVO  FSPNVO  FSPNVO  FSPNVO
closed dissent        -       -       -          -         -       FSP     FSP     FSP     FSP
closed action         -       -       -          -         -       FSP     FSP     FSP     FSP
closed parked         -       -       -          -         -       FSP     FSP     FSP     FSP
closed text           -       -       -          -         -       FSP     FSP     FSP     FSP
closed reaction       -       -       -          -         -       -       FSP     FSP     FSP
other closed dissent  -       -       -          -         -       FSP     FSP     FSP     FSP
other closed action   -       -       -          -         -       FSP     FSP     FSP     FSP
other closed parked   -       -       -          -         -       FSP     FSP     FSP     FSP
other closed text     -       -       -          -         -       FSP     FSP     FSP     FSP
reason                -       -       -          -         -       -       -       -       FSPNVO
risk                  -       -       -          -         -       -       -       -       FSPNVO
acceptance            -       -       -          -         -       -       -       -       FSPNVO
"""
# What news of the question that the closed round looks at is called.
OF_INSIDE = {f"voices.{INSIDE_QUESTION}", f"question.{INSIDE_QUESTION}"}
# At these, every address of the session is asked for as well.
LOOKED_AT_WHOLE = {"writing", "round", "done"}
# What a session may keep from its vendor.
OF_THE_GROUP = {"input", "unnamed input", "addition", "reaction"}
OF_RISK = {"risk", "acceptance"}
ORDER = "FSPNVDOBLRGX"
LETTERS = dict(zip("FSPNVOB", [
    Audience.FACILITATOR, Audience.SCRIBE, Audience.PARTICIPANT, Audience.NEWCOMER,
    Audience.VENDOR, Audience.OBSERVER, Audience.PROJECTOR,
], strict=True))  # fmt: skip


def promised(kept_from_vendor: set[str]) -> dict[str, dict[str, str]]:
    """Return who sees each kind at each stage, by the letters of everybody."""
    rows = [line.rsplit(maxsplit=len(STAGES)) for line in TABLE.strip().splitlines()[1:]]
    return {
        stage: {
            kind: _everybody(cells[at], kind, stage, kept=kind in kept_from_vendor)
            for kind, *cells in rows
        }
        for at, stage in enumerate(STAGES)
    }


def _everybody(cell: str, kind: str, stage: str, *, kept: bool) -> str:
    who = set(cell) - {"-"} - ({"V"} if kept else set())
    also = {"V": "D", "P": "" if "closed" in kind else "R"}
    also["N"] = "L" if STAGES.index(stage) >= STAGES.index("round") else ""
    return ordered(who | set("".join(also.get(letter, "") for letter in who)))


def ordered(letters: set[str]) -> str:
    return "".join(one for one in ORDER if one in letters) or "-"


@pytest.fixture(autouse=True)
async def _rooms():
    yield
    await rooms.stop()


@pytest.fixture
def story(session, anna, bram, daan, victor) -> Story:
    return Story(session, anna=anna, bram=bram, daan=daan, victor=victor)


@pytest.fixture
def watchers(session, arrive, anna, otto) -> dict[str, Watcher]:
    """Everybody but who joins late; Rik is inside, until he comes back by code."""
    cast = one_of_each(session, arrive)
    rik, gone = arrive("Rik"), arrive("Gerda")
    rik.insider = True
    rik.save()
    participants.remove(session_id=session.pk, participant_id=gone.public_id, by=anna, at=NOW)
    return {letter: Watcher(cast[who]) for letter, who in LETTERS.items()} | {
        "D": Watcher(cast[Audience.VENDOR]),
        "R": Watcher(rik),
        "G": Watcher(gone),
        "X": Watcher(otto, place=anna),
    }


def join_late(session) -> Participant:
    session.refresh_from_db()
    newcomer = participants.Newcomer(
        "Vera V.", Perspective.HR, told_of_input=manners.promise_of(session)
    )
    return participants.admit(session_id=session.pk, newcomer=newcomer, at=NOW)


def come_back(rik: Participant) -> None:
    code = participants.renew_return_code(session_id=rik.session_id, by=rik, at=NOW)
    participants.return_with_code(typed=code, at=NOW)


KEEPING = {"vendor_sees_inputs": False, "vendor_sees_risk": False}


@pytest.mark.parametrize(
    ("choices", "kept_from_vendor", "letters"),
    [({}, set(), "FSPNVDOBLRGX"), (KEEPING, OF_THE_GROUP | OF_RISK, "PVD")],
    ids=["as it is", "kept from the vendor"],
)
async def test_everything_reaches_whom_it_is_for_and_nobody_else(
    session, story, watchers, choices, kept_from_vendor, letters
):
    await type(session).objects.filter(pk=session.pk).aupdate(**choices)
    expected = promised(kept_from_vendor)
    there = {letter: one for letter, one in watchers.items() if letter in letters}
    seen, told, heard_inside = {}, {}, {}
    for one in there.values():
        await one.listen()

    for stage, act in story.stages():
        if stage == "round":
            await sync_to_async(story.begin_round)()
            await sync_to_async(come_back)(watchers["R"].person)
            late = Watcher(await sync_to_async(join_late)(session))
            there |= {"L": late} if "L" in letters else {}
            await late.listen()
        await sync_to_async(act)()
        await session.arefresh_from_db()
        whole = stage in LOOKED_AT_WHOLE
        seen[stage] = dict.fromkeys(expected[stage], "")
        for letter, one in there.items():
            reached = await one.seen(whole=whole, revision=session.revision)
            for kind in expected[stage]:
                seen[stage][kind] += letter if marker(kind) in reached else ""
        told[stage] = {letter: one.current_question for letter, one in there.items()}
        heard_inside[stage] = {letter: OF_INSIDE & one.told_of for letter, one in there.items()}
    for one in there.values():
        await one.leave()

    table = zip(tabled(seen), tabled(expected, letters), strict=True)
    wrong = [f"{found}, not {wanted}" for found, wanted in table if found != wanted]
    assert "\n".join(wrong) == ""
    on_the_table = {
        letter: INSIDE_QUESTION if letter in "FSP" else None if letter in "GX" else QUESTION
        for letter in letters
    }
    assert told["round"] == on_the_table
    # News of that question would tell outside which one it is; R still was inside at the beginning.
    heard = {letter: names for letter, names in heard_inside["round"].items() if letter != "R"}
    assert heard == {
        letter: OF_INSIDE if letter in "FSP" else set() for letter in letters if letter != "R"
    }


def tabled(found: dict[str, dict[str, str]], letters: str = ORDER) -> list[str]:
    """Return the table line by line, so that a difference can be read."""
    return [
        f"{stage} {kind}: {ordered(set(who) & set(letters))}"
        for stage, kinds in found.items()
        for kind, who in kinds.items()
    ]

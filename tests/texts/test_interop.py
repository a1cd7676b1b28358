"""The stock providers, major 4 and 3, against the real server over a real socket."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.running_server import ROOT, RunningServer

SCENARIOS = ROOT / "frontend" / "tests" / "interop" / "provider.mjs"
PROVIDERS = ROOT / "frontend" / "node_modules" / "provider3"
# Longer than a scenario waits for anything (s).
PATIENCE = 90
# Three people in a running session; question 5 is rounded off.
SEED = """
import json
from datetime import date
from django.utils import timezone
from sessions.commands import participants, preparing, sessions
from sessions.commands.participants import Newcomer
from sessions.commands.preparing import SessionFacts
from sessions.enums import Perspective, Phase
from sessions.models import Account, Answer, Organisation, Participant, Session
from sessions.texts import tokens

now = timezone.now()
made = preparing.create_session(
    facts=SessionFacts(
        title="Matchwijzer", client_name="Vlietdam", date=date(2026, 11, 23),
        keep_until=date(2027, 11, 23), questions=list(range(1, 21)),
    ),
    organisation=Organisation.objects.create(name="Vlietdam", created_at=now),
    account=Account.objects.create_user("anna@vlietdam.example", None, name="Anna"),
    at=now,
)
Session.objects.filter(pk=made.pk).update(phase=Phase.RUNNING)
Answer.objects.filter(session=made, number=5).update(frozen_at=now)
people = [
    participants.admit(session_id=made.pk, newcomer=Newcomer(name, Perspective.HR), at=now)
    for name in ("Bram", "Carla", "Daan")
]
print(json.dumps({"session": made.public_id, "tokens": [tokens.mint(one) for one in people]}))
"""


@dataclass(frozen=True)
class Stock:
    """Where the stock providers write: a server, and who they come as."""

    server: RunningServer
    session: str
    tokens: list[str]

    def begin(self, scenario: str) -> subprocess.Popen[str]:
        """Begin one scenario."""
        node = shutil.which("node")
        assert node is not None
        setting = {
            "url": self.server.url.replace("http", "ws", 1), "origin": self.server.url,
            "pid": self.server.pid, "session": self.session, "tokens": self.tokens,
        }  # fmt: skip
        begun = subprocess.Popen(
            [node, str(SCENARIOS), scenario],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert begun.stdin is not None
        with begun.stdin as words:
            json.dump(setting, words)
        # All is said: `communicate` would try to say more.
        begun.stdin = None
        return begun

    def end(self, begun: subprocess.Popen[str]) -> Any:
        """Wait until a scenario has ended and return what was seen."""
        try:
            seen, faults = begun.communicate(timeout=PATIENCE)
        finally:
            begun.kill()
        assert begun.returncode == 0, faults
        return json.loads(seen)


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    """A server with three people in a running session."""
    if shutil.which("node") is None or not PROVIDERS.is_dir():
        pytest.fail("The providers are missing. Type: make setup")
    server = RunningServer(tmp_path_factory.mktemp("interop"), ALLOW_TEXT_TOKENS="1")
    server.prepare()
    seeded = json.loads(server.manage("shell", "-c", SEED).splitlines()[-1])
    server.start()
    yield Stock(server, **seeded)
    server.stop()


@pytest.fixture
def play(stock: Stock) -> Callable[[str], Any]:
    """Play one scenario of the stock providers and return what they saw."""
    return lambda scenario: stock.end(stock.begin(scenario))


def test_two_of_major_4_and_one_of_major_3_write_one_text(play: Callable[[str], Any]) -> None:
    assert play("majors") == [["van 0", "van 1", "van 2"]] * 3


def test_two_texts_share_one_line(play: Callable[[str], Any]) -> None:
    assert play("one_line") == [["vraag 0"], ["vraag 1"]]


def test_every_update_is_acknowledged_once(play: Callable[[str], Any]) -> None:
    assert play("acknowledgement") == {"counts": [0, 1, 0], "statuses": [1, 1]}


def test_a_rounded_off_text_is_read_only_and_says_what_was_not_kept(
    play: Callable[[str], Any],
) -> None:
    assert play("readonly") == {
        "scope": "readonly",
        "statuses": [1, 0],
        "unsaved": True,
        "other": [],
    }


def test_a_denied_text_leaves_the_others_on_the_line_alone(play: Callable[[str], Any]) -> None:
    assert play("denial") == [["unknown"], ["epoch"], ["reload"], []]


def test_a_refused_update_closes_that_text_until_it_is_opened_anew(
    play: Callable[[str], Any],
) -> None:
    assert play("refused") == {"denied": ["refused"], "fresh": ["goed"], "other": ["goed"]}


def test_words_written_without_a_line_arrive_after_it_is_back(play: Callable[[str], Any]) -> None:
    assert play("reconnect") == [["onderweg"], ["onderweg"]]


def test_a_caret_carries_the_name_the_server_knows(play: Callable[[str], Any]) -> None:
    assert play("carets") == {"name": "Bram", "vendor": False}


def test_words_that_a_killed_server_never_answered_are_sent_again_and_stand_once(
    stock: Stock,
) -> None:
    begun = stock.begin("killed")
    assert begun.stdout is not None
    said = begun.stdout.readline()
    stock.server.kill()
    stock.server.start()
    if said != "killable\n":
        pytest.fail(begun.communicate(timeout=PATIENCE)[1])

    words = [f"{when} {who}" for when in ("eerder", "onderweg", "zonder lijn") for who in (0, 1)]
    assert stock.end(begun) == {
        "unsaved": [True, True],
        "saved": [[True], [True]],
        "texts": [words, words],
    }
    # What was called saved is still there when the server is killed at that moment.
    stock.server.kill()
    stock.server.start()
    assert stock.end(stock.begin("look")) == words

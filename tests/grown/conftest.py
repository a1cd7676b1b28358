"""Two processes for the whole folder, a session for every test, and Redis back after each."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.grown.browsers import Browser, Clock
from tests.grown.hearing import hear_each_other
from tests.running_server import ROOT
from tests.two_servers import Servers, grown


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder runs against real servers, the same two."""
    for item in items:
        if "grown" in Path(item.path).parts:
            item.add_marker(pytest.mark.grown)


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Two processes over one PostgreSQL and one Redis."""
    with grown(tmp_path_factory.mktemp("grown")) as running:
        yield running


@pytest.fixture(scope="session")
def stages(servers: Servers) -> Iterator[dict[str, Any]]:
    """Running sessions with five people each; one program makes them all, which takes less."""

    def made() -> Iterator[dict[str, Any]]:
        while True:
            done = subprocess.run(
                [sys.executable, "-m", "tests.stage", "30"],
                cwd=ROOT, env=servers.each[0].environment, check=True, stdout=subprocess.PIPE,
            )  # fmt: skip
            yield from json.loads(done.stdout)

    return made()


@pytest.fixture
def stage(stages: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """A running session with five people."""
    return next(stages)


@pytest.fixture(scope="session")
def rehearsal(stages: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """A running session in which it is tried whether the processes hear each other."""
    return next(stages)


@pytest.fixture
async def heard_again(servers: Servers, rehearsal: dict[str, Any]) -> AsyncIterator[None]:
    """Leave no test behind a silence: after this one the processes hear each other again."""
    yield
    await hear_each_other(servers.each, rehearsal)


@pytest.fixture
def here(servers: Servers, stage: dict[str, Any]) -> Callable[[int], Browser]:
    """Open the browser of a participant at the first process."""
    return lambda person: Browser(servers.each[0], stage, cookie=stage["people"][person]["cookie"])


@pytest.fixture
def there(servers: Servers, stage: dict[str, Any]) -> Callable[[int], Browser]:
    """Open the browser of a participant at the second process."""
    return lambda person: Browser(servers.each[1], stage, cookie=stage["people"][person]["cookie"])


@pytest.fixture
def anna(servers: Servers, stage: dict[str, Any]) -> Browser:
    """Return the facilitator's browser, at the first process."""
    return Browser(servers.each[0], stage, cookie=stage["facilitator"])


@pytest.fixture
def clock(record_property: Callable[[str, object], None]) -> Callable[[str], Clock]:
    """Measure how long something takes."""
    return lambda what: Clock(record_property, what)

"""Which tests share a worker, and in which order they begin, with `--dist loadgroup`.

Tests that break or share the same servers go to one worker, one after the other: every worker that
gets one of them starts all those servers. xdist's own groups stand in a part of a test's id that
pytest no longer lets it change.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# What takes longest begins first: both workers are to end together.
LONGEST = ("chaos", "tests/tools/test_demo.py", "grown", "tests/journeys/test_everyone_is_heard.py")
GROUPS = ("chaos", "grown")


def share_of(nodeid: str) -> str:
    """Return the group of a test, or the test itself when it shares nothing."""
    folders = PurePosixPath(nodeid.partition("::")[0]).parts
    return next((group for group in GROUPS if folders[:2] == ("tests", group)), nodeid)


class Together(LoadScopeScheduling):
    """Hand out tests one by one, and groups whole."""

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Keep groups together where that is asked for."""
    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None


def turn_of(nodeid: str) -> int:
    """Return how early a test begins: 0 is first."""
    share = share_of(nodeid)
    return next((turn for turn, one in enumerate(LONGEST) if share.startswith(one)), len(LONGEST))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: turn_of(item.nodeid))

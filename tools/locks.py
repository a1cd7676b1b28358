"""Lock the Python packages with hashes, and see that no lock says where it was made.

    .venv/bin/python -m tools.locks             write requirements/*.txt for what *.in say now
    .venv/bin/python -m tools.locks upgrade     the same, with the newest versions allowed
    .venv/bin/python -m tools.locks check       stop when a lock names a registry

A lock without hosts works with every mirror; the hashes say that the packages are the same.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tools.steps import BIN, ROOT, call, say, stop

NAMES = ("base", "dev", "node")
HOST = re.compile(
    r'"resolved": *"https?:|--(extra-)?index-url|--find-links|--trusted-host|@ https?:'
)


def lock(*, upgrade: bool) -> None:
    """Resolve every requirements/*.in; dev takes the versions of base where both name one."""
    newest = ("--upgrade",) if upgrade else ()
    for name in NAMES:
        command = [
            *(BIN / "uv", "pip", "compile", "--quiet", *newest, "--generate-hashes"),
            *("--no-emit-index-url", "--no-emit-find-links", "--universal"),
            *("--python-version", "3.11", f"requirements/{name}.in"),
            *("--output-file", f"requirements/{name}.txt"),
        ]
        call(*command, *(("--constraint", "requirements/base.txt") if name == "dev" else ()))


def naming_a_host() -> list[str]:
    """Return `file:line` of every line in a lock that names where packages come from."""
    files = [*(ROOT / "requirements").iterdir(), ROOT / "frontend" / "package-lock.json"]
    return [place for file in sorted(files) for place in _places(file)]


def _places(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    found = (number for number, line in enumerate(lines, 1) if HOST.search(line))
    return [f"{file.relative_to(ROOT)}:{number}" for number in found]


if __name__ == "__main__":
    if sys.argv[1:] != ["check"]:
        lock(upgrade="upgrade" in sys.argv)
    if places := naming_a_host():
        stop("A lock names where packages come from:\n  " + "\n  ".join(places))
    say("No lock names a registry.")

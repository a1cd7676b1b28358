"""How the report looks, as one digest: what was drawn by another layout is not handed out again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
# Templates, the code that sets them, and the words in every language.
SOURCES = ("templates/report/*", "sessions/report/*.py", "locale/*/LC_MESSAGES/django.mo")


@cache
def digest() -> str:
    """Return the SHA-256 of all sources, read once per process."""
    paths = [path for pattern in SOURCES for path in sorted(_ROOT.glob(pattern))]
    lines = [
        f"{path.relative_to(_ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n"
        for path in paths
    ]
    return hashlib.sha256("".join(lines).encode()).hexdigest()

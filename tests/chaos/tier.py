"""How long the rows are played: short inside `make test`, long with TIER=long (`make chaos`)."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")
LONG = os.environ.get("TIER") == "long"


def pick(*, short: T, long: T) -> T:
    """Return what belongs to the tier that is played."""
    return long if LONG else short

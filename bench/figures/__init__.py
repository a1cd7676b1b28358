"""What is measured of the product alone: one small program for each figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.servers import House


@dataclass(frozen=True)
class Measure:
    """A figure; `seconds` is about what one round takes, `rounds` how many say enough."""

    name: str
    says: str
    measured: Callable[[House], dict[str, Any]]
    seconds: int
    rounds: int = 3


ALL: tuple[Measure, ...] = ()
BY_NAME = {one.name: one for one in ALL}

"""Every figure of the product alone, by the name it is asked for with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench import report
from bench.figures import memory, news, opening, pages, reports, start, weight
from bench.servers import House


@dataclass(frozen=True)
class Measure:
    """A figure; `seconds` is about what one round takes, `rounds` how many say enough."""

    name: str
    measured: Callable[[House], dict[str, Any]]
    seconds: int
    rounds: int = 3


ALL = (
    Measure("news", news.measured, 16),
    Measure("opening", opening.measured, 14, rounds=1),
    Measure("memory", memory.measured, 85, rounds=1),
    Measure("report", report.measured, 40, rounds=1),
    Measure("reports", reports.measured, 40, rounds=2),
    Measure("weight", weight.measured, 4, rounds=1),
    Measure("pages", pages.measured, 18),
    Measure("start", start.measured, 4),
)
BY_NAME = {one.name: one for one in ALL}

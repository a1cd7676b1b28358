"""A picture of cost and latency against load, as SVG: no package is needed to draw two panels.

A line joins the stages of workload E; the letters A, B and C stand where those workloads are.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from bench.servers import PEERS
from bench.statistics import Run, counted, figure, of, read
from bench.workloads import STAGES

WIDTH, HEIGHT = 560, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 44, 56
COLOURS = ("#1a5fb4", "#62a0ea", "#26a269", "#c64600", "#e5a50a", "#813d9c", "#77767b")
LETTERS = ("A", "B", "C")
LOADS = (200, 80_000)


@dataclass(frozen=True)
class Panel:
    """One of the two: what is read, and between which values it lies."""

    title: str
    path: str
    values: tuple[float, float]
    ticks: tuple[float, ...]


PANELS = (
    Panel("Cost: µs of CPU per delivered edit", "cpuMicros", (5, 500), (10, 20, 50, 100, 200)),
    Panel("Latency: p99 until others see it, ms", "seen.p99", (0.5, 200), (1, 5, 20, 100)),
)


def draw(runs: Sequence[Run], *, page: Path) -> None:
    """Draw what was measured."""
    page.parent.mkdir(parents=True, exist_ok=True)
    panels = [one for number, panel in enumerate(PANELS) for one in _panel(panel, runs, number)]
    legend = list(_legend(runs))
    height = HEIGHT + 12 + 22 * ((len(legend) + 1) // 2)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {height}"'
        ' font-family="sans-serif" font-size="13" role="img">'
        "<title>Cost and latency against load</title>"
        f'<rect width="{2 * WIDTH}" height="{height}" fill="#fff"/>'
    )
    page.write_text("\n".join([head, *panels, *legend, "</svg>"]) + "\n", encoding="utf-8")


def _scale(value: float, span: tuple[float, float], start: float, end: float) -> float:
    low, high = (math.log(one) for one in span)
    part = (math.log(min(max(value, span[0]), span[1])) - low) / (high - low)
    return round(start + part * (end - start), 1)


def _panel(panel: Panel, runs: Sequence[Run], number: int) -> Iterator[str]:
    left = number * WIDTH

    def x(load: float) -> float:
        return _scale(load, LOADS, left + LEFT, left + WIDTH - RIGHT)

    def y(value: float) -> float:
        return _scale(value, panel.values, HEIGHT - BOTTOM, TOP)

    yield _text(left + LEFT, TOP - 18, panel.title, extra='font-weight="bold"')
    for tick in panel.ticks:
        yield _line([(x(LOADS[0]), y(tick)), (x(LOADS[1]), y(tick))], "#ddd", 1)
        yield _text(left + LEFT - 8, y(tick) + 4, f"{tick:g}", extra='text-anchor="end"')
    for load in (300, 1_000, 8_000, *STAGES[1:3], STAGES[-1]):
        place = 'text-anchor="middle"'
        yield _text(x(load), HEIGHT - BOTTOM + 20, f"{load:,}", extra=place)
    yield _text(left + LEFT, HEIGHT - BOTTOM + 40, "deliveries per second")
    for peer, colour in _peers():
        yield from _curve(panel, runs, peer=peer, colour=colour, x=x, y=y)


def _curve(
    panel: Panel,
    runs: Sequence[Run],
    *,
    peer: str,
    colour: str,
    x: Callable[[float], float],
    y: Callable[[float], float],
) -> Iterator[str]:
    points = [(x(load), y(value)) for load, value in curve(panel.path, runs, peer=peer)]
    if len(points) > 1:
        yield _line(points, colour, 2)
    yield from (f'<circle cx="{a}" cy="{b}" r="3.5" fill="{colour}"/>' for a, b in points)
    for letter in LETTERS:
        good = counted(of(runs, peer=peer, workload=letter))
        load, value = (
            figure(read(one, path) for one in good) for path in ("deliveriesPerSecond", panel.path)
        )
        if load and value:
            bold = f'text-anchor="middle" font-weight="bold" fill="{colour}"'
            yield _text(x(load.median), y(value.median) + 4, letter, extra=bold)


def curve(path: str, runs: Sequence[Run], *, peer: str) -> list[tuple[float, float]]:
    """Return load and figure at each stage that held."""
    stages = [
        stage
        for run in counted(of(runs, peer=peer, workload="E"))
        for stage in run["stages"]
        if stage["holds"]
    ]
    found = []
    for target in STAGES:
        value = figure(read(one, path) for one in stages if one["target"] == target)
        if value:
            found.append((float(target), value.median))
    return found


def _peers() -> Iterator[tuple[str, str]]:
    for peer, colour in zip(PEERS, COLOURS, strict=True):
        yield peer.name, colour


def _legend(runs: Sequence[Run]) -> Iterator[str]:
    there = {one["peer"] for one in runs}
    shown = [
        (peer.shown, colour)
        for peer, colour in zip(PEERS, COLOURS, strict=True)
        if peer.name in there
    ]
    for place, (name, colour) in enumerate(shown):
        left, top = LEFT + place % 2 * WIDTH, HEIGHT + 12 + 22 * (place // 2)
        swatch = f'<rect x="{left}" y="{top - 10}" width="14" height="10" fill="{colour}"/>'
        yield swatch + _text(left + 22, top, name)


def _line(points: Sequence[tuple[float, float]], colour: str, width: float) -> str:
    places = " ".join(f"{x},{y}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, words: str, *, extra: str = "") -> str:
    return f'<text x="{x}" y="{y}" {extra}>{escape(words)}</text>'

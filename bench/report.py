"""How long a report takes: the filled example session of thirty people, drawn again and again.

    .venv/bin/python -m bench.report [RUNS] [--json]

The first report after a start pays for starting the helper process; every later one is warm. A
run is not clean when the machine was busy with other things: the load is printed beside it, and
the processor time of the helper process, which gives way to everything else on the machine.
"""

from __future__ import annotations

import io
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypdf

from tools.example_report import ExampleReport, example_report

RUNS, FEW = 10, 5
NAMES = ("cold", "warm", "processor", "contents")


def main() -> None:
    """Measure and print a table in Markdown, or the medians as JSON."""
    words = [one for one in sys.argv[1:] if one != "--json"]
    runs = int(words[0]) if words else RUNS
    with example_report() as example:
        rows, size, pages = timed(example, runs=runs)
    out = sys.stdout.write
    if "--json" in sys.argv:
        medians = (round(statistics.median(seconds), 2) for seconds in rows.values())
        out(json.dumps(dict(zip(NAMES, medians, strict=True)) | {"pages": pages}))
        return
    out(f"{machine()}\n\nLoad of the machine (1 minute): {os.getloadavg()[0]:.1f}\n\n")
    out(f"{pages} pages, {size // 1024} KB, {runs} runs\n\n")
    out("| What | Median | Range |\n|---|---|---|\n")
    for what, seconds in rows.items():
        out(f"| {what} | {statistics.median(seconds):.2f} s | {span(seconds)} |\n")


def measured(_house: object) -> dict[str, Any]:
    """Return medians in seconds of a few runs, made by a program of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.report", str(FEW), "--json"],
        check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def timed(example: ExampleReport, *, runs: int) -> tuple[dict[str, list[float]], int, int]:
    """Return seconds on the wall by what was measured, the bytes and the pages of the PDF."""
    from sessions.report import canonical, html, pdf  # noqa: PLC0415 - set up late

    contents, fingerprint = example.contents, canonical.fingerprint(example.data)

    def draw() -> bytes:
        return pdf.make_pdf(example.page, data=example.data, moment=contents.final_at)

    cold, _work = taken(draw, 1)
    warm, work = taken(draw, runs)
    rows = {
        "First report, with the start of the helper process": cold,
        "Warm: page to PDF, by the clock": warm,
        "Warm: page to PDF, processor time": work,
        "Contents to page": taken(lambda: html.render(contents, fingerprint=fingerprint), runs)[0],
    }
    made = draw()
    return rows, len(made), len(pypdf.PdfReader(io.BytesIO(made)).pages)


def taken(work: Callable[[], object], runs: int) -> tuple[list[float], list[float]]:
    """Return how many seconds each run took: by the clock, and of our children's processor."""
    seconds, processor = [], []
    for _ in range(runs):
        start, spent = time.perf_counter(), of_children()
        work()
        seconds.append(time.perf_counter() - start)
        processor.append(of_children() - spent)
    return seconds, processor


def of_children() -> float:
    """Return the processor time of our living child processes in seconds; 0 without /proc."""
    own = Path(f"/proc/self/task/{os.getpid()}/children")
    ticks = 0
    for child in own.read_text().split() if own.exists() else ():
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def span(seconds: list[float]) -> str:
    """Return the fastest and the slowest run in words."""
    return f"{min(seconds):.2f} to {max(seconds):.2f} s" if len(seconds) > 1 else "one run"


def machine() -> str:
    """Return what it was measured on: system, processors, and versions."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"{system}, Python {platform.python_version()}, WeasyPrint {version('weasyprint')}"


if __name__ == "__main__":
    main()

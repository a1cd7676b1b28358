"""What is going to be measured, in which order, and about how long it takes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import measures, workloads
from bench.measures import Measure
from bench.servers import OURS, PEERS, Peer
from bench.workloads import Workload

STAGE_SECONDS = 20


@dataclass(frozen=True)
class Options:
    """What was asked: `calm` is how many seconds a run waits for the machine to be left alone."""

    only: tuple[str, ...]
    peers: tuple[str, ...]
    runs: int
    calm: float
    write: Path | None
    table: Path | None


@dataclass(frozen=True)
class Step:
    """One run of one peer."""

    round: int
    peer: Peer
    what: Workload | Measure


def read(words: Sequence[str]) -> Options:
    """Return what was asked; ends with advice when it cannot be meant."""
    names = [*workloads.BY_NAME, *measures.BY_NAME]
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--only", default="", help=f"of {','.join(names)}")
    parser.add_argument("--peers", default="", help=f"of {','.join(one.name for one in PEERS)}")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--calm", type=float, default=20.0, metavar="SECONDS")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables in this page")
    parser.add_argument("--table", type=Path, metavar="RESULTS", help="measure nothing: these")
    found = parser.parse_args(words)
    only = _among(parser, found.only, names)
    peers = _among(parser, found.peers, [one.name for one in PEERS])
    return Options(only, peers, found.runs, found.calm, found.write, found.table)


def _among(parser: argparse.ArgumentParser, given: str, names: list[str]) -> tuple[str, ...]:
    asked = [one for one in given.split(",") if one]
    if unknown := [one for one in asked if one not in names]:
        parser.error(f"{unknown[0]} is none of {', '.join(names)}")
    return tuple(asked or names)


def steps(options: Options) -> list[Step]:
    """Return every run: round by round, and in a round all peers behind each other.

    A figure is measured of the product alone, and each in as many rounds as it needs.
    """
    return [step for number in range(1, options.runs + 1) for step in _round(number, options)]


def _round(number: int, options: Options) -> Iterator[Step]:
    chosen = [one for one in PEERS if one.name in options.peers]
    for workload in workloads.ALL:
        if workload.name in options.only:
            for peer in chosen:
                if workload.name in peer.workloads.split():
                    yield Step(number, peer, workload)
    for measure in measures.ALL:
        if measure.name in options.only and number <= measure.rounds:
            yield from (Step(number, one, measure) for one in chosen if one.name == OURS)


def seconds(planned: Sequence[Step]) -> int:
    """Return about how long it takes on a machine that is left alone."""
    return STAGE_SECONDS + sum(step.what.seconds for step in planned)

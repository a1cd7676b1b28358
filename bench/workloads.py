"""What is done to a server: seven ways to type and to come in, the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass

STAGES = (6_000, 15_000, 30_000, 45_000, 60_000)
RAMP = "ramp"


@dataclass(frozen=True)
class Workload:
    """`options` go to the generator; `seconds` is about what a run takes, with its server."""

    name: str
    says: str
    options: str
    rooms: int
    seconds: int


ALL = (
    Workload(
        "A", "one workshop: 15 people, 5 type 4 edits a second",
        "--rooms 1 --people 15 --typists 5 --rate 4 --seconds 8", 1, 16,
    ),
    Workload(
        "B", "one big room: 200 people, 10 type 4 edits a second",
        "--rooms 1 --people 200 --typists 10 --rate 4 --seconds 6", 1, 14,
    ),
    Workload(
        "C", "sixty workshops of 15 people, 3 in each type 3 edits a second",
        "--rooms 60 --people 15 --typists 3 --rate 3 --seconds 6", 60, 18,
    ),
    Workload(
        "D", "300 people come into one room at once, 5,000 signs stand there",
        "--mode storm --people 2", 1, 8,
    ),
    Workload(
        "Dp", "the same, and everybody says who they are",
        "--mode storm --people 2 --presence", 1, 10,
    ),
    Workload(
        "Dt", "300 come into a room of 15 in which 5 type 4 edits a second",
        "--mode storm --people 15 --typists 5 --rate 4 --seconds 5", 1, 13,
    ),
    Workload(
        "E", "sixty workshops, more edits a second stage by stage",
        "--mode ramp --rooms 60 --people 15 --typists 3 --seconds 3"
        f" --stages {','.join(map(str, STAGES))}", 60, 36,
    ),
)  # fmt: skip
BY_NAME = {one.name: one for one in ALL}

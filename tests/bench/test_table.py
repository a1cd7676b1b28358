"""Figures become tables and verdicts, and the tables get their place in a page."""

import xml.etree.ElementTree as ET

import pytest

from bench import picture, plan, table, targets
from bench.__main__ import told
from bench.statistics import Figure
from bench.targets import Target

STAGE = {"holds": True, "full": False, "cpuMicros": 12.0, "seen": {"p99": 9.0}}


def load(peer, cost):
    return {
        "peer": peer, "workload": "C", "round": 1, "lost": 0, "expected": 100,
        "deliveriesPerSecond": 7500, "cpuMicros": cost, "cpuMicrosOf": {"server": cost},
        "seen": {"p50": 1.5, "p99": 9.5}, "kept": {"p95": 8.0, "p99": 120.0},
        "peakMiB": {"server": 130},
    }  # fmt: skip


RUNS = [
    load("ours", 21.0),
    load("hocuspocus-sqlite", 30.0),
    {"peer": "ours", "workload": "C", "round": 1, "error": "no"},
    {"peer": "ours", "workload": "E", "round": 1, "mode": "ramp",
     "stages": [{"target": 6000, **STAGE}, {"target": 15000, **STAGE, "holds": False}]},
]  # fmt: skip


def test_a_row_says_what_a_server_took_and_how_many_runs_say_so():
    lines = table.all_tables(RUNS, every_target=False).splitlines()

    assert (
        "| ours, SQLite | 21.0 | – | 1.50 | 9.50 | 8.00 | 120 | 130 | 0 | 1 (1), 1 failed |"
        in lines
    )
    assert "- P5, C: acknowledged as durable, p99: 120, target ≤ 100 ms" in lines
    assert "| ours, SQLite | – | – | 0.70 | – | – | – |" in lines
    assert "| ours, SQLite | 12.0 · 9.00 | – | – | – | – | 1 (1) |" in lines


def test_targets_are_met_or_not_by_the_median():
    verdicts = {
        f"{one.number} {one.says}": targets.verdict(one, one.measured(RUNS), tried=bool(one.tried))
        for one in targets.ALL
    }

    chosen = ["P1 C: cost of a delivery, against {ref}", "P4 C: seen by others, p99"]
    chosen += ["P5 C: acknowledged as durable, p99", "P3 E there: seen, p99"]
    chosen += ["P8 next question to 300 sockets, p99"]
    assert [verdicts[one] for one in chosen] == [
        "met, aim too", "met", "**not met**", "**not reached**", "not measured",
    ]  # fmt: skip


def test_just_the_most_is_met_and_the_aim_is_said():
    target = Target("P1", "cost", 1.0, "×", lambda _: None, aim=0.75)

    assert targets.verdict(target, Figure(1.0, 0.9, 1.1, 3)) == "met"
    assert targets.verdict(target, Figure(0.75, 0.7, 1.1, 3)) == "met, aim too"
    assert targets.verdict(target, Figure(1.01, 0.7, 1.1, 3)) == "**not met**"


def test_tables_replace_what_stood_between_the_two_comments(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"Before.\n{table.BEGIN}\nold\n{table.END}\nAfter.\n")

    table.write(page, "new\n")
    table.write(page, "newer\n")

    assert page.read_text() == f"Before.\n{table.BEGIN}\nnewer\n{table.END}\nAfter.\n"
    page.write_text("nothing marked")
    with pytest.raises(ValueError, match="has no"):
        table.write(page, "new")


def test_the_picture_has_a_line_per_server_and_the_letters(tmp_path):
    second = {**RUNS[-1], "stages": [{"target": 6000, **STAGE}, {"target": 15000, **STAGE}]}

    picture.draw([*RUNS, second], page=tmp_path / "images/load.svg")

    drawn = ET.parse(tmp_path / "images/load.svg").getroot()
    words = [one.text for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert words.count("C") == 4
    assert picture.curve("cpuMicros", [second], peer="ours") == [(6000.0, 12.0), (15000.0, 12.0)]


def test_what_is_asked_for_is_planned_round_by_round():
    options = plan.read(["--only", "A,start", "--peers", "ours,raw", "--runs", "2"])

    planned = [(one.round, one.peer.name, one.what.name) for one in plan.steps(options)]

    assert planned == [
        (1, "ours", "A"), (1, "raw", "A"), (1, "ours", "start"),
        (2, "ours", "A"), (2, "raw", "A"), (2, "ours", "start"),
    ]  # fmt: skip


def test_an_unknown_name_is_refused_with_the_names_there_are(capsys):
    with pytest.raises(SystemExit):
        plan.read(["--only", "Z"])

    assert "Z is none of A, B, C" in capsys.readouterr().err


def test_a_run_is_told_in_one_line():
    run = {**load("ours", 21.0), "mode": "load", "took": 12.3, "otherPercent": 40.0}

    assert told(run) == (
        "1 C ours, 12 s (disturbed): µs 21.0, p50 1.5, p99 9.5, kept p99 120.0, lost 0.0,"
        " others % 40.0"
    )
    assert told({**RUNS[2], "took": 3.0}) == "1 C ours, 3 s FAILED: error no"

"""Runs become medians, ranges and ratios; what was disturbed or failed does not count."""

import pytest

from bench.statistics import Figure, counted, figure, is_clean, ratio, read


def run(peer="ours", workload="C", number=1, **facts):
    return {"peer": peer, "workload": workload, "round": number, "otherPercent": 3.0, **facts}


def test_a_figure_is_the_median_with_its_range():
    assert figure([3.0, 1.0, None, 2.0, 9.0]) == Figure(2.5, 1.0, 9.0, 4)
    assert figure([None]) is None


@pytest.mark.parametrize(
    ("facts", "clean"),
    [
        ({}, True),
        ({"otherPercent": 15.1}, False),
        ({"otherPercent": 29.0, "mode": "ramp"}, True),
        ({"otherPercent": 31.0, "mode": "ramp"}, False),
        ({"otherPercent": None}, True),
        ({"error": "it did not start"}, False),
    ],
)
def test_a_run_is_clean_when_it_ended_and_others_were_quiet(facts, clean):
    assert is_clean(run(**facts)) is clean


def test_disturbed_runs_count_only_when_there_are_no_others():
    clean, disturbed, failed = run(), run(otherPercent=80.0), run(error="no")

    assert counted([disturbed, clean, failed]) == [clean]
    assert counted([disturbed, failed]) == [disturbed]


def test_a_figure_is_read_from_within_a_run():
    assert read({"seen": {"p99": 7}}, "seen.p99") == 7.0
    assert read({"seen": None}, "seen.p99") is None


def test_a_ratio_compares_within_each_round_and_leaves_out_half_rounds():
    runs = [
        run(cpuMicros=10.0), run("peer", cpuMicros=20.0),
        run(number=2, cpuMicros=30.0), run("peer", number=2, cpuMicros=30.0),
        run(number=3, cpuMicros=99.0), run("peer", number=3, error="no"),
    ]  # fmt: skip

    found = ratio(runs, path="cpuMicros", mine=("ours", "C"), base=("peer", "C"))

    assert found == Figure(0.75, 0.5, 1.0, 2)

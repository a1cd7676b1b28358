"""The table in the documentation: what was played is replaced, the rest stays."""

import json
from dataclasses import asdict

from tests.chaos import results, table
from tests.chaos.diary import Entry
from tests.chaos.results import Played

S1 = Played(
    row="S1", what="kill -9", stored="SQLite", day="2026-11-23", acknowledged=1200, faults=150,
    lost=0, doubled=0, recovery=[0.5, 0.7, 2.0],
)  # fmt: skip
N1 = Played(
    row="N1", what="line cut", stored="SQLite", day="2026-11-23", acknowledged=7, faults=1,
    lost=1, doubled=2,
)  # fmt: skip
EMPTY = f"before\n{table.BEGIN}\n{table.END}\nafter\n"
LINE_S1 = "| S1 | kill -9 | SQLite | 2026-11-23 | 150 | 1,200 | 0 | 0 | 0.7 / 2.0 / 2.0 s |"
LINE_N1 = "| N1 | line cut | SQLite | 2026-11-23 | 1 | 7 | 1 | 2 | – |"


def whole(*lines: str) -> str:
    return "\n".join(["before", table.BEGIN, table.HEAD, *lines, table.END, "after", ""])


def test_rows_stand_in_the_order_of_the_matrix():
    assert table.put(EMPTY, [N1, S1]) == whole(LINE_S1, LINE_N1)


def test_a_row_that_is_played_again_is_replaced_and_the_others_stay():
    again = Played(**asdict(S1) | {"acknowledged": 5, "recovery": []})

    changed = table.put(whole(LINE_S1, LINE_N1), [again])

    assert changed == whole(
        LINE_S1.replace("1,200", "5").replace("0.7 / 2.0 / 2.0 s", "–"), LINE_N1
    )


def test_what_was_played_several_times_is_summed_up(tmp_path):
    kept = tmp_path / "results"
    kept.write_text("".join(json.dumps(asdict(one)) + "\n" for one in (S1, N1, S1)))

    both = Played(**asdict(S1) | {"acknowledged": 2400, "faults": 300, "recovery": S1.recovery * 2})
    assert results.gathered(kept) == [both, N1]


def entry(at: float, who: str, what: str, *marks: str) -> Entry:
    return Entry(at=at, who=who, session=1, what=what, marks=list(marks))


def test_recovery_counts_from_the_fault_to_the_next_acknowledgement_of_who_was_cut():
    story = [
        entry(1.0, "1.1", "cut"),
        entry(2.0, "hand", "fault"),
        entry(2.1, "1.2", "ack", "<1.2.1.1>"),
        entry(2.2, "1.1", "cut"),
        entry(2.3, "1.1", "cut"),
        entry(2.4, "1.1", "ack"),
        entry(2.5, "1.1", "ack", "<1.1.1.1>"),
        entry(2.9, "1.1", "ack", "<1.1.1.2>"),
    ]

    assert results.recoveries(story) == [0.5]

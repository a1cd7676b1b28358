"""The judge finds each kind of fault when it is there, and none when there is none."""

from dataclasses import replace

import pytest

from tests.chaos import diary
from tests.chaos.diary import Diary, Entry
from tests.chaos.judge import DATABASE, Verdict, judge

ONE, TWO, OTHER = "<1.1.4.1>", "<1.2.4.1>", "<2.1.4.1>"
READERS = ("1.1", "1.2", "report", DATABASE)


def entry(who: str, what: str, *marks: str, text: str = "", session: int = 1) -> Entry:
    return Entry(
        at=0.0, who=who, session=session, what=what, number=4, marks=list(marks), text=text
    )


WELL = [
    entry("1.1", "invoke", ONE),
    entry("1.1", "ack", ONE),
    entry("1.2", "observe", ONE),
    entry("1.2", "invoke", TWO),
    entry("1.2", "ack", TWO),
    entry("1.1", "reads", text=f"{ONE}{TWO}"),
    entry("1.2", "reads", text=f"{ONE}{TWO}"),
    entry("report", "reads", text=f"{ONE}{TWO}"),
    entry(DATABASE, "reads", text=f"{ONE}{TWO}"),
]


def everywhere(text: str) -> list[Entry]:
    """The same story, with another text at its end wherever it is read."""
    return [replace(one, text=text) if one.what == "reads" else one for one in WELL]


def test_nothing_is_wrong_when_all_is_well():
    assert judge(WELL) == Verdict(acknowledged=2)


@pytest.mark.parametrize(
    ("entries", "faults"),
    [
        (everywhere(TWO), {"lost": [ONE], "gone": [ONE]}),
        (everywhere(ONE), {"lost": [TWO]}),
        (everywhere(f"{ONE}{TWO}{ONE}"), {"doubled": [ONE]}),
        (everywhere(f"{ONE}{TWO}<1.9.4.1>"), {"invented": ["<1.9.4.1>"]}),
        ([*WELL, entry("1.1", "reads", text=ONE)], {"differing": ["1.4 of 1.1"]}),
        ([*WELL, entry("report", "reads")], {"differing": ["1.4 of report"]}),
        (
            [*WELL, entry("2.1", "observe", ONE, session=2)],
            {"gone": [ONE], "foreign": [f"{ONE} at 2.1 in 2.4"]},
        ),
        (
            everywhere(f"{ONE}{TWO}{OTHER}"),
            {
                "invented": [OTHER],
                "foreign": [f"{OTHER} at {who} in 1.4" for who in READERS],
            },
        ),
        (WELL[:-1], {"lost": [ONE, TWO], "gone": [ONE], "differing": [
            "1.4 of 1.1", "1.4 of 1.2", "1.4 of report"]}),
    ],
    ids=[
        "dropped", "dropped before anybody saw it", "doubled", "never typed", "a client behind",
        "a report without it", "told to another session", "stored in another session", "never read",
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(entries, faults):
    assert judge(entries).faults == faults


def test_a_mark_in_the_text_of_another_question_is_foreign():
    strayed = replace(entry("1.1", "observe", ONE), number=5)

    assert judge([*WELL, strayed]).faults == {"gone": [ONE], "foreign": [f"{ONE} at 1.1 in 1.5"]}


def test_what_is_written_in_a_diary_is_read_again(tmp_path):
    one = Diary(tmp_path, who="1.1", session=1)

    one.note("ack", number=4, marks={TWO, ONE})
    one.note("reads", number=4, text="é\n")
    one.close()

    found = [replace(entry, at=0.0) for entry in diary.read_all(tmp_path)]
    assert found == [entry("1.1", "ack", ONE, TWO), entry("1.1", "reads", text="é\n")]

"""How far a report is, in steps that only rise."""

from __future__ import annotations

import logging

import pytest

from sessions.report import progress


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("Step 1 - Fetching and parsing HTML - HTML string", 1),
        ("Step 2 - Fetching and parsing CSS - CSS string", 2),
        ("Step 4 - Creating formatting structure", 4),
        ("Step 5 - Creating layout - Page 1", 5),
        ("Step 5 - Creating layout - Page 8", 6),
        ("Step 5 - Creating layout - Page 999", 9),
        ("Step 5 - Creating layout - Repagination #1", 10),
        ("Step 6 - Creating PDF", 11),
        ("Step 7 - Adding PDF metadata", 12),
        ("Something else", 0),
    ],
)
def test_what_the_engine_says_is_a_step(said: str, step: int) -> None:
    assert progress.step_of(said) == step


def test_a_step_is_told_once_and_never_back() -> None:
    told: list[int] = []
    logger = logging.getLogger("weasyprint.progress")

    with progress.told(told.append):
        for page in ("Page 1", "Page 2", "Repagination #1", "Page 1 (up-to-date)"):
            logger.info("Step 5 - Creating layout - %s", page)

    assert told == [5, 10]


def test_after_the_work_nobody_listens() -> None:
    told: list[int] = []

    with progress.told(told.append):
        pass
    logging.getLogger("weasyprint.progress").info("Step 6 - Creating PDF")

    assert told == []

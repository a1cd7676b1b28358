"""Turns: one report per session, two in all."""

from __future__ import annotations

import threading

import pytest

from sessions.report import queue


def test_a_session_has_one_turn_at_a_time() -> None:
    with queue.turn(1), pytest.raises(queue.ReportBusy), queue.turn(1, wait=0):
        pass


def test_two_sessions_have_a_turn_at_once_and_a_third_has_not() -> None:
    with queue.turn(1), queue.turn(2), pytest.raises(queue.ReportBusy), queue.turn(3, wait=0):
        pass


def test_a_turn_ends_with_its_block_even_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), queue.turn(1):
        raise ValueError("broken")

    with queue.turn(1, wait=0):
        taken = True
    assert taken


def test_who_waits_gets_the_turn_that_comes_free() -> None:
    took: list[int] = []

    def wait_for_it() -> None:
        with queue.turn(1, wait=10):
            took.append(1)

    with queue.turn(1):
        thread = threading.Thread(target=wait_for_it)
        thread.start()
    thread.join(10)

    assert took == [1]

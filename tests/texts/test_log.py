"""The log: replay gives the text back, and a checkpoint never loses any of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pycrdt
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.models import TextCheckpoint, TextUpdate
from sessions.texts import log
from sessions.texts.readout import blocks_of_document, html, plain
from sessions.texts.summing import turn
from tests.conftest import NOW
from tests.texts.keep import keep, key_of
from tests.texts.pen import Pen


def text_of(updates) -> str:
    return plain(blocks_of_document(log.document(updates)))


def typed(*words: str) -> list[bytes]:
    pen = Pen(5)
    return [pen.paragraph(), *(pen.type(word) for word in words)]


def test_replay_gives_everything_back_in_order(session, bram):
    keep(session, bram, *typed("een ", "twee"))

    stretch = log.replay(key_of(session))

    assert (text_of(stretch.updates), stretch.head) == ("een twee", 3)


def test_replay_after_a_number_gives_what_came_later(session, bram):
    updates = typed("een ", "twee")
    keep(session, bram, *updates)

    assert log.replay(key_of(session), after=2) == log.Stretch([updates[2]], 3)


def test_a_text_nobody_wrote_in_is_blank_and_has_no_head(session):
    assert log.replay(key_of(session)) == log.Stretch([log.BLANK], 0)


def test_a_blank_text_is_one_paragraph_ready_to_be_written_in():
    root = log.document([log.BLANK]).get("default", type=pycrdt.XmlFragment)

    assert [(child.tag, [type(one) for one in child.children]) for child in root.children] == [
        ("paragraph", [pycrdt.XmlText])
    ]


def test_a_text_nobody_wrote_in_is_not_summed_up(session):
    assert log.sum_up(key_of(session)) is False


def test_a_checkpoint_replaces_the_rows_and_holds_the_same(session, bram):
    keep(session, bram, *typed("een ", "twee"))

    summed_up = log.sum_up(key_of(session))

    stretch = log.replay(key_of(session))
    assert (summed_up, TextUpdate.objects.count(), stretch.head) == (True, 0, 3)
    assert text_of(stretch.updates) == "een twee"


def test_summing_up_is_no_change(session, bram):
    """The moment of the last change stays that of the last edit, also the second time."""
    first, second, third = typed("een ", "twee")
    keep(session, bram, first, second)
    TextUpdate.objects.update(kept_at=NOW)
    log.sum_up(key_of(session))
    once = TextCheckpoint.objects.get().made_at
    keep(session, bram, third)
    TextUpdate.objects.update(kept_at=NOW + timedelta(minutes=1))
    log.sum_up(key_of(session))

    assert (once, TextCheckpoint.objects.get().made_at) == (NOW, NOW + timedelta(minutes=1))


def test_numbers_go_on_after_a_checkpoint(session, bram):
    first, second, third = typed("een ", "twee")
    keep(session, bram, first, second)
    log.sum_up(key_of(session))

    receipts = keep(session, bram, third)

    assert receipts[0].sequence == 3
    assert text_of(log.replay(key_of(session)).updates) == "een twee"


def test_somebody_behind_a_checkpoint_is_given_the_checkpoint(session, bram):
    updates = typed("een ", "twee")
    keep(session, bram, *updates)
    log.sum_up(key_of(session))

    behind = log.replay(key_of(session), after=1)

    assert text_of([updates[0], *behind.updates]) == "een twee"


def test_nothing_new_makes_no_new_checkpoint(session, bram):
    keep(session, bram, *typed("een"))
    log.sum_up(key_of(session))

    assert log.sum_up(key_of(session)) is False


def test_an_empty_text_is_not_summed_up(session):
    assert log.sum_up(key_of(session)) is False


def test_a_log_with_a_hole_is_never_summed_up(session, bram):
    first, _lost, third = typed("een ", "twee")
    keep(session, bram, first, third)

    assert (log.sum_up(key_of(session)), TextUpdate.objects.count()) == (False, 2)


def test_a_log_that_deletes_the_unknown_is_never_summed_up():
    pen = Pen(5)
    pen.paragraph("xy")

    assert log.summary([pen.delete(0, 1)]) is None


def test_a_checkpoint_made_meanwhile_is_left_alone(session, bram, monkeypatch):
    keep(session, bram, *typed("een"))
    key = key_of(session)
    honest = log.summary

    def slow(updates):
        monkeypatch.setattr(log, "summary", honest)
        log.sum_up(key)
        return honest(updates)

    monkeypatch.setattr(log, "summary", slow)

    assert (log.sum_up(key), TextCheckpoint.objects.count()) == (False, 1)


@pytest.mark.parametrize("after", [0, 1])
def test_a_checkpoint_made_while_the_log_is_read_hides_nothing(session, bram, after):
    """On PostgreSQL every statement sees the database of its own moment."""
    updates = typed("een ", "twee")
    keep(session, bram, *updates)
    key = key_of(session)
    todo = [log.sum_up]

    def between(execute, sql, *rest):
        if todo and sql.startswith("SELECT") and TextUpdate._meta.db_table in sql:
            todo.pop()(key)
        return execute(sql, *rest)

    with connection.execute_wrapper(between):
        stretch = log.replay(key, after=after)

    assert (todo, text_of([*updates[:after], *stretch.updates])) == ([], "een twee")
    assert stretch.head == 3


def test_heads_count_rows_and_checkpoints(session, bram):
    keep(session, bram, *typed("een"), number=1)
    log.sum_up(key_of(session, 1))
    keep(session, bram, *typed("een", "twee"), number=2)
    keys = [key_of(session, number) for number in (1, 2, 3)]

    assert list(log.heads(keys).values()) == [2, 3, 0]


# --- Whatever people write, a summary holds the same ---------------------------------------------

WORDS = st.text(st.sampled_from("aé漢😀 "), min_size=1, max_size=6)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["paragraph", "item", "type", "delete", "mark", "drop", "meet"]),
        WORDS,
        st.integers(0, 50),
    ),
    min_size=1,
    max_size=40,
)


def act(pen: Pen, kind: str, words: str, place: int) -> bytes | None:
    """Let a pen do one thing where that is possible."""
    paragraphs = [i for i, one in enumerate(pen.root.children) if one.tag == "paragraph"]
    if kind in {"paragraph", "item"}:
        return getattr(pen, kind)(words)
    if not paragraphs:
        return None
    which = paragraphs[place % len(paragraphs)]
    length = len(pen.signs(which))
    start = place % (length + 1)
    if kind == "type":
        return pen.type(words, paragraph=which, at=start)
    if kind == "drop":
        return pen.drop(which)
    if start == length:
        return None
    if kind == "delete":
        return pen.delete(start, length, paragraph=which)
    return pen.mark(start, length, {"bold": {}}, paragraph=which)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS, st.integers(0, 40))
def test_a_summary_holds_what_all_updates_hold(steps, cut):
    pens = [Pen(1), Pen(2), Pen(3)]
    kept: list[bytes] = []
    heard = [0, 0, 0]
    for who, kind, words, place in steps:
        if kind == "meet":
            for update in kept[heard[who] :]:
                pens[who].hear(update)
            heard[who] = len(kept)
        elif (update := act(pens[who], kind, words, place)) not in (None, b"\0\0"):
            kept.append(update)
    cut = min(cut, len(kept))

    state = log.summary(kept[:cut]) if cut else None
    resumed = [*([state] if state else []), *kept[cut:]]

    assert (state is None) == (cut == 0)
    whole, again = log.document(kept), log.document(resumed)
    assert again.get_state() == whole.get_state()
    assert html(blocks_of_document(again)) == html(blocks_of_document(whole))
    assert log.summary(resumed or [b"\0\0"]) is not None


@pytest.mark.django_db(transaction=True)
def test_one_process_at_a_time_sums_a_text_up(session, bram):
    """On PostgreSQL, that is; a SQLite file has one process, and a thread stands for another."""
    keep(session, bram, Pen(11).paragraph("een keer"))
    key = key_of(session)

    with ThreadPoolExecutor(1) as other, turn(key[0], closed=key[1]):
        meanwhile = other.submit(_in_a_thread, log.sum_up, key).result(10)

    assert (meanwhile, log.sum_up(key)) == (
        (False, True) if connection.vendor == "postgresql" else (True, False)
    )


def _in_a_thread(work, *given):
    try:
        return work(*given)
    finally:
        connection.close()


def long_text(edits: int) -> list[bytes]:
    """Return the edits of five people who delete most of it again, and hear each other at times."""
    pens = [Pen(client) for client in range(1, 6)]
    kept = [pens[0].paragraph("het begin van alles")]
    heard = [1, 0, 0, 0, 0]
    for number in range(edits - 1):
        who = number // 20 % len(pens)
        if heard[who] < len(kept) and number % 20 == 0:
            pens[who].hear(pycrdt.merge_updates(*kept[heard[who] :]))
        length = len(pens[who].signs())
        deletes = number % 7 == 6 and length > 30
        made = pens[who].delete(3, 14) if deletes else pens[who].type("ab", at=number * 13 % length)
        kept.append(made)
        if number % 20 == 19:
            heard[who] = len(kept)
    return kept


def test_ten_thousand_edits_open_the_same_from_a_checkpoint_and_its_tail(session, bram):
    edits = long_text(10_000)
    keep(session, bram, *edits[:9_000])
    expected = text_of([log.BLANK, *edits])

    summed_up = log.sum_up(key_of(session))
    keep(session, bram, *edits[9_000:])

    stretch = log.replay(key_of(session))
    assert (summed_up, len(stretch.updates), stretch.head) == (True, 1_001, 10_000)
    assert text_of(stretch.updates) == expected


def test_of_two_who_sum_up_at_once_one_does_and_nothing_is_lost(session, bram, monkeypatch):
    """The other had its proof ready before the first one's checkpoint was there."""
    keep(session, bram, *typed("een ", "twee"))
    proof, done = log.summary, []

    def summary(updates):
        state = proof(updates)
        if not done:
            done.append("begun")
            done[0] = log.sum_up(key_of(session))
        return state

    monkeypatch.setattr(log, "summary", summary)

    second = log.sum_up(key_of(session))

    stretch = log.replay(key_of(session))
    assert (done, second, TextCheckpoint.objects.count(), stretch.head) == ([True], False, 1, 3)
    assert text_of(stretch.updates) == "een twee"

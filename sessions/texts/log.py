"""The log behind a text: read it, replay it, and sum up a prefix when nothing is lost by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pycrdt
from django.db import transaction
from django.db.models import Max

from sessions.models import Answer, TextCheckpoint, TextUpdate
from sessions.texts.shape import Foreign, Missing, Shape
from sessions.texts.summing import turn
from sessions.texts.updates import parse
from sessions.texts.varints import Malformed

# An answer's open text, or its text of the closed round.
TextKey = tuple[int, bool]
_NOTHING = b"\x00\x00"
# What every text begins with: one paragraph with a text in it, written by client 0. Without it two
# people who type the first sign at once would each make a paragraph, and the editor would garble
# both. It is the same everywhere and stands in no row, so nothing can be seeded twice.
BLANK = bytes.fromhex("0102000007010764656661756c740309706172616772617068070000000600")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Updates in order. All of them together hold everything up to sequence number `head`."""

    updates: list[bytes]
    head: int


def replay(key: TextKey, *, after: int = 0) -> Stretch:
    """Return what came after a sequence number; a checkpoint stands for the rows it replaced.

    From the beginning on, it begins with what every text begins with.
    """
    beginning = [BLANK] if after == 0 else []
    while True:
        found = _checkpoint(key, after=after)
        start = found.sequence if found else after
        rows = _rows(key, after=start)
        # Each read sees the database of its own moment: a checkpoint written between the two
        # would hide the rows it replaced.
        if _summed_up_to(key, after=after) == start:
            break
    updates = [bytes(found.state)] if found else beginning
    updates += [update for _, update in rows]
    return Stretch(updates, rows[-1][0] if rows else start)


def _checkpoint(key: TextKey, *, after: int) -> TextCheckpoint | None:
    answer_id, closed = key
    return TextCheckpoint.objects.filter(
        answer_id=answer_id, closed=closed, sequence__gt=after
    ).first()


def _summed_up_to(key: TextKey, *, after: int) -> int:
    answer_id, closed = key
    found = TextCheckpoint.objects.filter(answer_id=answer_id, closed=closed, sequence__gt=after)
    return found.values_list("sequence", flat=True).first() or after


def _rows(key: TextKey, *, after: int) -> list[tuple[int, bytes]]:
    answer_id, closed = key
    rows = TextUpdate.objects.filter(answer_id=answer_id, closed=closed, sequence__gt=after)
    found = rows.order_by("sequence").values_list("sequence", "update")
    return [(sequence, bytes(update)) for sequence, update in found]


def exists(key: TextKey) -> bool:
    """Tell whether the answer this text belongs to is still there."""
    return Answer.objects.filter(pk=key[0]).exists()


def is_about_bytes(error: BaseException) -> bool:
    """Tell whether pycrdt stumbled over bytes: by an error or by a panic."""
    return isinstance(error, ValueError) or type(error).__module__ == "pyo3_runtime"


def heads(keys: Iterable[TextKey]) -> dict[TextKey, int]:
    """Return the last sequence number given in each text, 0 for an empty one."""
    found = dict.fromkeys(keys, 0)
    answer_ids = {answer_id for answer_id, _ in found}
    for model in (TextUpdate, TextCheckpoint):
        rows = (
            model.objects.filter(answer_id__in=answer_ids)
            .order_by()
            .values_list("answer_id", "closed")
            .annotate(last=Max("sequence"))
        )
        for answer_id, closed, last in rows:
            if (answer_id, closed) in found:
                found[answer_id, closed] = max(found[answer_id, closed], last)
    return found


def document(updates: Iterable[bytes]) -> pycrdt.Doc[pycrdt.XmlFragment]:
    """Return a document with these updates applied; it belongs to the thread that asks."""
    doc: pycrdt.Doc[pycrdt.XmlFragment] = pycrdt.Doc()
    for update in updates:
        doc.apply_update(update)
    return doc


def summary(updates: list[bytes]) -> bytes | None:
    """Return one update that holds what all of them hold, or None when that cannot be proven.

    `get_update` silently leaves out what waits for something missing. So everything must lean on
    something known, and giving the summary the updates once more must change nothing.
    """
    shape = Shape()
    try:
        for update in updates:
            shape.learn(parse(update))
    except (Malformed, Missing, Foreign):
        return None
    doc = document(updates)
    state = doc.get_update()
    proof = document([state])
    changes: list[bytes] = []
    proof.observe(lambda event: changes.append(event.update))
    for update in updates:
        proof.apply_update(update)
    same = all(change == _NOTHING for change in changes)
    return state if same and proof.get_state() == doc.get_state() else None


def sum_up(key: TextKey) -> bool:
    """Replace the log's prefix by a checkpoint, and tell whether that happened.

    One process at a time does; another leaves it to that one.
    """
    with turn(key[0], closed=key[1]) as ours:
        return ours and _sum_up(key)


def _sum_up(key: TextKey) -> bool:
    """Sum up as the only one.

    The proof is made outside the transaction, so that writers do not wait for it; rows never
    change, so only another checkpoint could have come in between.
    """
    answer_id, closed = key
    before = TextCheckpoint.objects.filter(answer_id=answer_id, closed=closed).first()
    stretch = replay(key)
    if stretch.head == (before.sequence if before else 0):
        return False
    state = summary(stretch.updates)
    if state is None:
        return False
    with transaction.atomic():
        Answer.objects.select_for_update(of=("self",)).filter(pk=answer_id).first()
        now = TextCheckpoint.objects.filter(answer_id=answer_id, closed=closed).first()
        if (now.sequence if now else 0) != (before.sequence if before else 0):
            return False
        _replace(key, state=state, head=stretch.head, since=now)
    return True


def _replace(key: TextKey, *, state: bytes, head: int, since: TextCheckpoint | None) -> None:
    answer_id, closed = key
    prefix = {"answer_id": answer_id, "closed": closed, "sequence__lte": head}
    rows = TextUpdate.objects.filter(**prefix)
    # Clocks of two servers may differ: the latest moment counts, not that of the last row.
    moments = [rows.aggregate(latest=Max("kept_at"))["latest"], since and since.made_at]
    latest = max(moment for moment in moments if moment is not None)
    TextCheckpoint.objects.update_or_create(
        answer_id=answer_id,
        closed=closed,
        defaults={"sequence": head, "state": state, "made_at": latest},
    )
    TextUpdate.objects.filter(**prefix).delete()

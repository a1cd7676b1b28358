"""The log behind an answer's shared text: raw updates in sequence, and summaries of a prefix.

A document is one answer's open text or its text of the closed round (`closed`). Sequence numbers
start at 1 and have no holes; they are given while the answer's row is locked.

The constraints begin with the answer and serve as its index: a second one would be one more page to
write with every edit.
"""

from __future__ import annotations

from django.db import models

from sessions.models.answer import Answer
from sessions.models.participant import Participant


class TextUpdate(models.Model):
    """One update as it came in (Yjs update v1), never changed."""

    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="text_updates", db_index=False
    )
    closed = models.BooleanField(default=False)
    sequence = models.PositiveBigIntegerField()
    update = models.BinaryField()
    author = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "closed", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "closed", "sequence"], name="one_update_per_sequence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}{'c' if self.closed else ''}#{self.sequence}"


class TextCheckpoint(models.Model):
    """A state (Yjs update v1) that provably holds every update up to `sequence`.

    `made_at` is when the latest of those updates was kept, not when they were summed up: summing
    up changes nothing anybody wrote.
    """

    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="text_checkpoints", db_index=False
    )
    closed = models.BooleanField(default=False)
    sequence = models.PositiveBigIntegerField()
    state = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "closed"], name="one_checkpoint_per_text")
        ]

    def __str__(self) -> str:
        return f"{self.answer_id}{'c' if self.closed else ''}≤{self.sequence}"


class TextClient(models.Model):
    """Which participant a CRDT client id belongs to in one document: nobody writes as another."""

    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="text_clients", db_index=False
    )
    closed = models.BooleanField(default=False)
    client_id = models.PositiveBigIntegerField()
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "closed", "client_id"], name="one_owner_per_client_id"
            )
        ]

    def __str__(self) -> str:
        return f"{self.client_id} → {self.participant_id}"

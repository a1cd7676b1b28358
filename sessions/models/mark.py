"""Small marks by one person at one question, and whether somebody can live with the answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import models

from sessions.enums import Consent, MarkKind, Step
from sessions.models.answer import Answer
from sessions.models.participant import Participant

# Begins the key of a view that was kept of an objection; the voter's key follows. No page can send
# a colon in a key.
FROM_OBJECTION = "objection:"


class Mark(models.Model):
    """ "I am ready" with one step, or "I do not understand the question" (no step)."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="marks")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    kind = models.CharField(max_length=20, choices=MarkKind)
    step = models.CharField(max_length=20, choices=Step, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "participant", "kind", "step"], name="one_mark_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.participant_id}"


class ConsentVote(models.Model):
    """What one person says of one joint answer; `of_vendor`: that the facts are right, or not.

    A remark or objection has a text; `unnamed` leaves out everywhere whose it is.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="votes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)
    choice = models.CharField(max_length=20, choices=Consent)
    text = models.CharField(max_length=1000, blank=True)
    unnamed = models.BooleanField(default=False)
    of_vendor = models.BooleanField(default=False)
    cast_at = models.DateTimeField()

    class Meta:
        ordering = ["cast_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "participant"], name="one_vote_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.choice} {self.participant_id}"

    def is_outdated(self, changed: Mapping[int, datetime]) -> bool:
        """Tell whether the text changed after this was said; `changed` tells when, by answer."""
        last = changed.get(self.answer_id)
        return last is not None and self.cast_at < last

    @property
    def kept_as(self) -> str:
        """Return the key of the view that differs, if this objection was kept as one."""
        return f"{FROM_OBJECTION}{self.participant_id}"

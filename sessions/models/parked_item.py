"""What waits on the parking list."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sessions.enums import Parked
from sessions.models.answer import Answer
from sessions.models.identifiers import new_public_id
from sessions.models.participant import Participant
from sessions.models.session import Session


class ParkedItem(models.Model):
    """One item; `answer` is the question it came up at. `closed`: added in a closed round."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="parked_items")
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="parked_items"
    )
    text = models.CharField(max_length=500)
    closed = models.BooleanField(default=False)
    key = models.CharField(max_length=36, blank=True)
    settled = models.CharField(max_length=20, choices=Parked, blank=True)
    added_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    added_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "added_by", "key"],
                condition=~Q(key=""),
                name="one_parked_item_per_key",
            )
        ]

    def __str__(self) -> str:
        return self.text

"""Something to do, by whom, by when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sessions.enums import ActionKind
from sessions.models.answer import Answer
from sessions.models.identifiers import new_public_id
from sessions.models.participant import Participant
from sessions.models.session import Session


class ActionPoint(models.Model):
    """One action; `answer` is the question it came from, empty for the session as a whole.

    `closed`: added in a closed round. `key` is what the author's page calls it, so that sending it
    twice adds one.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="action_points")
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, null=True, blank=True, related_name="action_points"
    )
    text = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, choices=ActionKind, blank=True)
    owner = models.CharField(max_length=80, blank=True)
    due_date = models.DateField(null=True, blank=True)
    closed = models.BooleanField(default=False)
    key = models.CharField(max_length=36, blank=True)
    added_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "added_by", "key"],
                condition=~Q(key=""),
                name="one_action_point_per_key",
            )
        ]

    def __str__(self) -> str:
        return self.text

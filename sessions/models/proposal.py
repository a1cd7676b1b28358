"""A sentence somebody proposes for a joint answer that another writes down."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sessions.enums import Settled
from sessions.models.answer import Answer
from sessions.models.identifiers import new_public_id
from sessions.models.participant import Participant


class Proposal(models.Model):
    """One proposed sentence; `settled` is empty while nobody took it over or declined it."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="proposals")
    author = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    text = models.CharField(max_length=500)
    key = models.CharField(max_length=36, blank=True)
    settled = models.CharField(max_length=20, choices=Settled, blank=True)
    added_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "author", "key"],
                condition=~Q(key=""),
                name="one_proposal_per_key",
            )
        ]

    def __str__(self) -> str:
        return self.text

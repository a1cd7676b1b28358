"""What one participant puts in at one question, apart from the joint answer."""

from __future__ import annotations

from django.db import models

from sessions.enums import ContributionKind, Proof
from sessions.models.answer import Answer
from sessions.models.identifiers import new_public_id
from sessions.models.participant import Participant


class Contribution(models.Model):
    """A vendor statement, or a view that differs from what the group wrote.

    `proof` and the fields of the document are for vendor statements: what shows it, its date, an
    https address, and where else to find it. `unnamed` leaves role and name of the author out
    everywhere.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="contributions")
    author = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    kind = models.CharField(max_length=20, choices=ContributionKind)
    text = models.CharField(max_length=4000)
    unnamed = models.BooleanField(default=False)
    proof = models.CharField(max_length=20, choices=Proof, blank=True)
    document = models.CharField(max_length=200, blank=True)
    document_date = models.DateField(null=True, blank=True)
    document_address = models.URLField(max_length=500, blank=True)
    document_place = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

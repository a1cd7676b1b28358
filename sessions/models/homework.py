"""What the vendor is asked to bring: a personal link, and what came of each item."""

from __future__ import annotations

from django.db import models

from sessions.enums import Brought, Judged
from sessions.models.identifiers import new_public_id
from sessions.models.session import Session


class HomeworkLink(models.Model):
    """A link that lets one person of the vendor fill in the homework, without an account."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="homework_links")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "pk"]

    def __str__(self) -> str:
        return self.name


class HomeworkItem(models.Model):
    """One of the twelve items. `number` is its place in the list, from 1.

    `confidential`: for the people in the session to look at, never printed. `edition` counts the
    savings, so that a late one changes nothing.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="homework")
    number = models.PositiveSmallIntegerField()
    brought = models.CharField(max_length=20, choices=Brought, blank=True)
    text = models.CharField(max_length=4000, blank=True)
    document = models.CharField(max_length=200, blank=True)
    document_date = models.DateField(null=True, blank=True)
    document_address = models.URLField(max_length=500, blank=True)
    document_place = models.CharField(max_length=200, blank=True)
    confidential = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    judged = models.CharField(max_length=20, choices=Judged, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_homework_per_item")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.number}"

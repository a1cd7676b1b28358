"""Who did what when: no texts, no secrets. Outlives the session it tells about."""

from __future__ import annotations

from django.db import models

from sessions.models.organisation import Organisation


class AuditEntry(models.Model):
    """One thing that happened; ids are kept as text, so that deletion keeps the record."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True)
    session_public_id = models.CharField(max_length=22, blank=True)
    actor = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"

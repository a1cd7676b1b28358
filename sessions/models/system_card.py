"""The fact card of the AI system that a session is about."""

from __future__ import annotations

from django.db import models

from sessions.enums import RedFlag
from sessions.models.session import Session

LONGEST = 1000


class SystemCard(models.Model):
    """What the group should know before the first question; every field may stay empty.

    Name and vendor of the system stand on the session. `emotions` and `biometrics` are the red
    flags: whether the system infers emotions, or sensitive traits from the body.
    """

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="system_card")
    version = models.CharField(max_length=80, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    place_in_process = models.CharField(max_length=LONGEST, blank=True)
    what_it_does = models.CharField(max_length=LONGEST, blank=True)
    data_used = models.CharField(max_length=LONGEST, blank=True)
    who_decides = models.CharField(max_length=LONGEST, blank=True)
    candidates = models.CharField(max_length=200, blank=True)
    period = models.CharField(max_length=LONGEST, blank=True)
    since = models.CharField(max_length=200, blank=True)
    high_risk = models.CharField(max_length=LONGEST, blank=True)
    impact_assessment = models.CharField(max_length=LONGEST, blank=True)
    works_council = models.CharField(max_length=LONGEST, blank=True)
    complaints = models.CharField(max_length=LONGEST, blank=True)
    documents = models.CharField(max_length=LONGEST, blank=True)
    emotions = models.CharField(max_length=20, choices=RedFlag, blank=True)
    biometrics = models.CharField(max_length=20, choices=RedFlag, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.session_id}"

"""A session: one facilitated gathering of one organisation about one system."""

from __future__ import annotations

from django.db import models

from sessions.enums import Phase, ScreenView
from sessions.models.catalogue import Questionnaire
from sessions.models.identifiers import new_public_id
from sessions.models.organisation import Organisation


class Session(models.Model):
    """One gathering. Every command locks this row first and raises `revision` by one.

    `client_name` is the organisation the session is about, as printed on the report; it is the
    owning organisation's name unless the facilitator works for another one. `join_code` holds
    eight signs without a dash. `epoch` is part of every text document's name; restoring a backup
    raises it, so that an older browser never merges into a newer text. `screen_view` is
    what the projector shows. Who joins is told whether `names_in_report` holds.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="sessions"
    )
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT)
    title = models.CharField(max_length=120)
    client_name = models.CharField(max_length=120)
    system_name = models.CharField(max_length=120, blank=True)
    vendor_name = models.CharField(max_length=120, blank=True)
    date = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    phase = models.CharField(max_length=20, choices=Phase, default=Phase.DRAFT)
    current_question = models.PositiveSmallIntegerField(default=1)
    join_code = models.CharField(max_length=8, unique=True)
    door_open = models.BooleanField(default=True)
    revision = models.PositiveBigIntegerField(default=0)
    epoch = models.PositiveIntegerField(default=1)
    keep_until = models.DateField()
    names_in_report = models.BooleanField(default=False)
    screen_view = models.CharField(max_length=20, choices=ScreenView, default=ScreenView.AUTO)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title

"""Somebody in a session, with or without an account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sessions.enums import Perspective, Role
from sessions.models.identifiers import new_public_id
from sessions.models.session import Session


class Participant(models.Model):
    """One person in one session.

    `name_key` is the name after normalisation (look-alikes folded) and is unique among those who
    are in. `perspective_text` is filled for "other" only. `colour` is 1 to 8, for carets and
    marks. `cookie_version` is part of the signed cookie: raising it puts every browser of this
    person out. `return_code_hash` is the SHA-256 of the personal return code. `insider`: a
    facilitator let this person, who speaks for no vendor, take part in a closed round.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participants")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role)
    perspective = models.CharField(max_length=20, choices=Perspective)
    perspective_text = models.CharField(max_length=60, blank=True)
    insider = models.BooleanField(default=False)
    colour = models.PositiveSmallIntegerField(default=1)
    cookie_version = models.PositiveIntegerField(default=1)
    return_code_hash = models.CharField(max_length=64, blank=True)
    joined_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["joined_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "name_key"],
                condition=Q(removed_at__isnull=True),
                name="one_name_per_session",
            ),
            models.UniqueConstraint(
                fields=["session", "account"],
                condition=Q(account__isnull=False),
                name="one_participant_per_account",
            ),
        ]

    def __str__(self) -> str:
        return self.name

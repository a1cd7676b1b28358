"""The projector: a screen that looks on in a session, opened by a link."""

from __future__ import annotations

from django.db import models

from sessions.models.identifiers import new_public_id
from sessions.models.participant import Participant
from sessions.models.session import Session


class ScreenLink(models.Model):
    """A link that opens a read-only screen; only the SHA-256 of its token is kept.

    Behind it stands a participant in the role of projector, so that a screen is refused, followed
    and put out as everybody else is; it appears in no list of people.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="screen_links")
    screen = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="screen_link")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.session_id} {self.pk}"

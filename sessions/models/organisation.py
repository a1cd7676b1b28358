"""Organisations own sessions and reports; accounts belong to them in a role."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from sessions.enums import MembershipRole
from sessions.models.identifiers import new_public_id


class Organisation(models.Model):
    """Who prepares sessions and keeps their reports."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One account in one organisation."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=MembershipRole)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account"], name="one_membership_per_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.organisation}"


class Invitation(models.Model):
    """A link that lets one person into an organisation, once; only its SHA-256 is kept.

    `note` says for whom it is, in the words of who made it. `used_by` is who came in with it.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(max_length=20, choices=MembershipRole)
    note = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

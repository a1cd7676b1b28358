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

"""The operator's pages: look at what is there, correct the questions, change nothing else.

What people wrote, their names, join codes and digests of secrets are not shown: running the tool
is no reason to read along. Each list of fields is therefore a list of what may be seen.
"""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sessions import models


class OperatorSite(admin.AdminSite):
    """Our rows only, not those of the libraries below us."""

    site_header = site_title = _("Operator pages")
    index_title = _("What is kept")


# The name that Django's own templates look for.
site = OperatorSite(name="admin")
# Signing in there is signing in here: one form, one limit on wrong passwords.
site.login = secure_admin_login(site.login)  # type: ignore[method-assign]


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that only the product itself writes."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds rows here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes rows here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes rows here."""
        return False


class Catalogue(ReadOnly):
    """Questions: superusers correct a slip in them; adding and replacing is loading a version."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only superusers correct."""
        user: Any = request.user
        return bool(user.is_active and user.is_superuser)


@admin.register(models.Questionnaire, site=site)
class QuestionnaireAdmin(Catalogue):
    """One version of one list of questions."""

    list_display = ["slug", "language", "version", "title"]
    fields = ["slug", "language", "version", "title", "source"]
    readonly_fields = ["slug", "language", "version"]


@admin.register(models.Theme, site=site)
class ThemeAdmin(Catalogue):
    """One theme."""

    list_display = ["number", "short_name", "questionnaire"]
    fields = ["questionnaire", "number", "key", "title", "short_name"]
    readonly_fields = ["questionnaire", "number", "key"]


@admin.register(models.Question, site=site)
class QuestionAdmin(Catalogue):
    """One question."""

    list_display = ["number", "short_name", "theme"]
    fields = ["theme", "number", "short_name", "text", "parts"]
    readonly_fields = ["theme", "number"]


@admin.register(models.Organisation, site=site)
class OrganisationAdmin(ReadOnly):
    """Who owns sessions."""

    list_display = ["name", "created_at"]
    fields = ["name", "created_at"]


@admin.register(models.Membership, site=site)
class MembershipAdmin(ReadOnly):
    """Which account belongs to which organisation."""

    list_display = ["account", "organisation", "role"]
    fields = ["account", "organisation", "role"]


@admin.register(models.Account, site=site)
class AccountAdmin(ReadOnly):
    """Who may sign in."""

    list_display = ["email", "name", "is_active", "is_staff"]
    fields = ["email", "name", "is_active", "is_staff", "is_superuser", "last_login", "date_joined"]


@admin.register(models.OneTimeLink, site=site)
class OneTimeLinkAdmin(ReadOnly):
    """Links that were made, without what opens them."""

    list_display = ["kind", "account", "created_at", "expires_at", "used_at"]
    fields = ["kind", "account", "created_at", "expires_at", "used_at"]


@admin.register(models.Session, site=site)
class SessionAdmin(ReadOnly):
    """Which sessions there are and until when, not what was said in them."""

    list_display = ["public_id", "organisation", "date", "phase", "keep_until"]
    fields = [
        *("public_id", "organisation", "questionnaire", "date", "starts_at", "phase"),
        *("keep_until", "created_at", "changed_at", "started_at", "closed_at", "revision", "epoch"),
    ]


@admin.register(models.AuditEntry, site=site)
class AuditEntryAdmin(ReadOnly):
    """Who did what when."""

    list_display = ["at", "action", "session_public_id", "actor", "subject"]
    fields = ["organisation", "session_public_id", "actor", "action", "subject", "at"]

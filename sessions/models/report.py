"""Reports: final versions that never change, who may open them, and PDFs on their way.

Moments are in UTC; hashes are SHA-256 in hexadecimal.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from sessions.enums import Capacity, Edition, PdfState
from sessions.models.identifiers import new_public_id
from sessions.models.organisation import Organisation
from sessions.models.session import Session


class Report(models.Model):
    """One edition of one final version. Contents and PDF are given once and never changed.

    `contents` is the canonical JSON, `contents_hash` the hash of its bytes, printed in the report.
    `pdf` is empty until it was made. `changed` says what differs from the version before. When the
    session is deleted, numbers, hashes and dates stay as a stub: `deleted_at` is set, the session
    and every text are gone.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reports")
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, related_name="reports"
    )
    session_public_id = models.CharField(max_length=22)
    version = models.PositiveIntegerField()
    edition = models.CharField(max_length=20, choices=Edition, default=Edition.INTERNAL)
    changed = models.CharField(max_length=500, blank=True)
    final_at = models.DateTimeField()
    final_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    contents = models.BinaryField(null=True)
    contents_hash = models.CharField(max_length=64, db_index=True)
    pdf = models.BinaryField(null=True)
    pdf_hash = models.CharField(max_length=64, blank=True, db_index=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-final_at", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["session_public_id", "version", "edition"], name="one_report_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_public_id} v{self.version}"


class SignOff(models.Model):
    """One tick under one final version; bound to its hash, never part of the version itself."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sign_offs")
    contents_hash = models.CharField(max_length=64)
    capacity = models.CharField(max_length=20, choices=Capacity)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(max_length=60)
    remark = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "capacity"], name="one_sign_off_per_capacity")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.capacity}"


class ShareLink(models.Model):
    """A link that opens one final version without an account; only its SHA-256 is kept.

    `note` says for whom it is, in the words of who made it.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="share_links")
    token_hash = models.CharField(max_length=64, unique=True)
    note = models.CharField(max_length=80, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.pk}"


class PdfJob(models.Model):
    """A PDF somebody asked for: in the queue, being made, or made and kept for a day.

    `key` stands for the contents and the layout together: equal contents are made once. `step`
    counts from 0 while it is being made. For a final version `report` is filled: the PDF moves
    there when it is made. Each edition has its own.
    """

    key = models.CharField(max_length=64, unique=True)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="pdf_jobs")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, related_name="pdf_jobs")
    edition = models.CharField(max_length=20, choices=Edition, default=Edition.INTERNAL)
    contents = models.BinaryField()
    state = models.CharField(max_length=20, choices=PdfState, default=PdfState.WAITING)
    step = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    pdf = models.BinaryField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"

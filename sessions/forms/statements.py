"""What somebody of the vendor posts at a question."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.wording import LONGEST_TEXT
from sessions.enums import Proof
from sessions.forms.evidence import EvidenceForm
from sessions.forms.fields import TextField


class StatementForm(EvidenceForm):
    """A vendor statement; `key` is what the page calls a new one, so that it is kept once."""

    text = TextField(
        max_length=LONGEST_TEXT, error_messages={"required": _("Write something first.")}
    )
    proof = forms.ChoiceField(
        choices=Proof.choices,
        error_messages={
            "required": _("Choose how firmly it stands."),
            "invalid_choice": _("Choose how firmly it stands."),
        },
    )
    key = forms.CharField(
        max_length=36, required=False, validators=[RegexValidator(r"\A[0-9a-f]*\Z")]
    )

    def statement(self) -> VendorStatement:
        """Return what is stated."""
        data = self.cleaned_data
        return VendorStatement(data["text"], Proof(data["proof"]), self.evidence())

"""What shows something: the fields of a document, wherever they are asked for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sessions.commands.wording import LONGEST_ADDRESS, LONGEST_LINE, Evidence
from sessions.forms.fields import DayField, LineField


class EvidenceForm(forms.Form):
    """A document: its name and date, an https address, and where else to find it; no uploads."""

    document = LineField(
        label=pgettext_lazy("evidence", "Document"), max_length=LONGEST_LINE, required=False
    )
    document_date = DayField(label=_("Date of the document"), required=False)
    document_address = LineField(
        label=_("Web address of the document"), max_length=LONGEST_ADDRESS, required=False
    )
    document_place = LineField(
        label=_("Where else to find it"), max_length=LONGEST_LINE, required=False
    )

    def evidence(self) -> Evidence:
        """Return what was filled in."""
        data = self.cleaned_data
        return Evidence(
            document=data["document"],
            document_date=data["document_date"],
            document_address=data["document_address"],
            document_place=data["document_place"],
        )

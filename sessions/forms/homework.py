"""The homework: who is asked, what is brought, and what the group does with it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sessions.commands.homework import LONGEST_TEXT, Preparation
from sessions.commands.homework_links import LONGEST_NAME
from sessions.enums import Brought, Judged, Proof
from sessions.forms.evidence import EvidenceForm
from sessions.forms.fields import NameField, TextField

MOST_EDITIONS = 1_000_000


class HomeworkLinkForm(forms.Form):
    """For whom a link is."""

    name = NameField(
        label=_("For whom"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Write who this is for. A name or a function is enough.")},
    )


class PreparationForm(EvidenceForm):
    """One item: how far the vendor can bring it, in words, and what shows it.

    `number` is its place in the list; `edition` is one above what the page knew.
    """

    number = forms.IntegerField(min_value=1, max_value=1000, widget=forms.HiddenInput)
    edition = forms.IntegerField(min_value=1, max_value=MOST_EDITIONS, widget=forms.HiddenInput)
    brought = forms.ChoiceField(
        label=_("Can you bring this?"),
        choices=Brought.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    text = TextField(
        label=pgettext_lazy("homework", "Explanation"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    confidential = forms.ChoiceField(
        label=_("May this be in the report?"),
        choices=[
            ("0", _("May be in the report")),
            ("1", _("Only to look at in the room")),
        ],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )

    def preparation(self) -> Preparation:
        """Return what the vendor brings."""
        data = self.cleaned_data
        return Preparation(
            brought=Brought(data["brought"]) if data["brought"] else None,
            text=data["text"],
            evidence=self.evidence(),
            confidential=data["confidential"] == "1",
        )


class JudgementForm(forms.Form):
    """Adopt, reject, or (empty) let it wait; `proof` says how firmly what is adopted stands."""

    judged = forms.ChoiceField(
        choices=[("", ""), *Judged.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )
    proof = forms.ChoiceField(
        choices=[("", ""), *Proof.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose how firmly it stands.")},
    )

    def judgement(self) -> Judged | None:
        """Return what the group does with it; None lets it wait."""
        chosen = self.cleaned_data["judged"]
        return Judged(chosen) if chosen else None

    def firmness(self) -> Proof:
        """Return how firmly it stands; not confirmed unless somebody says so."""
        return Proof(self.cleaned_data["proof"] or Proof.UNCONFIRMED)

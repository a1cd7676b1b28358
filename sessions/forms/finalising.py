"""What a facilitator says when a report is made final, and what people tick under it."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.enums import Capacity
from sessions.forms.fields import LineField


class FinalForm(forms.Form):
    """What is different from the version before; not asked of the first version."""

    changed = LineField(
        label=_("What has changed?"),
        max_length=500,
        error_messages={"required": _("Write in one sentence what has changed.")},
    )

    def __init__(self, data: object = None, *, first: bool) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["changed"].required = not first


class SignOffForm(forms.Form):
    """One tick: in which capacity, and a remark that may stay empty."""

    capacity = forms.ChoiceField(
        label=_("I sign as"),
        choices=Capacity.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what you sign as."),
            "invalid_choice": _("Choose what you sign as."),
        },
    )
    remark = LineField(label=_("Remark"), max_length=500, required=False)

    def __init__(self, data: object = None, *, left: Iterable[Capacity] = Capacity) -> None:
        """Offer the capacities that are `left`; all of them are understood."""
        super().__init__(data)  # type: ignore[arg-type]
        choices = [(one.value, one.label) for one in left]
        self.fields["capacity"].choices = choices  # type: ignore[attr-defined]

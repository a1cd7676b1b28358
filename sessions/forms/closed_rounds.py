"""What who leads posts about closed rounds."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# More ids than a session has people are no list of people.
MOST_IDS = 300
_ID = re.compile(r"[A-Za-z0-9_-]{1,22}")


class IdsField(forms.Field):
    """Public ids, posted one by one under the same name."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        """Return the ids; raises ValidationError when one cannot be an id, or there are many."""
        ids = list(value or [])
        if len(ids) > MOST_IDS or not all(_ID.fullmatch(one) for one in ids):
            raise forms.ValidationError(_("Choose who stays."), code="invalid")
        return ids


class ClosedRoundForm(forms.Form):
    """Begin, with these people, or end."""

    on = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda one: one == "1")
    insiders = IdsField(required=False)


class AdmissionForm(forms.Form):
    """In, unless it says out."""

    on = forms.ChoiceField(choices=[("1", "1"), ("0", "0")], required=False)

    def inside(self) -> bool:
        """Return which."""
        return bool(self.cleaned_data["on"] != "0")

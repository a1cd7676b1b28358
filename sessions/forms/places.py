"""Which sessions a browser asks about."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 50
_PUBLIC_ID = re.compile(r"[\w-]{1,22}", re.ASCII)


class PlacesForm(forms.Form):
    """Public ids of sessions, with blanks between them; at most fifty."""

    sessions = forms.CharField(max_length=MOST * 23)

    def clean_sessions(self) -> list[str]:
        """Return the ids, each once, in the order in which they were asked."""
        asked: Any = self.cleaned_data["sessions"]
        ids = list(dict.fromkeys(asked.split()))
        if len(ids) > MOST or not all(_PUBLIC_ID.fullmatch(one) for one in ids):
            raise forms.ValidationError(_("What was sent could not be read."))
        return ids

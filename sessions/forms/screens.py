"""What who leads posts about the projector."""

from __future__ import annotations

from django import forms

from sessions.enums import ScreenView


class ScreenViewForm(forms.Form):
    """What the projector shows."""

    view = forms.ChoiceField(choices=ScreenView.choices)

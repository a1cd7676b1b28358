"""Fields that clean what people type before anything looks at it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.access.hygiene import clean_line, clean_text, is_visible


class LineField(forms.CharField):
    """One line of text: unusable characters gone, blanks folded."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned line."""
        return clean_line(str(value)) if value not in self.empty_values else ""

    def clean(self, value: Any) -> Any:
        """Clean first, so that limits count what is kept."""
        return super().clean(self.to_python(value))


class NameField(LineField):
    """A name people can see."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned name; one of invisible signs only counts as empty."""
        name = super().to_python(value)
        return name if is_visible(name) else ""


class TextField(forms.CharField):
    """Several lines of text: unusable characters gone."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned text."""
        return clean_text(str(value)) if value not in self.empty_values else ""

    def clean(self, value: Any) -> Any:
        """Clean first, so that limits count what is kept."""
        return super().clean(self.to_python(value))


class DayField(forms.DateField):
    """A day as browsers send it (2026-11-23), or as Dutch people type it (23-11-2026)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d-%m-%Y"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Choose a date.")},
            **options,
        )

"""Fields that clean what people type before anything looks at it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.access.hygiene import clean_line, clean_text, is_visible

# Blanks and unusable signs that somebody may have pasted along.
SLACK = 1000
# No colon: it stands in the keys that the session makes itself.
_KEY = re.compile(r"\A[A-Za-z0-9-]{1,36}\Z")
# Days outside these years are slips of the finger, and many programs cannot print them.
FIRST_YEAR, LAST_YEAR = 2000, 2100


class CleanedField(forms.CharField):
    """Text that is cleaned before it is measured, so that limits count what is kept."""

    def clean(self, value: Any) -> Any:
        """Refuse what is far too long without cleaning it, clean the rest, then measure.

        Cleaning takes time with the square of the length when somebody piles up accents.
        """
        if self.max_length and len(str(value or "")) > 2 * self.max_length + SLACK:
            self.run_validators(str(value))
        return super().clean(self.to_python(value))


class LineField(CleanedField):
    """One line of text: unusable characters gone, blanks folded."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned line."""
        return clean_line(str(value)) if value not in self.empty_values else ""


class NameField(LineField):
    """A name people can see."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned name; one of invisible signs only counts as empty."""
        name = super().to_python(value)
        return name if is_visible(name) else ""


class TextField(CleanedField):
    """Several lines of text: unusable characters gone."""

    def to_python(self, value: Any) -> str:
        """Return the cleaned text."""
        return clean_text(str(value)) if value not in self.empty_values else ""


class FlagField(forms.TypedChoiceField):
    """Yes or no, as scripts post it: 1 or 0; left out is no."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=[("1", "1"), ("0", "0")],
            coerce=lambda value: value == "1",
            required=False,
            **options,
        )

    def clean(self, value: Any) -> bool:
        """Return yes or no."""
        return bool(super().clean(value))


class KeyField(forms.RegexField):
    """What a page calls something it sends, so that sending it twice adds one; may be left out."""

    def __init__(self, **options: Any) -> None:
        super().__init__(regex=_KEY, max_length=36, required=False, **options)


class DayField(forms.DateField):
    """A day as browsers send it (2026-11-23), or as Dutch people type it (23-11-2026)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d-%m-%Y"],
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Choose a date.")},
            **options,
        )

    def to_python(self, value: Any) -> date | None:
        """Return the day; one far away counts as no date."""
        day = super().to_python(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day

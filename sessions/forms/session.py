"""What a facilitator fills in about a session."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sessions.commands.preparing import KEEP_DAYS, SessionFacts
from sessions.forms.fields import DayField, LineField
from sessions.forms.manner import MannerForm, manner_at_first

MOST_KEEP_DAYS = 5 * 366


class SessionForm(MannerForm):
    """Title, organisation, system, vendor, date, which of the questions, and in which manner."""

    title = LineField(
        label=_("Title"),
        max_length=120,
        error_messages={"required": _("Give the session a title.")},
    )
    client_name = LineField(
        label=_("Organisation"),
        max_length=120,
        error_messages={"required": _("Fill in the organisation.")},
    )
    system_name = LineField(label=_("AI system"), max_length=120, required=False)
    vendor_name = LineField(label=_("Vendor"), max_length=120, required=False)
    date = DayField(label=_("Date"))
    starts_at = forms.TimeField(
        label=_("Starts at"),
        required=False,
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Fill in a time, such as 09:00.")},
    )
    keep_until = DayField(label=_("Keep until"), required=False)
    names_in_report = forms.BooleanField(label=_("Print names in the report"), required=False)
    questions = forms.MultipleChoiceField(
        label=_("Questions"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one question."),
            "invalid_choice": _("Choose questions from the list."),
        },
    )

    def __init__(self, *arguments: Any, numbers: list[int], **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["questions"]
        field.choices = [(str(number), str(number)) for number in numbers]  # type: ignore[attr-defined]

    def clean_date(self) -> dt.date:
        """Refuse days that cannot be meant."""
        day: dt.date = self.cleaned_data["date"]
        if abs((day - timezone.localdate()).days) > MOST_KEEP_DAYS:
            raise forms.ValidationError(_("Choose a date."))
        return day

    def clean_keep_until(self) -> dt.date | None:
        """Refuse a day that has gone, and keeping for ever."""
        day: dt.date | None = self.cleaned_data["keep_until"]
        if day is None:
            return None
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose a date that still has to come."))
        if day > timezone.localdate() + dt.timedelta(days=MOST_KEEP_DAYS):
            raise forms.ValidationError(_("Choose a date within five years."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a retention date before the session itself."""
        data = super().clean() or {}
        day, until = data.get("date"), data.get("keep_until")
        if day and until and until < day:
            self.add_error("keep_until", _("Choose a date after the session."))
        return data

    def facts(self) -> SessionFacts:
        """Return the facts for `create_session` and `change_session`."""
        own = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in MannerForm.base_fields
        }
        numbers = [int(number) for number in own.pop("questions")]
        return SessionFacts(**own, manner=self.manner_chosen(), questions=numbers)


def first_values(*, client_name: str, numbers: list[int]) -> dict[str, Any]:
    """Return what stands in the form of a new session: today, a year, every question."""
    today = timezone.localdate()
    return {
        "client_name": client_name,
        "date": today,
        "keep_until": today + dt.timedelta(days=KEEP_DAYS),
        "questions": [str(number) for number in numbers],
        **manner_at_first(),
    }

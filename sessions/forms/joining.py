"""What somebody fills in at the door."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.commands.participants import Newcomer
from sessions.enums import Perspective
from sessions.forms.fields import LineField, NameField


class EnterCodeForm(forms.Form):
    """The code on the wall, typed in any way."""

    code = LineField(
        label=_("Code"),
        max_length=40,
        error_messages={"required": _("Fill in the code on the screen.")},
    )


class ReturnForm(forms.Form):
    """A personal return code."""

    return_code = LineField(
        label=_("Your return code"),
        max_length=60,
        error_messages={"required": _("Fill in your return code.")},
    )


class JoinForm(forms.Form):
    """Name and perspective: the one screen before the first question."""

    name = NameField(
        label=_("Your name"),
        max_length=40,
        error_messages={"required": _("Fill in your name. A first name is enough.")},
    )
    perspective = forms.ChoiceField(
        label=_("Your role"),
        choices=Perspective.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose your role."),
            "invalid_choice": _("Choose your role."),
        },
    )
    perspective_text = LineField(label=_("Namely"), max_length=40, required=False)
    # What the page said when it was sent, whatever the session says by now.
    told_of_names = forms.BooleanField(required=False, widget=forms.HiddenInput)
    told_of_input = LineField(max_length=20, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Ask which other role; forget what was typed when another one was chosen."""
        data = super().clean() or {}
        other = data.get("perspective") == Perspective.OTHER
        if other and not data.get("perspective_text") and "perspective_text" not in self.errors:
            self.add_error("perspective_text", _("Write which role you have."))
        if not other:
            data["perspective_text"] = ""
        return data

    def newcomer(self) -> Newcomer:
        """Return the facts for `admit`."""
        return Newcomer(
            name=self.cleaned_data["name"],
            perspective=Perspective(self.cleaned_data["perspective"]),
            perspective_text=self.cleaned_data["perspective_text"],
            told_of_names=self.cleaned_data["told_of_names"],
            told_of_input=self.cleaned_data["told_of_input"],
        )

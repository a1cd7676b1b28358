"""What a page in a session posts: one small form per command."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.commands.action_points import ActionFacts
from sessions.commands.conclusions import Conclusion
from sessions.enums import ActionKind, Outcome, Phase, Risk
from sessions.forms.fields import DayField, KeyField, LineField, NameField, TextField


class QuestionNumberForm(forms.Form):
    """Which question, and on which one it was clicked."""

    number = forms.IntegerField(min_value=1, max_value=1000)
    seen = forms.IntegerField(min_value=1, max_value=1000, required=False)


class PhaseForm(forms.Form):
    """Which phase comes next."""

    phase = forms.ChoiceField(choices=Phase.choices)


class DoorForm(forms.Form):
    """Open or shut."""

    open = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1"
    )


class NameForm(forms.Form):
    """Another name for somebody."""

    name = NameField(max_length=40, error_messages={"required": _("Fill in a name.")})


class PartForm(forms.Form):
    """A sub-question, counted from 0, ticked or not."""

    part = forms.IntegerField(min_value=0, max_value=100)
    done = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1"
    )


class ConclusionForm(forms.Form):
    """How the group leaves a question."""

    outcome = forms.ChoiceField(
        choices=Outcome.choices,
        error_messages={
            "required": _("Choose an outcome."),
            "invalid_choice": _("Choose an outcome."),
        },
    )
    reason = TextField(max_length=2000, required=False)
    risk = forms.ChoiceField(choices=[("", ""), *Risk.choices], required=False)
    risk_reason = TextField(max_length=2000, required=False)
    acceptance = TextField(max_length=2000, required=False)

    def conclusion(self) -> Conclusion:
        """Return the facts for `round_off`."""
        data = self.cleaned_data
        return Conclusion(
            outcome=Outcome(data["outcome"]),
            reason=data["reason"],
            risk=Risk(data["risk"]) if data["risk"] else None,
            risk_reason=data["risk_reason"],
            acceptance=data["acceptance"],
        )


class ActionPointForm(forms.Form):
    """What is to be done, by whom and by when."""

    text = LineField(max_length=500, error_messages={"required": _("Write what is to be done.")})
    question = forms.IntegerField(min_value=1, max_value=1000, required=False)
    kind = forms.ChoiceField(choices=[("", ""), *ActionKind.choices], required=False)
    owner = LineField(max_length=80, required=False)
    due_date = DayField(required=False)
    key = KeyField()

    def facts(self) -> ActionFacts:
        """Return the facts for `add_action_point` and `change_action_point`."""
        data: dict[str, Any] = self.cleaned_data
        return ActionFacts(
            text=data["text"],
            question=data["question"],
            kind=ActionKind(data["kind"]) if data["kind"] else None,
            owner=data["owner"],
            due_date=data["due_date"],
            key=data["key"],
        )

"""How a session goes, as a facilitator chooses it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sessions.commands.manners import Manner
from sessions.enums import STEPS, ShownWith, Step
from sessions.models import Session
from sessions.models.session import plain_steps

PLAIN, STEPPED = "plain", "steps"
_TICKS = ["one_pen", "vendor_sees_inputs", "vendor_sees_risk", "inputs_in_report"]


class MannerForm(forms.Form):
    """Straight into the joint answer, or in steps; who writes, and who sees what of whom."""

    manner = forms.ChoiceField(
        label=_("How does the group answer a question?"),
        choices=[
            (PLAIN, pgettext_lazy("manner", "Write together straight away")),
            (STEPPED, pgettext_lazy("manner", "In steps")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    steps = forms.MultipleChoiceField(
        label=_("Which steps?"),
        choices=[(step.value, step.label) for step in STEPS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    shown_with = forms.ChoiceField(
        label=_("How do we show what people put in?"),
        choices=ShownWith.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    one_pen = forms.BooleanField(label=_("One person writes the joint answer"), required=False)
    vendor_sees_inputs = forms.BooleanField(
        label=_("The vendor reads what people put in, once it is shown"), required=False
    )
    vendor_sees_risk = forms.BooleanField(label=_("The vendor sees the risk"), required=False)
    inputs_in_report = forms.BooleanField(
        label=_("Print what people put in, in the internal report"), required=False
    )

    def manner_chosen(self) -> Manner:
        """Return the manner; without any word about it the plain one, shown with roles."""
        data: dict[str, Any] = self.cleaned_data
        in_steps = data["manner"] == STEPPED
        return Manner(
            steps=data["steps"] or [step.value for step in STEPS] if in_steps else plain_steps(),
            shown_with=ShownWith(data["shown_with"] or ShownWith.ROLE),
            **{name: data[name] for name in _TICKS},
        )


def manner_at_first() -> dict[str, Any]:
    """Return what stands in the form of a new session: the plain manner, all steps ticked."""
    every = [step.value for step in STEPS]
    return {"manner": PLAIN, "steps": every} | _values_of(Session())


def manner_of(session: Session) -> dict[str, Any]:
    """Return what stands in the form of this session."""
    plain = session.steps == [Step.COMPOSING]
    steps = [step.value for step in STEPS] if plain else session.steps
    return {"manner": PLAIN if plain else STEPPED, "steps": steps} | _values_of(session)


def _values_of(session: Session) -> dict[str, Any]:
    return {name: getattr(session, name) for name in ["shown_with", *_TICKS]}

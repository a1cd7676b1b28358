"""What a facilitator fills in on the system card."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sessions.commands.system_card import CardFacts
from sessions.enums import RedFlag
from sessions.forms.fields import LineField, TextField
from sessions.models import SystemCard
from sessions.models.system_card import LONGEST


def _line(label: Any, *, longest: int = 200, hint: Any = "") -> LineField:
    return LineField(label=label, help_text=hint, max_length=longest, required=False)


def _lines(label: Any, *, hint: Any = "") -> TextField:
    area = forms.Textarea(attrs={"rows": 3})
    return TextField(label=label, help_text=hint, max_length=LONGEST, required=False, widget=area)


def _flag(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=RedFlag.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers.")},
    )


class SystemCardForm(forms.Form):
    """Every field may stay empty: what nobody knows yet is worth knowing too."""

    version = _line(_("Version"), longest=80)
    contact = _line(_("Contact at the vendor"))
    place_in_process = _lines(
        _("Where in the process"),
        hint=_("For example: recruiting, pre-selection, test or interview."),
    )
    what_it_does = _lines(_("What the AI does"), hint=_("Does it show, sort, advise or reject?"))
    data_used = _lines(
        _("Which data goes in"), hint=_("For example: CV, letter, test, video or photo.")
    )
    who_decides = _lines(_("Who decides"))
    candidates = _line(_("Candidates a year"))
    period = _lines(
        _("Period and frequency of use"), hint=_("From when to when, and at which vacancies?")
    )
    since = _line(_("In use since, or planned for"))
    high_risk = _lines(_("Counts as high risk?"), hint=_("Who judged that?"))
    impact_assessment = _lines(_("DPIA done?"), hint=_("With the date."))
    works_council = _lines(_("Works council involved?"), hint=_("How, and what has been agreed?"))
    complaints = _lines(
        _("Complaint route for candidates"),
        hint=_("Where can a candidate go who does not agree?"),
    )
    documents = _lines(
        pgettext_lazy("system card", "Documents"), hint=_("Name, date and where to find them.")
    )
    emotions = _flag(_("Does the system infer emotions from face, voice or posture?"))
    biometrics = _flag(
        _(
            "Does it infer race, religion, political preference, trade union membership or"
            " orientation from biometrics?"
        )
    )

    def facts(self) -> CardFacts:
        """Return the facts for `fill_system_card`."""
        data = dict(self.cleaned_data)
        for name in ("emotions", "biometrics"):
            data[name] = RedFlag(data[name]) if data[name] else None
        return CardFacts(**data)


def card_values(card: SystemCard | None) -> dict[str, Any]:
    """Return what stands in the form: the card as it is now."""
    return {name: getattr(card, name) for name in SystemCardForm.base_fields} if card else {}

"""What a page posts while the group goes through a question, and about who does what."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.commands.votes import LONGEST_REMARK, Vote
from sessions.enums import STEPS, Consent, Parked, Role, Settled, Step
from sessions.forms.fields import FlagField, KeyField, LineField, TextField

_STEPS = [(step.value, step.label) for step in STEPS]
_ROLES = [Role.SCRIBE, Role.PARTICIPANT, Role.VENDOR, Role.OBSERVER]


class StepForm(forms.Form):
    """To which step, and on which one it was clicked: that may be the end."""

    seen = forms.ChoiceField(choices=Step.choices)
    to = forms.ChoiceField(choices=_STEPS)


class ReadyForm(forms.Form):
    """Ready with this step, or not yet."""

    step = forms.ChoiceField(choices=_STEPS)
    on = FlagField()


class HelpForm(forms.Form):
    """Does not understand the question, or does by now."""

    on = FlagField()


class VoteForm(forms.Form):
    """What somebody says of the joint answer; nothing: not that any more."""

    choice = forms.ChoiceField(choices=[("", ""), *Consent.choices], required=False)
    text = TextField(max_length=LONGEST_REMARK, required=False)
    unnamed = FlagField()

    def vote(self) -> Vote | None:
        """Return the facts for `cast_vote`, None for `take_vote_back`."""
        data = self.cleaned_data
        if not data["choice"]:
            return None
        return Vote(Consent(data["choice"]), text=data["text"], unnamed=data["unnamed"])


class ProposalForm(forms.Form):
    """A sentence for the joint answer."""

    text = LineField(max_length=500, error_messages={"required": _("Write a sentence first.")})
    key = KeyField()


class SettledForm(forms.Form):
    """What becomes of a proposed sentence."""

    settled = forms.ChoiceField(choices=Settled.choices)


class ParkedItemForm(forms.Form):
    """What waits, and at which question it came up."""

    text = LineField(max_length=500, error_messages={"required": _("Write what has to wait.")})
    question = forms.IntegerField(min_value=1, max_value=1000, required=False)
    key = KeyField()


class ParkedSettledForm(forms.Form):
    """What became of an item on the parking list; nothing: it waits again."""

    settled = forms.ChoiceField(choices=[("", ""), *Parked.choices], required=False)


class RoleForm(forms.Form):
    """What somebody becomes."""

    role = forms.ChoiceField(choices=[(role.value, role.label) for role in _ROLES])


class ColleagueForm(forms.Form):
    """Which colleague leads too."""

    member = LineField(max_length=22)

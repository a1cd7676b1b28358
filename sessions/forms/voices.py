"""What somebody posts about what single people put in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.commands.inputs import LONGEST_INPUT, Input
from sessions.commands.reactions import LONGEST_REACTION
from sessions.commands.wording import LONGEST_TEXT, Words
from sessions.forms.fields import FlagField, KeyField, TextField

_EMPTY = {"required": _("Write something first.")}


class InputForm(forms.Form):
    """One's own input, whole, and the number of this save."""

    text = TextField(max_length=LONGEST_INPUT, required=False)
    unnamed = FlagField()
    dont_know = FlagField()
    look_into = FlagField()
    edition = forms.IntegerField(min_value=1, max_value=1_000_000_000)

    def own(self) -> Input:
        """Return the facts for `save_input`."""
        data = self.cleaned_data
        return Input(data["text"], data["unnamed"], data["dont_know"], data["look_into"])


class WordsForm(forms.Form):
    """What somebody says for the others to read."""

    text = TextField(error_messages=_EMPTY)
    unnamed = FlagField()
    key = KeyField()

    def words(self) -> Words:
        """Return what a command takes."""
        return Words(**self.cleaned_data)


class AdditionForm(WordsForm):
    """What somebody adds once inputs are shown."""

    text = TextField(max_length=LONGEST_INPUT, error_messages=_EMPTY)


class ReactionForm(WordsForm):
    """A reaction to a card."""

    text = TextField(max_length=LONGEST_REACTION, error_messages=_EMPTY)


class DissentForm(WordsForm):
    """A view that differs from the joint answer."""

    text = TextField(max_length=LONGEST_TEXT, error_messages=_EMPTY)


class RecognitionForm(forms.Form):
    """Whether one recognises what a card says."""

    on = FlagField()

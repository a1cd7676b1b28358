"""What a password must be."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """A length that cannot be guessed, said in our own words."""

    def get_error_message(self) -> str:
        """Return what is wrong."""
        return _("This password is too short. Use at least %(signs)d signs.") % {
            "signs": self.min_length
        }

    def get_help_text(self) -> str:
        """Return what is asked."""
        return _("Use at least %(signs)d signs.") % {"signs": self.min_length}

"""What somebody fills in who gets an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sessions.access import examples
from sessions.commands.accounts import FirstAccount
from sessions.commands.invitations import NewAccount
from sessions.forms.fields import LineField, NameField
from sessions.models import Account


class NewAccountForm(forms.Form):
    """Name, e-mail address and password twice."""

    name = NameField(
        label=_("Your name"),
        max_length=60,
        error_messages={"required": _("Fill in a name.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": _("Fill in your e-mail address.")},
    )
    password1 = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Fill in a password.")},
    )
    password2 = forms.CharField(
        label=_("Password again"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": _("Fill in the password again.")},
    )

    def clean_email(self) -> str:
        """Refuse an address of the examples: what belongs to those is deleted with them."""
        email: str = self.cleaned_data["email"]
        if examples.is_address(email):
            raise ValidationError(_("Use another address: this one belongs to the examples."))
        return email

    def clean(self) -> dict[str, Any]:
        """Hold the password against the rules, and both against each other."""
        data = super().clean() or {}
        password = data.get("password1")
        if password and data.get("password2") and password != data["password2"]:
            self.add_error("password2", _("The passwords are not the same."))
        if password:
            account = Account(email=data.get("email", ""), name=data.get("name", ""))
            try:
                validate_password(password, account)
            except ValidationError as error:
                self.add_error("password1", error)
        return data

    def newcomer(self) -> NewAccount:
        """Return the facts for `accept_with_new_account`."""
        data = self.cleaned_data
        return NewAccount(data["name"], data["email"], data["password1"])


class FirstAccountForm(NewAccountForm):
    """The same, and the organisation that is made with it."""

    organisation = LineField(
        label=_("Organisation"),
        max_length=120,
        error_messages={"required": _("Fill in the organisation.")},
    )
    field_order = ("organisation",)

    def first(self) -> FirstAccount:
        """Return the facts for `make_first_account`."""
        data = self.cleaned_data
        return FirstAccount(data["organisation"], data["name"], data["email"], data["password1"])

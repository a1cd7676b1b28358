"""What colleagues fill in outside the sessions: members, invitations, links to reports."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from sessions.enums import Edition, MembershipRole
from sessions.forms.fields import LineField

MOST_PAGES = 10_000


class InvitationForm(forms.Form):
    """For whom a link is, what it lets them do, and (`of`, a public id) in which organisation."""

    note = LineField(
        label=_("For whom"),
        max_length=80,
        error_messages={"required": _("Write who this is for. A name or a function is enough.")},
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[
            (role.value, role.label)
            for role in (MembershipRole.READER, MembershipRole.FACILITATOR, MembershipRole.OWNER)
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a role."),
            "invalid_choice": _("Choose a role."),
        },
    )
    of = LineField(max_length=22, required=False, widget=forms.HiddenInput)

    def membership_role(self) -> MembershipRole:
        """Return the chosen role."""
        return MembershipRole(self.cleaned_data["role"])


class MemberRoleForm(forms.Form):
    """Another role for a member."""

    role = forms.ChoiceField(
        choices=MembershipRole.choices,
        error_messages={
            "required": _("Choose a role."),
            "invalid_choice": _("Choose a role."),
        },
    )

    def membership_role(self) -> MembershipRole:
        """Return the chosen role."""
        return MembershipRole(self.cleaned_data["role"])


class ShareLinkForm(forms.Form):
    """For whom a link to a report is, which edition it opens, and how many days it works."""

    note = LineField(
        label=_("For whom"),
        max_length=80,
        error_messages={"required": _("Write who this is for. A name or a function is enough.")},
    )
    which = forms.ChoiceField(
        label=_("Which edition"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose an edition that there is.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        choices=[("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))],
        initial="30",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how long the link works."),
            "invalid_choice": _("Choose how long the link works."),
        },
    )

    def __init__(
        self, data: object = None, *, editions: Iterable[Edition] = (Edition.SHAREABLE,)
    ) -> None:
        """Offer these editions, the first one unless another is chosen."""
        super().__init__(data)  # type: ignore[arg-type]
        offered = [(one.value, one.label) for one in editions]
        self.fields["which"].choices = offered  # type: ignore[attr-defined]
        self.initial["which"] = offered[0][0]

    def edition(self) -> Edition:
        """Return the chosen edition."""
        return Edition(self.cleaned_data["which"] or self.initial["which"])


class ReportSearchForm(forms.Form):
    """Which reports: a word, and which page of them."""

    q = LineField(label=_("Search in reports"), max_length=120, required=False)
    page = forms.IntegerField(min_value=1, max_value=MOST_PAGES, required=False)

"""Accounts and the one-time links that make or open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from sessions.access import examples
from sessions.access.codes import digest, new_token
from sessions.access.links import usable_link
from sessions.enums import LinkKind, MembershipRole
from sessions.errors import NotFound
from sessions.live.announce import look_again
from sessions.models import Account, Membership, OneTimeLink, Organisation, Participant
from sessions.texts import rooms

FIRST_ACCOUNT_HOURS = 72
SIGN_IN_MINUTES = 30


@dataclass(frozen=True)
class FirstAccount:
    """What the first facilitator fills in."""

    organisation: str
    name: str
    email: str
    password: str


def is_first_run() -> bool:
    """Tell whether there is no account yet; those of examples, and their visitors, do not count."""
    real = Account.objects.exclude(email__endswith=f"@{examples.DOMAIN}")
    return not real.exclude(pk__in=examples.visitors().values("pk")).exists()


@transaction.atomic
def make_first_account_link(*, at: datetime) -> str:
    """Return the secret of a new link for the first account; links made before end."""
    OneTimeLink.objects.filter(kind=LinkKind.FIRST_ACCOUNT, used_at=None).update(expires_at=at)
    return _make_link(
        LinkKind.FIRST_ACCOUNT, account=None, at=at, lasts=timedelta(hours=FIRST_ACCOUNT_HOURS)
    )


@transaction.atomic
def make_sign_in_link(*, account: Account, at: datetime) -> str:
    """Return the secret of a link that signs this account in once."""
    return _make_link(
        LinkKind.SIGN_IN, account=account, at=at, lasts=timedelta(minutes=SIGN_IN_MINUTES)
    )


@transaction.atomic
def make_first_account(*, token: str, first: FirstAccount, at: datetime) -> Account:
    """Return the new account, owner of its new organisation; uses the link up."""
    _use(LinkKind.FIRST_ACCOUNT, token=token, at=at)
    if not is_first_run():
        raise NotFound(_("There is an account already. Sign in."))
    account = Account.objects.create_user(first.email, first.password, name=first.name)
    organisation = Organisation.objects.create(name=first.organisation, created_at=at)
    Membership.objects.create(organisation=organisation, account=account, role=MembershipRole.OWNER)
    return account


@transaction.atomic
def use_sign_in_link(*, token: str, at: datetime) -> Account:
    """Return whom the link signs in, and use it up; raises NotFound when it works no more."""
    account = _use(LinkKind.SIGN_IN, token=token, at=at).account
    if account is None or not account.is_active:
        raise NotFound(_("This link does not work any more. Ask for a new one."))
    return account


def close_sockets_of_ended_sign_ins(*, account: Account) -> None:
    """Put out, on every process, the pages opened by a sign-in of this account that has ended.

    Its other sign-ins stay: each socket asks again who is behind it.
    """
    places = Participant.objects.filter(account=account, removed_at=None)
    people = list(places.select_related("session"))
    look_again(people)
    for one in people:
        rooms.recheck(one.session.public_id)


def _make_link(kind: LinkKind, *, account: Account | None, at: datetime, lasts: timedelta) -> str:
    token = new_token()
    OneTimeLink.objects.create(
        kind=kind, token_hash=digest(token), account=account, created_at=at, expires_at=at + lasts
    )
    return token


def _use(kind: LinkKind, *, token: str, at: datetime) -> OneTimeLink:
    link = usable_link(kind=kind, token=token, at=at)
    used = link and OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at)
    if link is None or not used:
        raise NotFound(_("This link does not work any more. Ask for a new one."))
    return link

"""First account and sign-in links."""

from datetime import timedelta

import pytest

from sessions.commands import accounts
from sessions.commands.accounts import FirstAccount
from sessions.errors import NotFound
from sessions.models import Account, Membership, OneTimeLink
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

FIRST = FirstAccount("Gemeente Vlietdam", "Noor", "noor@vlietdam.example", "a long enough one")


def test_the_first_account_owns_its_organisation():
    token = accounts.make_first_account_link(at=NOW)

    account = accounts.make_first_account(token=token, first=FIRST, at=NOW)

    membership = Membership.objects.get(account=account)
    assert (membership.organisation.name, membership.role) == ("Gemeente Vlietdam", "owner")


def test_the_link_works_once():
    token = accounts.make_first_account_link(at=NOW)
    accounts.make_first_account(token=token, first=FIRST, at=NOW)

    with pytest.raises(NotFound):
        accounts.make_first_account(token=token, first=FIRST, at=NOW)


def test_a_second_link_makes_no_second_first_account():
    first = accounts.make_first_account_link(at=NOW)
    accounts.make_first_account(token=first, first=FIRST, at=NOW)
    late = accounts.make_first_account_link(at=NOW)

    with pytest.raises(NotFound):
        accounts.make_first_account(token=late, first=FIRST, at=NOW)


def test_printing_a_new_link_ends_the_old_one():
    old = accounts.make_first_account_link(at=NOW)
    accounts.make_first_account_link(at=NOW)

    with pytest.raises(NotFound):
        accounts.make_first_account(token=old, first=FIRST, at=NOW + timedelta(seconds=1))


def test_a_sign_in_link_ends_after_half_an_hour():
    account = Account.objects.create_user("noor@vlietdam.example", name="Noor")
    token = accounts.make_sign_in_link(account=account, at=NOW)

    with pytest.raises(NotFound):
        accounts.use_sign_in_link(token=token, at=NOW + timedelta(minutes=31))


def test_no_secret_is_stored():
    token = accounts.make_first_account_link(at=NOW)

    assert token not in str(OneTimeLink.objects.values().get())

"""What tells examples from real work, and the link to an example's report.

Accounts of examples have addresses under a name that no one can own, so nobody can be written to
there and nobody else can have one.
"""

from __future__ import annotations

from django.core import signing
from django.db.models import OuterRef, QuerySet, Subquery

from sessions.models import Account, Membership, Organisation, Session

DOMAIN = "voorbeeld.example"
NAME_BEGINS = "Voorbeeld"
_SALT = "airsessions.example-report"
VALID_SECONDS = 24 * 3600


def address(key: str) -> str:
    """Return the e-mail address of an example account."""
    return f"{key}@{DOMAIN}"


def example_organisations() -> list[Organisation]:
    """Return the organisations that are examples: named so, and begun by an example account.

    Who came first counts: an example account may be invited to an organisation of real work.
    """
    first = Membership.objects.filter(organisation=OuterRef("pk")).order_by("pk")
    begun_by = Organisation.objects.annotate(begun_by=Subquery(first.values("account__email")[:1]))
    return list(begun_by.filter(name__startswith=NAME_BEGINS, begun_by__endswith=f"@{DOMAIN}"))


def visitors() -> QuerySet[Account]:
    """Return who belongs to examples only: their own accounts, and who was invited to look on."""
    shown = example_organisations()
    elsewhere = Membership.objects.exclude(organisation__in=shown).values("account")
    looking = Account.objects.filter(memberships__organisation__in=shown, is_staff=False)
    return looking.exclude(pk__in=elsewhere).distinct()


def is_address(email: str) -> bool:
    """Tell whether this is an address that only accounts of examples have."""
    return email.casefold().endswith(f"@{DOMAIN}")


def mint(session: Session) -> str:
    """Return a token that opens the report of this example for a day."""
    return signing.dumps(session.public_id, salt=_SALT)


def example_session(token: str) -> Session | None:
    """Return whose report a token opens; None for every other token and for real sessions."""
    try:
        public_id = signing.loads(token, salt=_SALT, max_age=VALID_SECONDS)
    except (signing.BadSignature, ValueError):
        return None
    return Session.objects.filter(
        public_id=public_id, organisation__in=example_organisations()
    ).first()

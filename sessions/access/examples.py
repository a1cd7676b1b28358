"""What tells examples from real work, and the link to an example's report.

Accounts of examples have addresses under a name that no one can own, so nobody can be written to
there and nobody else can have one.
"""

from __future__ import annotations

from django.core import signing

from sessions.enums import MembershipRole
from sessions.models import Organisation, Session

DOMAIN = "voorbeeld.example"
NAME_BEGINS = "Voorbeeld"
_SALT = "airsessions.example-report"
VALID_SECONDS = 24 * 3600


def address(key: str) -> str:
    """Return the e-mail address of an example account."""
    return f"{key}@{DOMAIN}"


def example_organisations() -> list[Organisation]:
    """Return the organisations that are examples: named so, and owned by an example account."""
    return list(
        Organisation.objects.filter(
            name__startswith=NAME_BEGINS,
            memberships__role=MembershipRole.OWNER,
            memberships__account__email__endswith=f"@{DOMAIN}",
        ).distinct()
    )


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

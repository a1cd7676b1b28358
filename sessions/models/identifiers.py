"""Random names for rows that appear in addresses."""

import secrets


def new_public_id() -> str:
    """Return 22 URL-safe signs (128 bits): paths carry these, never row numbers."""
    return secrets.token_urlsafe(16)

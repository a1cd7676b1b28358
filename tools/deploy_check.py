"""Django's own check of a deployment, in the grown profile: https, PostgreSQL and Redis.

    .venv/bin/python -m tools.deploy_check

Nothing is connected to; the addresses below only choose the profile.
"""

from __future__ import annotations

import os

from tools.steps import BIN, call

GROWN = {
    "PUBLIC_URL": "https://air.example.nl",
    "ORIGINS": "",
    "SSL_REDIRECT": "yes",
    "DEBUG": "no",
    "SECRET_KEY": "check-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "DATABASE_URL": "postgresql://air@database.example.nl/air",
    "REDIS_URL": "redis://redis.example.nl:6379/0",
    "TRUSTED_PROXIES": "192.0.2.1",
}

if __name__ == "__main__":
    check = (BIN / "python", "manage.py", "check", "--deploy", "--fail-level=WARNING")
    call(*check, env=os.environ | GROWN)

"""What is written down: no secrets, and never so much that one sender fills the disk."""

from __future__ import annotations

import logging
import re
import time
from typing import Any

# What follows these words in an address opens an account for whoever reads it.
_SECRET = re.compile(
    r"((?:/|%2F)(?:setup|sign-in|password/reset/key|invitation|shared|projector|homework|examples)(?:/|%2F))"
    r"(?:(?!%2F)[^/\s\"'?&])+",
    re.IGNORECASE,
)

MOST_ALIKE = 20
MINUTE = 60.0


class WithoutSecrets(logging.Formatter):
    """Django's formatter; a line, its traceback too, loses the tokens in addresses."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return _SECRET.sub(r"\1…", super().format(record))


class Seldom(logging.Filter):
    """Lets twenty lines a minute through from one place in the code; the last says so.

    Refusals are worth knowing about, and anybody can cause them as often as they like.
    """

    def __init__(self) -> None:
        super().__init__()
        self._begun: dict[tuple[str, int], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether this line is written."""
        place, now = (record.pathname, record.lineno), time.monotonic()
        since, count = self._begun.get(place, (now, 0))
        if now - since >= MINUTE:
            since, count = now, 0
        self._begun[place] = (since, count + 1)
        if count + 1 == MOST_ALIKE:
            record.msg = f"{record.msg} (more of these are left out for a minute)"
        return count < MOST_ALIKE


# What Django's setting of this name holds.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": WithoutSecrets,
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "filters": {"seldom": {"()": Seldom}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["seldom"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Anybody can fill the log with requests that are refused; they are not written down.
        "django.request": {"level": "ERROR"},
        "django.security.csrf": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}

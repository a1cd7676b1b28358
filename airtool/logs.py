"""Log lines without secrets: addresses may hold one-time tokens, also in an error of ours."""

from __future__ import annotations

import logging
import re

# What follows these words in an address opens an account for whoever reads it.
_SECRET = re.compile(r"(/(?:setup|sign-in|password/reset/key)/)[^/\s\"'?]+")


class WithoutSecrets(logging.Formatter):
    """Django's formatter; a line, its traceback too, loses the tokens in addresses."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return _SECRET.sub(r"\1…", super().format(record))

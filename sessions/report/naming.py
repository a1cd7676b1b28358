"""What the file with a report is called."""

from __future__ import annotations

import re
import unicodedata

from django.utils import timezone, translation
from django.utils.translation import gettext

from sessions.report import editions
from sessions.report.values import Contents


def file_name(contents: Contents, *, kind: str = "pdf") -> str:
    """Return a name in ASCII that tells session, version and moment, and ends in `kind`.

    answer-report-acme-internal-draft-2026-11-23-1042.pdf,
    answer-report-acme-shareable-version-2-2026-11-23.json
    """
    zone = timezone.get_default_timezone()
    with translation.override(contents.language):
        first = gettext("Answer report")
        if contents.version is None or contents.final_at is None:
            moment = f"{timezone.localtime(contents.as_of, zone):%Y-%m-%d-%H%M}"
            which = gettext("draft")
        else:
            moment = f"{timezone.localtime(contents.final_at, zone):%Y-%m-%d}"
            which = gettext("version %(number)d") % {"number": contents.version}
        told = (first, contents.title, editions.word(contents), which)
    words = [*filter(None, map(_ascii, told)), moment]
    return f"{'-'.join(words)}.{kind}"


def _ascii(text: str) -> str:
    """Return the text in lowercase letters, figures and dashes; at most 60 signs."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:60].strip("-")

"""What the sources say to people: every msgid in Python, templates and TypeScript.

Babel reads them, so that nobody needs GNU gettext. English stands in the sources; the Dutch
stands in locale/nl.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

LANGUAGE = "nl"
DOMAINS = ("django", "djangojs")
# Fixed, so that a file changes only when its words do.
DATE = datetime(2026, 11, 23, tzinfo=UTC)
SOURCES = {
    "django": (
        ("airtool", "*.py"),
        ("sessions", "*.py"),
        ("templates", "*.html"),
        ("templates", "*.txt"),
    ),
    "djangojs": (("frontend/src", "*.ts"),),
}
ONE: dict[str, Any] = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
SEVERAL = dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
IN_CONTEXT = dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
SEVERAL_IN_CONTEXT = dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
KEYWORDS = ONE | SEVERAL | IN_CONTEXT | SEVERAL_IN_CONTEXT
CALL = re.compile(r"(?<![\w.$])n?p?gettext\(")
COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*?$|declare function .*?$", re.DOTALL | re.MULTILINE)


class Unreadable(Exception):
    """A source says something that could not be taken out of it; tells where."""


def empty_catalog(domain: str) -> Catalog:
    """Return a catalogue without messages."""
    return Catalog(
        locale=LANGUAGE,
        domain=domain,
        header_comment="# The Dutch words of AIR Discussietool; written by `make messages`.",
        project="AIR Discussietool",
        version="1",
        last_translator="AIR Discussietool",
        language_team="AIR Discussietool",
        msgid_bugs_address="AIR Discussietool",
        creation_date=DATE,
        revision_date=DATE,
        fuzzy=False,
    )


def said_in(root: Path, domain: str) -> Catalog:
    """Return every message of a domain, untranslated; raises Unreadable."""
    catalog = empty_catalog(domain)
    for file in _files(root, SOURCES[domain]):
        place = file.relative_to(root).as_posix()
        for _line, msgid, _comments, context in _messages(file, place):
            # The lexer sets no other flags than those of the placeholders.
            catalog.add(msgid, locations=[(place, 0)], context=context)
    return catalog


def _files(root: Path, sources: Iterable[tuple[str, str]]) -> Iterator[Path]:
    for folder, pattern in sources:
        yield from sorted((root / folder).rglob(pattern))


def _messages(file: Path, place: str) -> list[Any]:
    text = file.read_text(encoding="utf-8")
    try:
        if file.suffix == ".py":
            return _extracted("python", text)
        if file.suffix == ".ts":
            return _typescript(text)
        return _extracted("python", _flat(templatize(text, origin=place)))
    except (SyntaxError, ValueError) as error:
        raise Unreadable(f"{place}: {error}") from error


def _flat(python: str) -> str:
    # What is left of a template is Python but for its indentation, which means nothing.
    return re.sub(r"(?m)^[ \t]+", "", python)


def _typescript(text: str) -> list[Any]:
    options = {"jsx": False, "template_string": True, "parse_template_string": True}
    found = _extracted("javascript", text, options)
    calls = len(CALL.findall(COMMENT.sub("", text)))
    if calls != len(found):
        raise ValueError(
            f"{calls} gettext calls, {len(found)} understood; give each a plain quoted sentence"
        )
    return found


def _extracted(method: str, text: str, options: dict[str, Any] | None = None) -> list[Any]:
    return list(extract(method, io.BytesIO(text.encode()), KEYWORDS, options=options or {}))

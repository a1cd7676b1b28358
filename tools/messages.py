"""Keep the Dutch words complete: locale/nl/LC_MESSAGES/{django,djangojs}.po.

    .venv/bin/python -m tools.messages update [FOLDER]   take over what the sources say now, and
                                                         translations from FOLDER/*.json
    .venv/bin/python -m tools.messages check             stop when anything is missing or wrong
    .venv/bin/python -m tools.messages compile           write the .mo files that Django reads

A JSON file holds {"English": "Nederlands"}; "context\\u0004English" for a message with a context;
"one\\u0000several": ["enkelvoud", "meervoud"] for a message with a plural.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.extraction import DOMAINS, LANGUAGE, Unreadable, empty_catalog, said_in
from tools.steps import ROOT, say, stop

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
Words = dict[str, str | list[str]]


def update(root: Path, words: Words) -> list[str]:
    """Write both .po files; return the keys of `words` that no source says."""
    unused = set(words)
    for domain in DOMAINS:
        known = _known(root, domain)
        catalog = said_in(root, domain)
        for message in _said(catalog):
            unused.discard(key_of(message))
            given = words.get(key_of(message))
            forms = _forms(given) if given else _translation(known, message)
            message.string = forms if message.pluralizable else forms[0]
        _write(root, domain, catalog)
    return sorted(unused)


def problems(root: Path) -> Iterator[str]:
    """Name everything in the .po files that keeps them from being complete and right."""
    for domain in DOMAINS:
        known, said = _known(root, domain), said_in(root, domain)
        keys = {key_of(message) for message in _said(said)}
        for message in _said(known):
            if key_of(message) not in keys:
                yield f"{domain}: nobody says this any more: {shown(message)}"
        for message in _said(said):
            found = known.get(message.id, message.context)
            fault = _fault(found) if found else "is not in the file"
            if fault:
                yield f"{domain}: {shown(message)} {fault}"
        yield from (f"{domain}: obsolete: {key}" for key in known.obsolete)


def compile_all(root: Path = ROOT) -> None:
    """Write the .mo files, where they are older than their words."""
    for domain in DOMAINS:
        source = _file(root, domain)
        if not source.exists():
            continue
        compiled = source.with_suffix(".mo")
        content = io.BytesIO()
        write_mo(content, _known(root, domain))
        if not compiled.exists() or compiled.read_bytes() != content.getvalue():
            compiled.write_bytes(content.getvalue())


def words_in(folder: Path) -> Words:
    """Return the translations of all JSON files in `folder`; a later file wins over an earlier."""
    words: Words = {}
    for file in sorted(folder.glob("*.json")):
        words |= json.loads(file.read_text(encoding="utf-8"))
    return words


def key_of(message: Message) -> str:
    """Return how a JSON file names this message."""
    msgid = "\0".join(_forms(message.id))
    return f"{message.context}\4{msgid}" if message.context else msgid


def shown(message: Message) -> str:
    """Return the message as people read it in a report."""
    return json.dumps(" / ".join(_forms(message.id)), ensure_ascii=False)


def _said(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def _forms(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _fault(message: Message) -> str:
    if message.fuzzy:
        return "is marked as uncertain (fuzzy)"
    forms, originals = _forms(message.string or ""), _forms(message.id)
    if len(forms) != len(originals) or not all(forms):
        return "has no translation"
    # The singular may leave the number out ("één vraag"); the last form has every placeholder.
    asked = set(PLACEHOLDER.findall(originals[-1]))
    if set(PLACEHOLDER.findall(forms[-1])) != asked:
        return "has other placeholders in Dutch"
    if not set(PLACEHOLDER.findall(forms[0])) <= asked:
        return "has other placeholders in Dutch"
    return ""


def _translation(known: Catalog, message: Message) -> tuple[str, ...]:
    found = known.get(message.id, message.context)
    return _forms(found.string or "") if found else ("",)


def _file(root: Path, domain: str) -> Path:
    return root / "locale" / LANGUAGE / "LC_MESSAGES" / f"{domain}.po"


def _known(root: Path, domain: str) -> Catalog:
    try:
        content = _file(root, domain).read_bytes()
    except FileNotFoundError:
        return empty_catalog(domain)
    return read_po(io.BytesIO(content), locale=LANGUAGE, domain=domain)


def _write(root: Path, domain: str, catalog: Catalog) -> None:
    file = _file(root, domain)
    file.parent.mkdir(parents=True, exist_ok=True)
    content = io.BytesIO()
    write_po(content, catalog, width=100, sort_output=True, include_lineno=False)
    file.write_bytes(content.getvalue())


def main(command: str, folder: str = "") -> None:
    """Run one of the three commands."""
    if command == "update":
        for key in update(ROOT, words_in(Path(folder)) if folder else {}):
            say(f"Translated, but no source says it: {json.dumps(key, ensure_ascii=False)}")
    elif command == "compile":
        compile_all()
    elif found := list(problems(ROOT)):
        stop("\n".join(found))
    else:
        say("Every word is there in Dutch.")


if __name__ == "__main__":
    try:
        main(*(sys.argv[1:] or ["check"]))
    except Unreadable as unreadable:
        stop(str(unreadable))

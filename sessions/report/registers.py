"""The parts after the themes: lists of what is open, seen differently, stated and versioned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext

from sessions.enums import Outcome, Proof
from sessions.report import answers, labels, outline, wording
from sessions.report.answers import Document
from sessions.report.spoken import VendorFact
from sessions.report.typeset import lines, shown
from sessions.report.values import Contents, QuestionAnswer

MOST_ACTIONS = 3  # of an open question, in the list of what is open
CUT = 500  # signs of a statement or view in a list; it stands in full at its question


def page(contents: Contents, *, documents: dict[Document, str], fingerprint: str) -> dict[str, Any]:
    """Return what every list after the themes says."""
    return {
        "actions": [answers.action(action) for action in contents.actions],
        "open_rows": [row for asked in contents.questions for row in _open_rows(asked)],
        "skipped": _skipped(contents),
        "views": [
            {
                "question": asked.number,
                "short_name": shown(asked.short_name),
                "theme": theme.number,
                **answers.view(replace(dissent, text=_cut(dissent.text))),
            }
            for theme in contents.themes
            for asked in theme.questions
            for dissent in asked.dissents
        ],
        "documents": [_document(key, code) for key, code in documents.items()],
        "statements": [
            {
                "question": number,
                **answers.fact(replace(stated, text=_cut(stated.text)), documents=documents),
            }
            for number, stated in _stated(contents)
        ],
        "statements_words": _statements(contents),
        "set_words": _question_set(contents),
        "versions": list(_versions(contents, fingerprint=fingerprint)),
    }


def documents(contents: Contents) -> dict[Document, str]:
    """Give every document that a vendor statement names a code: D1, D2 …, in order of first use."""
    named = (
        answers.document(stated)
        for _number, stated in _stated(contents)
        if stated.document or stated.address
    )
    return {key: f"D{number}" for number, key in enumerate(dict.fromkeys(named), 1)}


def _cut(text: str) -> str:
    return str(Truncator(text).chars(CUT))


def _open_rows(asked: QuestionAnswer) -> Iterator[dict[str, Any]]:
    """Yield what this question leaves open: the whole of it, or sub-questions."""
    if asked.outcome in outline.UNKNOWN_YET:
        actions = asked.actions[:MOST_ACTIONS]
        yield {
            "question": asked.number,
            "text": lines(_cut(asked.reason)) or shown(asked.short_name),
            "people": [
                {"number": action.number, "by": shown(wording.by_whom(action))}
                for action in actions
            ],
        }
    for number, text in outline.unanswered(asked):
        words = gettext("Sub-question %(which)d: ‘%(text)s’") % {"which": number, "text": text}
        yield {"question": asked.number, "text": shown(words), "people": []}


def _skipped(contents: Contents) -> list[dict[str, Any]]:
    """Return the questions nobody discussed."""
    return [
        {"number": asked.number, "short_name": shown(asked.short_name), "chosen": asked.chosen}
        for asked in contents.questions
        if asked.outcome == Outcome.NOT_DISCUSSED
    ]


def _document(key: Document, code: str) -> dict[str, Any]:
    name, day, address = key
    return {
        "code": code,
        "name": shown(name or address),
        "date": wording.short_date(day) if day else "",
        "address": shown(address),
        # Only a full web address becomes a link.
        "link": address if address.startswith(("https://", "http://")) else "",
    }


def _statements(contents: Contents) -> str:
    """Return how many vendor statements stand how firmly."""
    proofs = [stated.proof for _number, stated in _stated(contents)]
    counted = ((labels.proof(proof).lower(), proofs.count(proof)) for proof in Proof.values)
    prepared = (gettext("prepared by the vendor"), proofs.count(""))
    return ", ".join(f"{n} {word}" for word, n in (*counted, prepared) if n)


def _stated(contents: Contents) -> Iterator[tuple[int | None, VendorFact]]:
    """Yield every vendor statement with its question; those about the whole system have none."""
    for stated in contents.vendor_facts:
        yield None, stated
    for asked in contents.questions:
        for stated in asked.vendor_facts:
            yield asked.number, stated


def _question_set(contents: Contents) -> str:
    words = gettext("%(all)d questions, version %(version)d, language %(language)s")
    asked = {"all": len(contents.questions), "language": contents.language}
    return words % (asked | {"version": contents.questionnaire_version})


def _versions(contents: Contents, *, fingerprint: str) -> Iterator[dict[str, Any]]:
    """Yield every version with its date, what changed and the first signs of its hash."""
    for past in contents.earlier:
        yield {
            "version": past.version,
            "date": wording.moment(past.final_at),
            "changed": _changed(past.changed, version=past.version),
            "code": wording.groups(past.contents_hash[:12]),
        }
    this = {"code": wording.groups(fingerprint[:12])}
    if contents.version is None or contents.final_at is None:
        words = gettext("Draft: can still change")
        yield this | {"version": "–", "date": wording.moment(contents.as_of), "changed": words}
        return
    yield this | {
        "version": contents.version,
        "date": wording.moment(contents.final_at),
        "changed": _changed(contents.changed, version=contents.version),
    }


def _changed(words: str, *, version: int) -> str:
    """Return what a version changed; this edition may say the same while the other does not."""
    if words:
        return lines(words)
    if version == 1:
        return gettext("First final version")
    return gettext("Nothing changed in this edition.")

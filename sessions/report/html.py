"""From frozen values to one HTML page, in the language of the questions.

The page is made for paper: `templates/report/` holds its parts and its style sheet. All text that
people typed goes through `typeset`; the templates add words of the product only.
"""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, pgettext

from sessions.report import (
    answers,
    course,
    editions,
    internal_page,
    labels,
    outline,
    registers,
    summary,
    watermark,
    wording,
)
from sessions.report.internal import inside
from sessions.report.typeset import shown
from sessions.report.values import Contents

FOOT = 60  # signs of organisation and system at the foot of a page
FIRST = 12  # signs of the fingerprint on the cover


def render(contents: Contents, *, fingerprint: str) -> str:
    """Return the report as one HTML page; `fingerprint` is the SHA-256 of its data, in hex."""
    with translation.override(contents.language):
        page = _page(contents, fingerprint=fingerprint)
        return str(render_to_string("report/antwoordrapport.html", page))


def _page(contents: Contents, *, fingerprint: str) -> dict[str, Any]:
    documents = registers.documents(contents)
    apart = internal_page.by_question(contents)
    return {
        "language": contents.language,
        "concept": contents.concept,
        "concept_words": wording.concept(contents),
        "source": shown(contents.source),
        "parts": outline.parts(contents),
        "themes": [
            answers.theme(theme, documents=documents, apart=apart) for theme in contents.themes
        ],
        "fingerprint": wording.groups(fingerprint),
        **_head(contents),
        **_cover(contents, fingerprint=fingerprint),
        **summary.page(contents),
        **course.page(contents),
        **registers.page(contents, documents=documents, fingerprint=fingerprint),
        **internal_page.page(contents),
    }


def _head(contents: Contents) -> dict[str, Any]:
    """Return what the file says of itself, and what stands in the margins of every page."""
    title = gettext("Answer report AIR Discussietool")
    about = [text for text in (contents.client, contents.system) if text]
    edition = editions.word(contents)
    foot = [Truncator(" · ".join(about)).chars(FOOT), edition, wording.edition(contents)]
    moment = contents.final_at or contents.as_of
    word = pgettext("report", "Draft")
    return {
        "document_title": shown(": ".join([title, ", ".join([*about, contents.title])])),
        "running": title,
        "foot": shown(" · ".join(filter(None, foot))),
        "stamp": moment.replace(microsecond=0).isoformat(),
        "edition": edition,
        "internal": inside(contents) is not None,
        "edition_words": editions.words(contents),
        "stamp_word": word if contents.concept else pgettext("report", "Final"),
        "watermark": watermark.address(word) if contents.concept else "",
    }


def _cover(contents: Contents, *, fingerprint: str) -> dict[str, Any]:
    return {
        "client": shown(contents.client),
        "facts": _facts(contents, code=wording.groups(fingerprint[:FIRST])),
    }


def _facts(contents: Contents, *, code: str) -> list[tuple[str, SafeString]]:
    """Return the rows of the cover; what nobody filled in has no row."""
    rows = [
        (gettext("Organisation"), contents.client),
        (gettext("System"), contents.system),
        (gettext("Vendor"), contents.vendor),
        (gettext("Session"), contents.title),
        (gettext("Date"), wording.date(contents.date, weekday=True)),
        (gettext("Programme"), wording.programme(contents)),
        (gettext("Present"), labels.attendance(contents)),
        (gettext("Edition"), editions.line(contents)),
        (gettext("Version"), wording.version_line(contents)),
        (gettext("As it was on"), wording.moment(contents.as_of)),
        (gettext("Fingerprint"), code),
    ]
    return [(label, shown(value)) for label, value in rows if value]

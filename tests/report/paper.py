"""Reading a report back from its PDF: pages, text, tags."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdf

from sessions.report import html, pdf
from sessions.report.values import Contents
from tests.report.samples import TRAIN, WAIT, question, report

# What stands at the foot of every page's text: the words in its margins.
RUNNING = re.compile(r"AnswerreportAIRDiscussietool(?!Q).*?Page(\d+)of\d+$")
FINGERPRINT = "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab"
TWENTY = tuple(question(number) for number in range(1, 21))
USUAL = report(
    question(1, risk="high", risk_reason="Nobody looked", actions=(TRAIN,)),
    *TWENTY[1:],
    actions=(TRAIN, WAIT),
)


def drawn(contents: Contents) -> bytes:
    """Return the PDF of these contents."""
    return pdf.make_pdf(html.render(contents, fingerprint=FINGERPRINT))


def pages_of(made: bytes) -> list[str]:
    """Return the text of each page in order, without blanks and line ends."""
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    return ["".join(page.extract_text().split()) for page in pages]


def text_of(made: bytes) -> str:
    """Return all text in order, without blanks, line ends, running heads and page numbers."""
    return "".join(RUNNING.sub("", page) for page in pages_of(made))


@dataclass(frozen=True)
class Element:
    """One element of the tag tree."""

    tag: str
    words: str
    scope: str


def elements(made: bytes) -> list[Element]:
    """Return every element of the tag tree, in reading order."""
    with pikepdf.open(io.BytesIO(made)) as opened:
        return list(_walk(opened.Root.StructTreeRoot.K))


def _walk(node: pikepdf.Object) -> Iterator[Element]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        attributes = node.get("/A", pikepdf.Dictionary())
        yield Element(str(node.S)[1:], str(node.get("/Alt", "")), str(attributes.get("/Scope", "")))
        yield from _walk(node.get("/K", pikepdf.Array()))

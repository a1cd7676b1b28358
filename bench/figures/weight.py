"""How heavy the pages are, as they come over the line: compressed."""

from __future__ import annotations

import gzip
import posixpath
import re
from typing import Any

from bench.figures.visits import Visitor
from bench.servers import House, product, started

LINKED = re.compile(r'<(?:script|link)[^>]*?(?:src|href)="([^"]+\.(?:js|css)[^"]*|/words[^"]*)"')
# What a module needs before it runs, and what it fetches when the editor is wanted.
NEEDED = re.compile(r'(?:from|import)\s*"([^"]+\.js)"')
EDITOR = re.compile(r'import\("([^"]*editor[^"]*\.js)"\)')


def measured(house: House) -> dict[str, Any]:
    """Return KB of a participant's first question page, and of the editor that comes after."""
    session = house.on_file().sessions[0]
    with product(house) as server, started([server]):
        visitor = Visitor(server, session["participants"][0]["cookie"])
        page = f"/sessions/{session['session']}/questions/1/"
        fetched = _Fetched(visitor)
        first = set(LINKED.findall(fetched.text(page)))
        for address in sorted(first):
            fetched.module(address)
        needed = fetched.bytes()
        for address in [one for text in fetched.texts() for one in EDITOR.findall(text)]:
            fetched.module(fetched.resolved(address))
        return {
            "pageKB": round(needed / 1000, 1),
            "editorKB": round((fetched.bytes() - needed) / 1000, 1),
        }


class _Fetched:
    """Files that were fetched, by address."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._files: dict[str, tuple[int, str]] = {}

    def text(self, address: str) -> str:
        if address not in self._files:
            answer = self._visitor.get(address)
            packed = answer.headers.get("content-encoding") == "gzip"
            plain = gzip.decompress(answer.body) if packed else answer.body
            # What the server does not compress, a proxy in front of it does.
            size = len(answer.body if packed else gzip.compress(plain))
            self._files[address] = size, plain.decode()
        return self._files[address][1]

    def module(self, address: str) -> None:
        """Fetch a file, and the modules it cannot run without."""
        if address not in self._files:
            for needed in NEEDED.findall(self.text(address)):
                self.module(posixpath.normpath(posixpath.join(posixpath.dirname(address), needed)))

    def resolved(self, address: str) -> str:
        """Return where a module that is fetched later stands."""
        return posixpath.normpath(
            posixpath.join("/static/build/chunks", posixpath.basename(address))
        )

    def bytes(self) -> int:
        return sum(size for size, _ in self._files.values())

    def texts(self) -> list[str]:
        return [text for _, text in self._files.values()]

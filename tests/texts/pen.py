"""A pen: writes as a browser does and hands over the updates, as bytes."""

from __future__ import annotations

from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from sessions.texts.readout import blocks_of_document, plain


class Pen:
    """One browser's document. Every method returns the update it made."""

    def __init__(self, client: int) -> None:
        self.client = client
        self.doc: Doc[Any] = Doc(client_id=client)
        self.root: XmlFragment = self.doc.get("default", type=XmlFragment)
        self._made: list[bytes] = []
        self.doc.observe(lambda event: self._made.append(event.update))

    def made(self) -> bytes:
        """Return the update of the last change; an empty one when nothing changed."""
        update = self._made[-1] if self._made else b"\0\0"
        self._made.clear()
        return update

    def paragraph(self, text: str = "") -> bytes:
        """Add a paragraph at the end."""
        self.root.children.append(XmlElement("paragraph", {}, [XmlText(text)]))
        return self.made()

    def item(self, text: str, kind: str = "bulletList") -> bytes:
        """Add a list with one item at the end."""
        words = XmlElement("paragraph", {}, [XmlText(text)])
        self.root.children.append(XmlElement(kind, {}, [XmlElement("listItem", {}, [words])]))
        return self.made()

    def type(self, text: str, *, paragraph: int = -1, at: int | None = None) -> bytes:
        """Type in a paragraph, at its end when no place is given."""
        words = self.words(paragraph)
        words.insert(len(words) if at is None else self.offset(paragraph, at), text)
        return self.made()

    def delete(self, start: int, stop: int, *, paragraph: int = -1) -> bytes:
        """Delete signs of a paragraph."""
        start, stop = self.offset(paragraph, start), self.offset(paragraph, stop)
        del self.words(paragraph)[start:stop]
        return self.made()

    def mark(self, start: int, stop: int, marks: dict[str, Any], *, paragraph: int = -1) -> bytes:
        """Mark signs of a paragraph."""
        start, stop = self.offset(paragraph, start), self.offset(paragraph, stop)
        self.words(paragraph).format(start, stop, marks)
        return self.made()

    def drop(self, paragraph: int) -> bytes:
        """Delete a paragraph."""
        del self.root.children[paragraph]
        return self.made()

    def element(self, element: XmlElement | XmlText) -> bytes:
        """Add anything at the end."""
        self.root.children.append(element)
        return self.made()

    def words(self, paragraph: int) -> XmlText:
        """Return the run of text of a paragraph."""
        children = list(self.root.children)
        found = next(iter(children[paragraph].children))
        assert isinstance(found, XmlText)
        return found

    def signs(self, paragraph: int = -1) -> str:
        """Return the text of a paragraph."""
        return "".join(chunk for chunk, _ in self.words(paragraph).diff())

    def offset(self, paragraph: int, sign: int) -> int:
        """Return where a sign begins: pycrdt counts bytes."""
        return len(self.signs(paragraph)[:sign].encode())

    def hear(self, update: bytes) -> None:
        """Take in what others wrote."""
        self.doc.apply_update(update)
        self._made.clear()

    def everything(self) -> bytes:
        """Return the whole document."""
        return bytes(self.doc.get_update())

    @property
    def plain(self) -> str:
        """What it reads."""
        return plain(blocks_of_document(self.doc))
